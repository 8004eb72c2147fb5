// The feed's epoch, last number, and the last pruned number.
// Two seeks on unique names.
MATCH (s:Sequence {name: 'changes'})
OPTIONAL MATCH (c:FeedCheckpoint {key: 'horizon'})
RETURN s.epoch AS epoch, s.value AS seq, coalesce(c.seq, 0) AS horizonSeq
