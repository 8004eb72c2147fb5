// Nodes as they are now and the former state that began last before the moment.
// One unique index seek and one backward step in the index (entityId, fromSeq) per id.
UNWIND range(0, size($ids) - 1) AS i
OPTIONAL MATCH (n:Entity {id: $ids[i]})
CALL (i) {
  OPTIONAL MATCH (p:Past {entityId: $ids[i]})
  WHERE p.fromSeq <= $seq
  RETURN p ORDER BY p.fromSeq DESC LIMIT 1
}
RETURN i AS index, labels(n) AS labels, properties(n) AS current, properties(p) AS past
