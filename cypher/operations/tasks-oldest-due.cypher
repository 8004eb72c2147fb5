// Since when the task that waits longest could have run.
// Cheap: the first entry of a range of the index on (queue, state, runAt).
MATCH (t:Task)
WHERE t.queue = $queue AND t.state = 'QUEUED' AND t.runAt <= $now
RETURN t.runAt AS runAt
ORDER BY runAt
LIMIT 1
