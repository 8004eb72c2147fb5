// The baseline of the extract bench: nodes of one set of labels by one UNWIND.
// No look-up but the unique constraint's.
UNWIND $rows AS properties
CREATE (n:Entity:$($labels))
SET n = properties
