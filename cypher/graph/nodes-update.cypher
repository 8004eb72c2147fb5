// Keeps the former state of each node as a `:Past` record and sets the properties that differ; the caller holds the locks.
// One unique index seek per row [id, set, past].
UNWIND range(0, size($rows) - 1) AS i
WITH i, $rows[i] AS r
MATCH (n:Entity {id: r[0]})
CREATE (p:Past)
SET p = properties(n), p += r[2], p.id = null, p.stateHash = null
SET n += r[1]
RETURN collect([i, elementId(n), elementId(p)]) AS rows
