// Which of the nodes exist, once this unit holds their write locks; removing an absent property locks and writes nothing.
// One unique index seek per id, in the order given (sorted by the caller, so that units rarely deadlock).
UNWIND $ids AS id
MATCH (n:Entity {id: id})
REMOVE n.lock
RETURN collect([n.id]) AS rows
