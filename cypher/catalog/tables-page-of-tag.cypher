// A page of the tables that carry a tag, after (key, id); rows [id, nameKey, wanted properties, number of columns].
// One seek of the tag, then its own edges: tagged tables are few.
MATCH (:Entity {id: $tag})<-[:TAGGED]-(t:Table)
WHERE (t.nameKey > $key OR (t.nameKey = $key AND t.id > $id)) AND t.nameKey <= $to
  AND ($prefixes IS NULL OR any(prefix IN $prefixes WHERE t.id STARTS WITH prefix))
  AND ($kinds IS NULL OR t.tableKind IN $kinds)
  AND ($layer IS NULL OR t.layer = $layer)
  AND ($isComplete IS NULL OR t.isComplete = $isComplete)
WITH t ORDER BY t.nameKey, t.id LIMIT $limit
RETURN collect([t.id, t.nameKey, [f IN $fields | t[f]],
  CASE WHEN $withCount THEN COUNT { (t)-[:HAS_COLUMN]->() } END]) AS rows
