// Renews the lease of a task unless another process took it.
// Cheap: one unique index seek.
MATCH (t:Entity:Task {id: $id})
WHERE t.state = 'RUNNING' AND t.leaseEpoch = $leaseEpoch
SET t.leaseUntil = timestamp() + $leaseMs
RETURN t.id AS id
