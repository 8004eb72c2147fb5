// The key a filtered page of columns had read up to when it reached its bound; no row when the index ended before.
// Walks $skip entries of the same index without reading a node.
CALL () {
  MATCH (c:Column)
  USING INDEX SEEK c:Column(project, nameKey, id)
  WHERE c.project = $project AND c.nameKey = $key AND c.id > $id
  RETURN c.nameKey AS nameKey, c.id AS id ORDER BY c.project, c.nameKey, c.id LIMIT $scan
  UNION ALL
  MATCH (c:Column)
  USING INDEX SEEK c:Column(project, nameKey, id)
  WHERE c.project = $project AND c.nameKey > $key AND c.nameKey <= $to AND c.id IS NOT NULL
  RETURN c.nameKey AS nameKey, c.id AS id ORDER BY c.project, c.nameKey, c.id LIMIT $scan
}
RETURN nameKey, id SKIP $skip LIMIT 1
