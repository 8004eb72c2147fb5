// Keeps extractions of a system waiting until the unit of work ends; names the run that goes on holding it.
// Two index seeks. Removing an absent property takes the node's lock before anything is read.
MERGE (l:ExtractionLock {system: $system})
REMOVE l.lock
WITH l
OPTIONAL MATCH (holder:Entity {id: l.run})
RETURN CASE WHEN holder.status = 'RUNNING' THEN l.run END AS run
