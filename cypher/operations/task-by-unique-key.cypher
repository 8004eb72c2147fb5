// The live task of a key: equal pending tasks coalesce into it.
// Cheap: one unique index seek; the key is removed when its task ends.
MATCH (t:Task {uniqueKey: $uniqueKey})
RETURN t.id AS id
