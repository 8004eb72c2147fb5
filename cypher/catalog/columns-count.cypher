// How many columns of a project pass a filter.
// One walk of (project, nameKey, id), or the columns of one table or schema; nodes are read only for the members the filter has.
CALL () {
  WITH 1 AS one WHERE $start IS NULL
  MATCH (c:Column)
  USING INDEX SEEK c:Column(project, nameKey, id)
  WHERE c.project = $project AND c.nameKey >= $from AND c.nameKey <= $to AND c.id IS NOT NULL
  RETURN c
  UNION ALL
  WITH 1 AS one WHERE $start IS NOT NULL
  MATCH (start:Entity {id: $start})
  CALL (start) {
    WITH start WHERE start:Table
    MATCH (start)-[:HAS_COLUMN]->(c:Column)
    RETURN c
    UNION ALL
    WITH start WHERE start:Schema
    MATCH (start)-[:CONTAINS]->(:Table)-[:HAS_COLUMN]->(c:Column)
    RETURN c
  }
  WITH c WHERE c.nameKey >= $from AND c.nameKey <= $to AND c.project = $project
  RETURN c
}
WITH c
WHERE ($prefixes IS NULL OR any(prefix IN $prefixes WHERE c.id STARTS WITH prefix))
  AND ($families IS NULL OR c.typeFamily IN $families)
  AND ($isPartition IS NULL OR c.isPartition = $isPartition)
  AND ($tag IS NULL OR EXISTS { (c)-[:TAGGED]->(:Entity {id: $tag}) })
RETURN count(c) AS total
