// Whether the unit of work was committed, and the range it took.
// One unique index seek.
MATCH (u:UnitOfWork {id: $id})
RETURN u.firstSeq AS firstSeq, u.lastSeq AS lastSeq
