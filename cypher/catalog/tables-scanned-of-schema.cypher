// The key a filtered page of a schema's tables had read up to when it reached its bound; no row when the index ended before.
// Walks $skip entries of the same index without reading a node.
CALL () {
  MATCH (t:Table)
  USING INDEX SEEK t:Table(parentId, nameKey, id)
  WHERE t.parentId = $schema AND t.nameKey = $key AND t.id > $id
  RETURN t.nameKey AS nameKey, t.id AS id ORDER BY t.parentId, t.nameKey, t.id LIMIT $scan
  UNION ALL
  MATCH (t:Table)
  USING INDEX SEEK t:Table(parentId, nameKey, id)
  WHERE t.parentId = $schema AND t.nameKey > $key AND t.nameKey <= $to AND t.id IS NOT NULL
  RETURN t.nameKey AS nameKey, t.id AS id ORDER BY t.parentId, t.nameKey, t.id LIMIT $scan
}
RETURN nameKey, id SKIP $skip LIMIT 1
