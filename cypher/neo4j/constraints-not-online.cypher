// How many indexes of constraints are still being built or have failed: until none is, uniqueness is not enforced.
// Cheap: reads the schema, not the data.
SHOW INDEXES YIELD owningConstraint, state
WHERE owningConstraint IS NOT NULL AND state <> 'ONLINE'
RETURN count(*) AS notOnline
