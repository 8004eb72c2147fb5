// Stored tables with all properties of the table, its columns in order and its constraints; ids under either prefix.
// One unique index seek an id, then the table's own relationships.
UNWIND $ids AS id
MATCH (t:Entity {id: id})
WHERE t:Table
RETURN t.id AS id, t.parentId AS parentId, t:View AS isView, properties(t) AS properties,
  COLLECT { MATCH (t)-[:HAS_COLUMN]->(c:Column) RETURN properties(c) ORDER BY c.ordinal, c.id } AS columns,
  COLLECT { MATCH (t)-[:HAS_CONSTRAINT]->(k:Constraint) RETURN properties(k) ORDER BY k.id } AS constraints
