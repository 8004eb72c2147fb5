// A page of a project's columns after (key, id), filtered along the index; rows [id, nameKey, wanted properties, null].
// Two ordered index seeks, each cut: the page costs what it reads of (project, nameKey, id), at most $scan rows.
CALL () {
  MATCH (c:Column)
  USING INDEX SEEK c:Column(project, nameKey, id)
  WHERE c.project = $project AND c.nameKey = $key AND c.id > $id
  RETURN c, c.id AS id, c.nameKey AS nameKey ORDER BY c.project, c.nameKey, c.id LIMIT $scan
  UNION ALL
  MATCH (c:Column)
  USING INDEX SEEK c:Column(project, nameKey, id)
  WHERE c.project = $project AND c.nameKey > $key AND c.nameKey <= $to AND c.id IS NOT NULL
  RETURN c, c.id AS id, c.nameKey AS nameKey ORDER BY c.project, c.nameKey, c.id LIMIT $scan
}
WITH c, id, nameKey LIMIT $scan
WITH c, id, nameKey
WHERE ($prefixes IS NULL OR any(prefix IN $prefixes WHERE id STARTS WITH prefix))
  AND ($parts IS NULL OR size(split(id, '.')) = $parts)
  AND ($families IS NULL OR c.typeFamily IN $families)
  AND ($isPartition IS NULL OR c.isPartition = $isPartition)
  AND ($tag IS NULL OR EXISTS { (c)-[:TAGGED]->(:Entity {id: $tag}) })
WITH c, id, nameKey LIMIT $limit
RETURN collect([id, nameKey, [f IN $fields | c[f]], null]) AS rows
