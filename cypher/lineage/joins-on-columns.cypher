// Joins that equate columns which are about to be deleted.
// Index seek a column, then the statements that use it and their joins.
UNWIND $columns AS wanted
MATCH (c:Entity {id: wanted})<-[:USES_COLUMN]-(s:Statement)-[:HAS_JOIN]->(j:Join)
WHERE wanted IN j.leftColumns OR wanted IN j.rightColumns
RETURN DISTINCT j.id AS id, s.parentId AS file, j.leftColumns AS leftColumns, j.rightColumns AS rightColumns
