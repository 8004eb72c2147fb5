// Deletes nodes and the relationships that are derived or raise no event, keeping each former state as a `:Past` record where asked.
// One unique index seek per row [id, past]; an evented relationship that is still there fails the commit, and the unit runs again.
UNWIND range(0, size($rows) - 1) AS i
WITH i, $rows[i] AS r
MATCH (n:Entity {id: r[0]})
CALL (n, r) {
  WITH n, r WHERE r[1] IS NOT NULL
  CREATE (p:Past)
  SET p = properties(n), p += r[1], p.id = null, p.stateHash = null
  RETURN collect(elementId(p)) AS pastRefs
}
CALL (n) {
  MATCH (n)-[e]-()
  WHERE e.id IS NULL
  DELETE e
}
DELETE n
RETURN collect([i, head(pastRefs)]) AS rows
