// Running tasks of a queue with their owners: those of dead processes are interrupted.
// Cheap: a range of the index on (queue, state, runAt).
MATCH (t:Task)
WHERE t.queue = $queue AND t.state = 'RUNNING' AND t.runAt >= '' AND t.kind IN $kinds
RETURN t.id AS id, t.leaseOwner AS leaseOwner, t.leaseEpoch AS leaseEpoch,
  t.attempts AS attempts, t.maxAttempts AS maxAttempts
