// Creates edges between existing nodes; rows [source, target, type, properties]. The caller holds the locks of the sources and found none of them there.
// Two unique index seeks per row.
UNWIND range(0, size($rows) - 1) AS i
WITH i, $rows[i] AS r
CALL (r) {
  MATCH (s:Entity {id: r[0]})
  RETURN s LIMIT 1
}
MATCH (t:Entity {id: r[1]})
CREATE (s)-[e:$(r[2])]->(t)
SET e = r[3]
RETURN collect([i, elementId(e)]) AS rows
