// Puts the containment relationship in step with `parentId` and `ordinal`: rows [id, parentId]; rows whose parent is missing are not returned.
// Two unique index seeks and the node's own incoming containment per row.
UNWIND range(0, size($rows) - 1) AS i
WITH i, $rows[i] AS r
CALL (r) {
  MATCH (n:Entity {id: r[0]})
  RETURN n LIMIT 1
}
MATCH (parent:Entity {id: r[1]})
CALL (n) {
  MATCH ()-[old:$($containment)]->(n)
  DELETE old
}
CREATE (parent)-[c:$($containment)]->(n)
SET c.ordinal = n.ordinal
RETURN i AS index
