// A page of each schema's tables by (nameKey, id), of one kind where asked; one list a schema of rows [id, nameKey, wanted properties, number of columns].
// Two ordered index seeks a schema on (parentId, nameKey, id), cut at the page.
UNWIND range(0, size($ids) - 1) AS i
RETURN i AS index, COLLECT {
  CALL (i) {
    MATCH (t:Table)
    USING INDEX SEEK t:Table(parentId, nameKey, id)
    WHERE t.parentId = $ids[i] AND t.nameKey = $key AND t.id > $id
    RETURN t, t.id AS id, t.nameKey AS nameKey ORDER BY t.parentId, t.nameKey, t.id
    UNION ALL
    MATCH (t:Table)
    USING INDEX SEEK t:Table(parentId, nameKey, id)
    WHERE t.parentId = $ids[i] AND t.nameKey > $key AND t.id IS NOT NULL
    RETURN t, t.id AS id, t.nameKey AS nameKey ORDER BY t.parentId, t.nameKey, t.id
  }
  WITH t, id, nameKey
  WHERE ($kind IS NULL OR t.tableKind = $kind) AND ($projects IS NULL OR t.project IN $projects)
  WITH t, id, nameKey LIMIT $limit
  RETURN [id, nameKey, [f IN $fields | t[f]], CASE WHEN $withCount THEN COUNT { (t)-[:HAS_COLUMN]->() } END]
} AS rows
