// Deletes a range of events and moves the horizon to its end.
// Walks the range in the index on `seq`.
MATCH (c:FeedCheckpoint {key: 'horizon'})
SET c.seq = $to
WITH c
MATCH (e:ChangeEvent)
WHERE e.seq > $from AND e.seq <= $to
DELETE e
