// Closes former states: rows [ref, offset of the change that ended it, offset of the change of this same unit that began it or null].
// One seek by the node's own id per row.
UNWIND $rows AS r
MATCH (p)
WHERE elementId(p) = toString(r[0])
SET p.toSeq = $base + r[1], p.fromSeq = coalesce($base + r[2], p.fromSeq)
