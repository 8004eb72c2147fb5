// Gives the write lock of a system back, if this run holds it.
// One index seek.
MATCH (l:ExtractionLock {system: $system})
WHERE l.run = $run
SET l.run = null
RETURN count(l) AS released
