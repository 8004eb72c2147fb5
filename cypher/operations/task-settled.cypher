// Notes that the kind of an ended task has been told of its end.
// Cheap: one unique index seek.
MATCH (t:Entity:Task {id: $id})
SET t.unsettled = null
RETURN t.id AS id
