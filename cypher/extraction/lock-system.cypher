// Takes the write lock of a system for a run, unless a run that is still going on holds it.
// One index seek; a lock left by a run that ended is taken over. Removing an absent property takes the node's lock before anything is read.
MERGE (l:ExtractionLock {system: $system})
REMOVE l.lock
WITH l
OPTIONAL MATCH (holder:Entity {id: l.run})
WITH l, holder IS NOT NULL AND holder.id <> $run AND holder.status = 'RUNNING' AS isHeld
FOREACH (ignored IN CASE WHEN isHeld THEN [] ELSE [1] END | SET l.run = $run)
RETURN l.run AS run
