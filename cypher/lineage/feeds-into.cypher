// The FEEDS edges into tables.
// Index seek a table, then its own relationships.
UNWIND $tables AS wanted
MATCH (t:Entity {id: wanted})<-[e:FEEDS]-(s)
RETURN t.id AS target, s.id AS source
