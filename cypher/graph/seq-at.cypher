// The last sequence number committed at or before a moment.
// One backward step in the index on the units' moments.
MATCH (u:UnitOfWork)
WHERE u.at <= $at
RETURN u.lastSeq AS seq ORDER BY u.at DESC, u.lastSeq DESC LIMIT 1
