// Creates nodes of one kind that have no parent; rows are property maps.
// No look-up but the unique constraint's.
UNWIND $rows AS properties
CREATE (n:Entity:$($labels))
SET n = properties
RETURN collect([elementId(n)]) AS rows
