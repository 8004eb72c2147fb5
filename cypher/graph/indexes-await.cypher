// Waits until every index is online.
// No data is read.
CALL db.awaitIndexes($seconds)
