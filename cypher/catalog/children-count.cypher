// How many children of one label each node has.
// One seek a node, then its own CONTAINS relationships.
UNWIND range(0, size($ids) - 1) AS i
RETURN i AS index, COUNT {
  MATCH (:Entity {id: $ids[i]})-[:CONTAINS]->(c:$($label))
  WHERE ($projects IS NULL OR c.project IN $projects) AND ($kind IS NULL OR c.tableKind = $kind)
} AS total
