// What hangs on statements: their joins and unresolved references, and their relationships to tables and columns.
// One index seek a statement, then its own relationships.
UNWIND $ids AS wanted
MATCH (s:Entity {id: wanted})
RETURN s.id AS id,
       [(s)-[:HAS_UNRESOLVED|HAS_JOIN]->(n) | n.id] AS parts,
       [(s)-[e:READS|WRITES|DEFINES|USES_COLUMN]->(n) | [type(e), n.id, e.discriminator]] AS links
