// Statements with the text they were read from and the unresolved references they have.
// One index seek a statement and a hash.
UNWIND $statements AS wanted
MATCH (s:Entity {id: wanted})
OPTIONAL MATCH (x:StatementText {sha256: s.textSha256})
RETURN s.id AS statement, s.project AS project, s.parentId AS file, x.text AS text,
       [(s)-[:HAS_UNRESOLVED]->(u:UnresolvedRef) | [u.id, u.charStart]] AS references
