// Records an applied migration.
// One insert into a unique index.
MERGE (m:Migration {number: $number})
SET m.name = $name, m.hash = $hash, m.appliedAt = $at
