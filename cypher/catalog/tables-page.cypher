// A page of a project's tables after (key, id), filtered along the index; rows [id, nameKey, wanted properties, number of columns].
// Two ordered index seeks, each cut: the page costs what it reads of (project, nameKey, id), at most $scan rows.
CALL () {
  MATCH (t:Table)
  USING INDEX SEEK t:Table(project, nameKey, id)
  WHERE t.project = $project AND t.nameKey = $key AND t.id > $id
  RETURN t, t.id AS id, t.nameKey AS nameKey ORDER BY t.project, t.nameKey, t.id LIMIT $scan
  UNION ALL
  MATCH (t:Table)
  USING INDEX SEEK t:Table(project, nameKey, id)
  WHERE t.project = $project AND t.nameKey > $key AND t.nameKey <= $to AND t.id IS NOT NULL
  RETURN t, t.id AS id, t.nameKey AS nameKey ORDER BY t.project, t.nameKey, t.id LIMIT $scan
}
WITH t, id, nameKey LIMIT $scan
WITH t, id, nameKey
WHERE ($prefixes IS NULL OR any(prefix IN $prefixes WHERE id STARTS WITH prefix))
  AND ($kinds IS NULL OR t.tableKind IN $kinds)
  AND ($layer IS NULL OR t.layer = $layer)
  AND ($isComplete IS NULL OR t.isComplete = $isComplete)
  AND ($tag IS NULL OR EXISTS { (t)-[:TAGGED]->(:Entity {id: $tag}) })
WITH t, id, nameKey LIMIT $limit
RETURN collect([id, nameKey, [f IN $fields | t[f]],
  CASE WHEN $withCount THEN COUNT { (t)-[:HAS_COLUMN]->() } END]) AS rows
