// Nodes by id, by the other prefix of a table, or through ALIAS_OF; rows [id, other id].
// Two unique index seeks a row, whatever the size of the graph.
UNWIND range(0, size($ids) - 1) AS i
CALL (i) {
  MATCH (n:Entity)
  USING INDEX n:Entity(id)
  WHERE n.id IN $ids[i]
  RETURN n ORDER BY n.id <> $ids[i][0] LIMIT 1
}
OPTIONAL MATCH (n)-[:ALIAS_OF]->(real:Entity)
WITH i, coalesce(real, n) AS n
WHERE $projects IS NULL OR n.project IN $projects
RETURN i AS index, labels(n) AS labels, properties(n) AS properties
