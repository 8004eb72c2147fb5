// Deletes the records of units without changes whose outcome nobody can still be waiting for.
// Walks the index on their end; at most 10,000 a call.
MATCH (u:UnitOfWork)
WHERE u.expiresAt < $now
WITH u LIMIT 10000
DELETE u
RETURN count(*) AS deleted
