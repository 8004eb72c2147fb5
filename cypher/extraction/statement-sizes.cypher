// How many relationships and dependent nodes statements have, to tell whether anything of them is left over.
// One index seek a statement; degrees of its own relationships.
UNWIND $ids AS wanted
MATCH (s:Entity {id: wanted})
RETURN s.id AS id, COUNT { (s)-[:READS|WRITES|DEFINES|USES_COLUMN]->() } AS links,
       COUNT { (s)-[:HAS_UNRESOLVED|HAS_JOIN]->() } AS parts
