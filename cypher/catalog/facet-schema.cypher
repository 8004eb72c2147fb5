// Tables of a project by schema, for the filter of `tables`: [value, count], most first.
// One walk of (project, nameKey, id) and one aggregate.
MATCH (t:Table)
USING INDEX SEEK t:Table(project, nameKey, id)
WHERE t.project = $project AND t.nameKey >= $from AND t.nameKey <= $to AND t.id IS NOT NULL
  AND ($prefixes IS NULL OR any(prefix IN $prefixes WHERE t.id STARTS WITH prefix))
  AND ($schema IS NULL OR t.parentId = $schema)
  AND ($kinds IS NULL OR t.tableKind IN $kinds)
  AND ($layer IS NULL OR t.layer = $layer)
  AND ($isComplete IS NULL OR t.isComplete = $isComplete)
  AND ($tag IS NULL OR EXISTS { (t)-[:TAGGED]->(:Entity {id: $tag}) })
WITH t.parentId AS key, count(*) AS count
WHERE key IS NOT NULL
RETURN key, count ORDER BY count DESC, key LIMIT 1000
