// Deletes edges, keeping each former state as a `:Past` record; rows [ref, past]. The caller holds the locks.
// One seek by the relationship's own id per row.
UNWIND range(0, size($rows) - 1) AS i
WITH i, $rows[i] AS r
MATCH ()-[e]->()
WHERE elementId(e) = toString(r[0])
CREATE (p:Past)
SET p = properties(e), p += r[1], p.id = null, p.stateHash = null
DELETE e
RETURN collect([i, elementId(p)]) AS rows
