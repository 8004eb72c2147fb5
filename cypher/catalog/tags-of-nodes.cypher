// Tags of nodes, by name; one list a node.
// One seek a node, then its own tags.
UNWIND range(0, size($ids) - 1) AS i
RETURN i AS index, COLLECT {
  MATCH (n:Entity {id: $ids[i]})-[:TAGGED]->(tag:Tag)
  WHERE $projects IS NULL OR n.project IN $projects
  RETURN tag.name ORDER BY tag.name
} AS tags
