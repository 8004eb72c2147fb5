// The baseline of the extract bench: relationships of one type by one UNWIND.
// Two unique index seeks a row.
// plan: the product is of one row with one row, both by unique seek.
UNWIND $rows AS row
MATCH (a:Entity {id: row[0]})
MATCH (b:Entity {id: row[1]})
CREATE (a)-[e:$($type)]->(b)
SET e = row[2]
