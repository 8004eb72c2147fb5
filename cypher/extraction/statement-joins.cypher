// Joins of statements, in order.
// One index seek a statement, then its own relationships.
UNWIND $ids AS wanted
MATCH (s:Entity {id: wanted})-[:HAS_JOIN]->(j:Join)
WHERE $projects IS NULL OR j.project IN $projects
RETURN j.id AS id, s.id AS statement, j.ordinal AS ordinal, j.kind AS kind, j.leftTable AS leftTable,
       j.rightTable AS rightTable, j.leftColumns AS leftColumns, j.rightColumns AS rightColumns,
       j.isEquality AS isEquality, j.conditionSql AS conditionSql
ORDER BY statement, ordinal
