// Replaces the password a new store is born with. Runs on the system database, once, before anything is served.
// Cheap: one record of the system graph.
ALTER CURRENT USER SET PASSWORD FROM $oldPassword TO $newPassword
