// How many columns each table has.
// One seek a table, then its degree.
UNWIND range(0, size($ids) - 1) AS i
MATCH (t:Entity {id: $ids[i]})
WHERE $projects IS NULL OR t.project IN $projects
RETURN i AS index, COUNT { (t)-[:HAS_COLUMN]->() } AS total
