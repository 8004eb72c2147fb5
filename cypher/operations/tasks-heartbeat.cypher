// What the process that runs these tasks must know of them: whose lease is lost and which are to be cancelled.
// Cheap: one unique index seek per running task.
UNWIND $leases AS lease
MATCH (t:Entity:Task {id: lease[0]})
RETURN t.id AS id, t.state = 'RUNNING' AND t.leaseEpoch = lease[1] AS held, t.cancelRequestedAt IS NOT NULL AS cancelRequested
