// Migrations this store has seen.
// A few dozen nodes.
MATCH (m:Migration)
RETURN m.number AS number, m.name AS name, m.hash AS hash ORDER BY m.number
