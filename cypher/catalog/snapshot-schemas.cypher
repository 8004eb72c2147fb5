// Ids of a system's schemas.
// One unique index seek, then the system's own relationships.
MATCH (s:Entity {id: $system})-[:CONTAINS]->(schema:Schema)
RETURN schema.id AS id
