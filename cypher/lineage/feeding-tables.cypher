// Tables that columns flow into or influence, their own table included: whose FEEDS change when the columns go.
// Index seek a column, then its own relationships.
UNWIND $columns AS wanted
MATCH (c:Entity {id: wanted})
CALL (c) {
  MATCH (t:Table)-[:HAS_COLUMN]->(c) RETURN t
  UNION
  MATCH (c)-[:FLOWS_TO]->(:Column)<-[:HAS_COLUMN]-(t:Table) RETURN t
  UNION
  MATCH (c)-[:INFLUENCES]->(t:Table) RETURN t
}
RETURN DISTINCT t.id AS id
