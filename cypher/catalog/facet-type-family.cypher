// Columns of a project by type family, for the filter of `columns`: [value, count], most first.
// One walk of (project, nameKey, id) and one aggregate.
MATCH (c:Column)
USING INDEX SEEK c:Column(project, nameKey, id)
WHERE c.project = $project AND c.nameKey >= $from AND c.nameKey <= $to AND c.id IS NOT NULL
  AND ($prefixes IS NULL OR any(prefix IN $prefixes WHERE c.id STARTS WITH prefix))
  AND ($families IS NULL OR c.typeFamily IN $families)
  AND ($isPartition IS NULL OR c.isPartition = $isPartition)
  AND ($tag IS NULL OR EXISTS { (c)-[:TAGGED]->(:Entity {id: $tag}) })
WITH c.typeFamily AS key, count(*) AS count
WHERE key IS NOT NULL
RETURN key, count ORDER BY count DESC, key LIMIT 1000
