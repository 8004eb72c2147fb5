// Tables of a project by schema, for the filter of `tables`: [value, count], most first.
// One walk of (project, nameKey, id), or of (parentId, nameKey, id) within a schema and one aggregate.
CALL () {
  WITH 1 AS one WHERE $schema IS NULL
  MATCH (t:Table)
  USING INDEX SEEK t:Table(project, nameKey, id)
  WHERE t.project = $project AND t.nameKey >= $from AND t.nameKey <= $to AND t.id IS NOT NULL
  RETURN t
  UNION ALL
  WITH 1 AS one WHERE $schema IS NOT NULL
  MATCH (t:Table)
  USING INDEX SEEK t:Table(parentId, nameKey, id)
  WHERE t.parentId = $schema AND t.nameKey >= $from AND t.nameKey <= $to AND t.id IS NOT NULL
  RETURN t
}
WITH t
WHERE ($prefixes IS NULL OR any(prefix IN $prefixes WHERE t.id STARTS WITH prefix))
  AND ($kinds IS NULL OR t.tableKind IN $kinds)
  AND ($layer IS NULL OR t.layer = $layer)
  AND ($isComplete IS NULL OR t.isComplete = $isComplete)
  AND ($tag IS NULL OR EXISTS { (t)-[:TAGGED]->(:Entity {id: $tag}) })
WITH t.parentId AS key, count(*) AS count
WHERE key IS NOT NULL
RETURN key, count ORDER BY count DESC, key LIMIT 1000
