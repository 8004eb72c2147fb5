// The baseline of the extract bench: change events by one UNWIND, numbered below zero, where no reader of the feed looks.
// Creates only.
UNWIND $rows AS properties
CREATE (e:ChangeEvent)
SET e = properties
