// How many columns a table or a schema has, and how many nodes carry a tag.
// Degrees of the node and, of a schema, of its tables.
MATCH (start:Entity {id: $start})
CALL (start) {
  WITH start WHERE start:Table
  RETURN COUNT { (start)-[:HAS_COLUMN]->() } AS reached
  UNION ALL
  WITH start WHERE start:Schema
  MATCH (start)-[:CONTAINS]->(t:Table)
  RETURN sum(COUNT { (t)-[:HAS_COLUMN]->() }) AS reached
  UNION ALL
  WITH start WHERE start:Tag
  RETURN COUNT { (start)<-[:TAGGED]-() } AS reached
}
RETURN reached
