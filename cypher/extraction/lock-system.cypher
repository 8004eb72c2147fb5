// Takes the write lock of a system for a run, unless a run that is still going on holds it.
// One index seek; a lock left by a run that ended is taken over.
MERGE (l:ExtractionLock {system: $system})
SET l.taken = coalesce(l.taken, 0) + 1
WITH l
OPTIONAL MATCH (holder:Entity {id: l.run})
WITH l, holder IS NOT NULL AND holder.id <> $run AND holder.status = 'RUNNING' AS isHeld
FOREACH (ignored IN CASE WHEN isHeld THEN [] ELSE [1] END | SET l.run = $run)
RETURN l.run AS run
