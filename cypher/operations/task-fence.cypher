// Whether a lease still holds; takes the task's lock until the unit ends, so that nobody takes the lease meanwhile.
// Cheap: one unique index seek; removing an absent property locks and writes nothing.
MATCH (t:Entity:Task {id: $id})
REMOVE t.lock
WITH t
WHERE t.state = 'RUNNING' AND t.leaseEpoch = $leaseEpoch
RETURN t.id AS id
