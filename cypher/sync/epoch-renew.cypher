// Begins a new epoch: every cursor handed out before is expired.
// One seek on the unique name.
MATCH (s:Sequence {name: 'changes'})
WHERE s.epoch = $former
SET s.epoch = randomUUID()
RETURN s.epoch AS epoch
