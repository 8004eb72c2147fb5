// Tables and columns that statements read, write and name.
// One index seek a statement, then its own relationships.
UNWIND $ids AS wanted
MATCH (s:Entity {id: wanted})-[e:READS|WRITES|DEFINES|USES_COLUMN]->(n)
WHERE $projects IS NULL OR n.project IN $projects
RETURN s.id AS statement, type(e) AS type, n.id AS target
ORDER BY target
