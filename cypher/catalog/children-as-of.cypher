// Children of nodes as of a sequence number: [kind, properties] of those that were as they are and of former states.
// One seek a node and its own children; one range of (parentId, fromSeq) of the former states.
UNWIND range(0, size($ids) - 1) AS index
CALL (index) {
  MATCH (:Entity {id: $ids[index]})-[:HAS_COLUMN|HAS_CONSTRAINT|CONTAINS]->(n:Entity)
  WHERE n.fromSeq <= $seq
  RETURN n.id AS id, labels(n) AS labels, null AS kind, properties(n) AS properties
  UNION ALL
  MATCH (p:Past)
  WHERE p.parentId = $ids[index] AND p.fromSeq <= $seq AND p.toSeq > $seq
  RETURN p.entityId AS id, null AS labels, p.entityKind AS kind, properties(p) AS properties
}
WITH index, id, labels, kind, properties
WHERE $projects IS NULL OR properties.project IN $projects
RETURN index, id, labels, kind, properties
