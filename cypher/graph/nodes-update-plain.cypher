// Sets the properties that differ on nodes whose former states are not kept; the caller holds the locks.
// One unique index seek per row [id, set].
UNWIND range(0, size($rows) - 1) AS i
WITH i, $rows[i] AS r
MATCH (n:Entity {id: r[0]})
SET n += r[1]
RETURN collect([i, elementId(n)]) AS rows
