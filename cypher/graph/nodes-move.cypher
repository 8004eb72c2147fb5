// Puts the containment relationship in step with `parentId`, of columns with `ordinal` too: rows [id, parentId]; rows whose parent is missing are not returned.
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
SET c.ordinal = CASE $containment WHEN 'HAS_COLUMN' THEN n.ordinal END
RETURN collect([i]) AS rows
