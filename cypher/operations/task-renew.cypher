// Renews the lease of a task unless another process took it.
// Cheap: one unique index seek; the task is locked before it is read, so a lease that is being taken is not renewed.
MATCH (t:Entity:Task {id: $id})
REMOVE t.lock
WITH t
WHERE t.state = 'RUNNING' AND t.leaseEpoch = $leaseEpoch
SET t.leaseUntil = timestamp() + $leaseMs
RETURN t.id AS id
