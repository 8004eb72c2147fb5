// Edges with their properties as they are once this unit holds their write locks; rows [source, target, id].
// Two unique index seeks per row and the edges between just these two nodes.
UNWIND range(0, size($rows) - 1) AS i
WITH i, $rows[i] AS r
CALL (r) {
  MATCH (s:Entity {id: r[0]})
  RETURN s LIMIT 1
}
CALL (r) {
  MATCH (t:Entity {id: r[1]})
  RETURN t LIMIT 1
}
MATCH (s)-[e]->(t)
WHERE e.id = r[2]
REMOVE e.lock
RETURN collect([i, elementId(e), properties(e)]) AS rows
