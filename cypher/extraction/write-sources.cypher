// Links a run to the sources it read.
// One index seek a source.
MATCH (r:Entity {id: $run})
UNWIND $files AS file
MATCH (f:Entity {id: file})
MERGE (r)-[:READ]->(f)
RETURN count(f) AS written
