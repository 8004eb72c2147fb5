// Records problems of a run; a repeated write changes nothing.
// One index seek a problem, on (run, ordinal).
MATCH (r:Entity {id: $run})
UNWIND $rows AS row
MERGE (i:ParseIssue {run: $run, ordinal: row.ordinal})
ON CREATE SET i += row, i.project = $project
MERGE (r)-[:RAISED]->(i)
RETURN count(i) AS written
