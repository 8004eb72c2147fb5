// Which elements have a former state that ended exactly where their current one begins; rows [id, fromSeq].
// One equality step in the index (entityId, fromSeq) per row, over the versions of that element.
UNWIND range(0, size($rows) - 1) AS i
WITH i, $rows[i] AS r
MATCH (p:Past {entityId: r[0]})
WHERE p.fromSeq > 0 AND p.toSeq = r[1]
RETURN DISTINCT i AS index
