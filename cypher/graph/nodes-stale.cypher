// Which of the desired nodes are missing (exists = false) or may differ from the state they are wanted in.
// One unique index seek per id; a node whose hash matches is not returned, so unchanged nodes cost no transfer.
UNWIND range(0, size($ids) - 1) AS i
OPTIONAL MATCH (n:Entity {id: $ids[i]})
WITH i, n
WHERE n IS NULL OR n.stateHash IS NULL OR n.stateHash <> $hashes[i]
RETURN collect([i, n IS NOT NULL]) AS rows
