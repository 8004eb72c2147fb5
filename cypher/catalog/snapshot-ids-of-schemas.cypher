// Ids of all tables of the given schemas.
// One unique index seek a schema, then its own relationships.
UNWIND $schemas AS schema
MATCH (s:Entity {id: schema})-[:CONTAINS]->(t:Table)
RETURN t.id AS id
