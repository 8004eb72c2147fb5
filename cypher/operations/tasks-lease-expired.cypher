// Running tasks, of any queue, whose lease ran out by the database's clock.
// Cheap: a range of the index on (state, leaseUntil).
MATCH (t:Task)
WHERE t.state = 'RUNNING' AND t.leaseUntil < timestamp() AND t.kind IN $kinds
WITH t LIMIT 1000
RETURN t.id AS id, t.leaseOwner AS leaseOwner, t.leaseEpoch AS leaseEpoch,
  t.attempts AS attempts, t.maxAttempts AS maxAttempts
