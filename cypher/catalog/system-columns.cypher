// Whether a system has columns, and the parts of their names as shown.
// One seek of the system, then its own tree; read only when its case rule is about to change.
MATCH (:Entity {id: $system})-[:CONTAINS]->(:Schema)-[:CONTAINS]->(t:Table)
RETURN t.id AS id, t.name AS name, COLLECT { MATCH (t)-[:HAS_COLUMN]->(c:Column) RETURN c.name } AS columns
