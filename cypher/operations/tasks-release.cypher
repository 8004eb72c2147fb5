// Takes from ended or requeued tasks what only a live one has; marks those whose kind has still to be told.
// Cheap: one unique index seek per row [id, isFinal, isUnsettled].
UNWIND $rows AS row
MATCH (t:Entity:Task {id: row[0]})
SET t.leaseOwner = null, t.leaseUntil = null, t.leaseEpoch = t.leaseEpoch + 1,
  t.uniqueKey = CASE WHEN row[1] THEN null ELSE t.uniqueKey END,
  t.unsettled = CASE WHEN row[2] THEN timestamp() ELSE null END
RETURN t.id AS id
