// The baseline of the extract bench: relationships of one type by one UNWIND.
// Two unique index seeks a row.
UNWIND $rows AS row
MATCH (a:Entity {id: row[0]})
MATCH (b:Entity {id: row[1]})
CREATE (a)-[e:$($type)]->(b)
SET e = row[2]
