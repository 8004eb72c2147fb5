// Sets the sequence number of the last change on edges; rows [ref, offset].
// One seek by the relationship's own id per row.
UNWIND $rows AS r
MATCH ()-[e]->()
WHERE elementId(e) = toString(r[0])
SET e.fromSeq = $base + r[1]
