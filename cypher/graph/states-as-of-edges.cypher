// Edges as they are now and the former state that began last before the moment; rows [id, source, target], the ends null where unknown.
// The index (entityId, fromSeq) gives the former state, the ends the current one; ends come from the last event where nobody names them.
UNWIND range(0, size($rows) - 1) AS i
WITH i, $rows[i] AS r
CALL (r) {
  OPTIONAL MATCH (p:Past {entityId: r[0]})
  WHERE p.fromSeq <= $seq
  RETURN p ORDER BY p.fromSeq DESC LIMIT 1
}
CALL (r) {
  OPTIONAL MATCH (event:ChangeEvent {entityId: r[0]})
  WHERE event.seq > 0
  RETURN event ORDER BY event.seq DESC LIMIT 1
}
WITH i, r, p, coalesce(r[1], p.sourceId, event.sourceId) AS source, coalesce(r[2], p.targetId, event.targetId) AS target
CALL (source) {
  OPTIONAL MATCH (s:Entity {id: source})
  RETURN s LIMIT 1
}
CALL (target) {
  OPTIONAL MATCH (t:Entity {id: target})
  RETURN t LIMIT 1
}
OPTIONAL MATCH (s)-[e]->(t)
WHERE e.id = r[0]
RETURN i AS index, type(e) AS type, properties(e) AS current, properties(p) AS past
