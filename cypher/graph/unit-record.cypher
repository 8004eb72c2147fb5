// Remembers a unit of work: its range of the feed, and that it was committed at all; one without changes is remembered until `expiresAt`.
// One insert into a unique index.
CREATE (:UnitOfWork {id: $id, firstSeq: $firstSeq, lastSeq: $lastSeq, at: $at, expiresAt: $expiresAt})
