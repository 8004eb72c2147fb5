// Takes the lock that lets one process migrate at a time; held until the transaction ends.
// One seek on the unique name.
MERGE (l:MigrationLock {name: 'migrations'})
SET l.takenAt = $at
