// Keeps the former state of each edge as a `:Past` record and sets the properties that differ; rows [ref, set, past]. The caller holds the locks.
// One seek by the relationship's own id per row.
UNWIND range(0, size($rows) - 1) AS i
WITH i, $rows[i] AS r
MATCH ()-[e]->()
WHERE elementId(e) = toString(r[0])
CREATE (p:Past)
SET p = properties(e), p += r[2], p.id = null, p.stateHash = null
SET e += r[1]
RETURN collect([i, elementId(p)]) AS rows
