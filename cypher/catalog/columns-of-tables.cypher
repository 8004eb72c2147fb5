// A page of each table's columns by ordinal, after (ordinal, id); one list a table of rows [id, ordinal, wanted properties, null].
// One seek a table, then its own columns.
UNWIND range(0, size($ids) - 1) AS i
RETURN i AS index, COLLECT {
  MATCH (:Entity {id: $ids[i]})-[:HAS_COLUMN]->(c:Column)
  WHERE (c.ordinal > $ordinal OR (c.ordinal = $ordinal AND c.id > $id)) AND ($projects IS NULL OR c.project IN $projects)
  WITH c ORDER BY c.ordinal, c.id LIMIT $limit
  RETURN [c.id, c.ordinal, [f IN $fields | c[f]], null]
} AS rows
