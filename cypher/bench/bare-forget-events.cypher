// Takes the events of the baseline away: the only ones below zero.
// Range of the unique index on ChangeEvent.seq.
MATCH (e:ChangeEvent)
WHERE e.seq < 0
WITH e LIMIT $limit
DELETE e
RETURN count(*) AS deleted
