// Statements that sources had when they were last read.
// One index seek a source, then its own relationships.
UNWIND $files AS wanted
MATCH (f:Entity {id: wanted})-[:HAS_STATEMENT]->(s:Statement)
RETURN s.id AS id
