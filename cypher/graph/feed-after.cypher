// Events after a number, in order.
// Walks the index on `seq` from the number on; reads as many events as it returns.
MATCH (e:ChangeEvent)
WHERE e.seq > $seq
WITH e ORDER BY e.seq LIMIT $limit
RETURN collect([e.seq, e.at, e.actor, e.context, e.kind, e.element, e.entityKind, e.entityId, e.sourceId, e.targetId,
  e.project, e.before, e.after, e.cause, e.size]) AS rows
