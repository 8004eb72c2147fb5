// How many tables of a project pass a filter.
// One walk of (project, nameKey, id); nodes are read only for the members the filter has.
MATCH (t:Table)
USING INDEX SEEK t:Table(project, nameKey, id)
WHERE t.project = $project AND t.nameKey >= $from AND t.nameKey <= $to AND t.id IS NOT NULL
  AND ($prefixes IS NULL OR any(prefix IN $prefixes WHERE t.id STARTS WITH prefix))
  AND ($schema IS NULL OR t.parentId = $schema)
  AND ($kinds IS NULL OR t.tableKind IN $kinds)
  AND ($layer IS NULL OR t.layer = $layer)
  AND ($isComplete IS NULL OR t.isComplete = $isComplete)
  AND ($tag IS NULL OR EXISTS { (t)-[:TAGGED]->(:Entity {id: $tag}) })
RETURN count(t) AS total
