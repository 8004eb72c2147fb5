// Gives a new task what raises no event: its input, queue and key.
// Cheap: one unique index seek.
MATCH (t:Entity:Task {id: $id})
SET t.input = $input, t.queue = $queue, t.uniqueKey = $uniqueKey, t.leaseEpoch = 0
RETURN t.id AS id
