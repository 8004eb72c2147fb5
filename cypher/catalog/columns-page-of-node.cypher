// A page of the columns of a table, a schema or a tag, after (key, id); rows [id, nameKey, wanted properties, null].
// One seek of the node, then its own columns; the best $limit are kept while they are read.
MATCH (start:Entity {id: $start})
CALL (start) {
  WITH start WHERE start:Table
  MATCH (start)-[:HAS_COLUMN]->(c:Column)
  RETURN c
  UNION ALL
  WITH start WHERE start:Schema
  MATCH (start)-[:CONTAINS]->(:Table)-[:HAS_COLUMN]->(c:Column)
  RETURN c
  UNION ALL
  WITH start WHERE start:Tag
  MATCH (start)<-[:TAGGED]-(c:Column)
  RETURN c
}
WITH c
WHERE (c.nameKey > $key OR (c.nameKey = $key AND c.id > $id)) AND c.nameKey <= $to AND c.project = $project
  AND ($prefixes IS NULL OR any(prefix IN $prefixes WHERE c.id STARTS WITH prefix))
  AND ($families IS NULL OR c.typeFamily IN $families)
  AND ($isPartition IS NULL OR c.isPartition = $isPartition)
  AND ($tag IS NULL OR EXISTS { (c)-[:TAGGED]->(:Entity {id: $tag}) })
WITH c ORDER BY c.nameKey, c.id LIMIT $limit
RETURN collect([c.id, c.nameKey, [f IN $fields | c[f]], null]) AS rows
