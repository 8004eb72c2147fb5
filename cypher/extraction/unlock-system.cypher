// Gives the write lock of a system back, if this run holds it.
// One index seek; the node is locked before its holder is read.
MATCH (l:ExtractionLock {system: $system})
REMOVE l.lock
WITH l
WHERE l.run = $run
SET l.run = null
RETURN count(l) AS released
