// Takes the lease of waiting tasks whose locks the unit holds; those claimed or cancelled meanwhile are left out.
// Cheap: one unique index seek per id; the clock is the database's, the same for all claimants.
UNWIND $ids AS id
MATCH (t:Entity:Task {id: id})
WHERE t.state = 'QUEUED'
SET t.leaseOwner = $owner, t.leaseUntil = timestamp() + $leaseMs, t.leaseEpoch = t.leaseEpoch + 1
RETURN t.id AS id, t.attempts AS attempts
