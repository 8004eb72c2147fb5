// The baseline of the feed bench: the same nodes as a unit of work creates, and nothing else.
// No look-up but the unique constraint's.
UNWIND $rows AS properties
CREATE (n:Entity:Tag)
SET n = properties
