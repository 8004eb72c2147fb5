// Writes change events; rows [offset, kind, element, entityKind, entityId, context, project, sourceId, targetId, before, after, size].
// Creates only; three index entries an event.
UNWIND $rows AS r
CREATE (:ChangeEvent {
  seq: $base + r[0], at: $at, actor: $actor, cause: $cause,
  kind: r[1], element: r[2], entityKind: r[3], entityId: r[4], context: r[5], project: r[6],
  sourceId: r[7], targetId: r[8], before: r[9], after: r[10], size: r[11]
})
