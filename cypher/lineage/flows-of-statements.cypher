// Lineage edges into tables that statements made, by identity.
// Index seek a table, then the relationships of it and its columns.
UNWIND $tables AS wanted
MATCH (t:Entity {id: wanted})
CALL (t) {
  MATCH (t)-[:HAS_COLUMN]->(o:Column)<-[e:FLOWS_TO]-(c)
  WHERE $statements[e.statement] IS NOT NULL
  RETURN c.id AS source, 'FLOWS_TO' AS type, o.id AS target, e
  UNION ALL
  MATCH (t)<-[e:INFLUENCES]-(c)
  WHERE $statements[e.statement] IS NOT NULL
  RETURN c.id AS source, 'INFLUENCES' AS type, t.id AS target, e
}
RETURN source, type, target, e.discriminator AS discriminator, e.statement AS statement
