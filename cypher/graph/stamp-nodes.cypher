// Sets the sequence number of the last change on nodes; rows [ref, offset].
// One seek by the node's own id per row.
UNWIND $rows AS r
MATCH (n)
WHERE elementId(n) = toString(r[0])
SET n.fromSeq = $base + r[1]
