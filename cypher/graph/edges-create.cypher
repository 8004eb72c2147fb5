// Creates the edges that are still missing between existing nodes; rows [source, target, type, id, properties]. The caller holds the locks of the sources.
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
WITH i, r, s, t
WHERE NOT EXISTS {
  MATCH (s)-[known]->(t)
  WHERE known.id = r[3]
}
CREATE (s)-[e:$(r[2])]->(t)
SET e = r[4]
RETURN collect([i, elementId(e)]) AS rows
