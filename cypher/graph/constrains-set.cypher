// Puts the CONSTRAINS relationships of constraints in step with `columnIds`: rows [constraint, columnIds]; returns how many columns were linked.
// One unique index seek per constraint and column.
UNWIND range(0, size($rows) - 1) AS i
WITH i, $rows[i] AS r
MATCH (n:Entity {id: r[0]})
CALL (n) {
  MATCH (n)-[old:CONSTRAINS]->()
  DELETE old
}
CALL (n, r) {
  UNWIND range(0, size(r[1]) - 1) AS position
  MATCH (column:Entity {id: r[1][position]})
  CREATE (n)-[:CONSTRAINS {position: position + 1}]->(column)
  RETURN count(*) AS linked
}
RETURN collect([i, linked]) AS rows
