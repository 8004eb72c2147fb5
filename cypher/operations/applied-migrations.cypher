// Numbers of the applied migrations.
// Cheap: there are a few dozen at most.
MATCH (m:Migration)
RETURN m.number AS number
