// Begins a new epoch: every cursor handed out before is expired.
// One seek on the unique name; the counter is locked before it is read, so two processes begin one epoch, not two.
MATCH (s:Sequence {name: 'changes'})
REMOVE s.lock
WITH s
WHERE s.epoch = $former
SET s.epoch = randomUUID()
RETURN s.epoch AS epoch
