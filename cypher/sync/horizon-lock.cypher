// The last pruned number, locked until the transaction ends: two processes never prune one range twice.
// One seek on the unique key.
MERGE (c:FeedCheckpoint {key: 'horizon'})
SET c.at = $at
RETURN coalesce(c.seq, 0) AS seq
