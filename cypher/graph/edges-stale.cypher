// Which of the desired edges lack an end (ends = false), are missing (exists = false) or may differ; rows [source, target, id, hash].
// Two unique index seeks per row and the edges between just these two nodes, found from the end with fewer.
UNWIND range(0, size($rows) - 1) AS i
WITH i, $rows[i] AS r
CALL (r) {
  OPTIONAL MATCH (s:Entity {id: r[0]})
  RETURN s LIMIT 1
}
CALL (r) {
  OPTIONAL MATCH (t:Entity {id: r[1]})
  RETURN t LIMIT 1
}
OPTIONAL MATCH (s)-[e]->(t)
WHERE e.id = r[2]
WITH i, r, s, t, e
WHERE e IS NULL OR e.stateHash IS NULL OR e.stateHash <> r[3]
RETURN collect([i, s IS NOT NULL AND t IS NOT NULL, e IS NOT NULL]) AS rows
