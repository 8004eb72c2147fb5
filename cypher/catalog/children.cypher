// A page of each node's children of one label by (nameKey, id); one list a node of rows [id, nameKey, wanted properties, null].
// One seek a node, then its own CONTAINS relationships: systems of a project, schemas of a system.
UNWIND range(0, size($ids) - 1) AS i
RETURN i AS index, COLLECT {
  MATCH (:Entity {id: $ids[i]})-[:CONTAINS]->(c:$($label))
  WHERE (c.nameKey > $key OR (c.nameKey = $key AND c.id > $id)) AND ($projects IS NULL OR c.project IN $projects)
  WITH c ORDER BY c.nameKey, c.id LIMIT $limit
  RETURN [c.id, c.nameKey, [f IN $fields | c[f]], null]
} AS rows
