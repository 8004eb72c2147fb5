// How many columns of a project pass a filter.
// One walk of (project, nameKey, id); nodes are read only for the members the filter has.
MATCH (c:Column)
USING INDEX SEEK c:Column(project, nameKey, id)
WHERE c.project = $project AND c.nameKey >= $from AND c.nameKey <= $to AND c.id IS NOT NULL
  AND ($prefixes IS NULL OR any(prefix IN $prefixes WHERE c.id STARTS WITH prefix))
  AND ($families IS NULL OR c.typeFamily IN $families)
  AND ($isPartition IS NULL OR c.isPartition = $isPartition)
  AND ($tag IS NULL OR EXISTS { (c)-[:TAGGED]->(:Entity {id: $tag}) })
RETURN count(c) AS total
