// Folds a range of events into the checkpoint: per project, element and kind, how many were created and not deleted.
// Walks the range in the index on `seq`.
MATCH (e:ChangeEvent)
WHERE e.seq > $from AND e.seq <= $to
WITH e.project AS project, e.element AS element, e.entityKind AS entityKind,
  sum(CASE e.kind WHEN 'CREATED' THEN 1 WHEN 'DELETED' THEN -1 ELSE 0 END) AS alive
MERGE (c:FeedCheckpoint {key: coalesce(project, '-') + ' ' + element + ' ' + entityKind})
ON CREATE SET c.project = project, c.element = element, c.entityKind = entityKind, c.alive = 0
SET c.alive = c.alive + alive
