// Children of a node as of a sequence number: [kind, properties] of those that were as they are and of former states.
// One seek and the node's own children; one range of (parentId, fromSeq) of the former states.
CALL () {
  MATCH (:Entity {id: $parent})-[:HAS_COLUMN|HAS_CONSTRAINT|CONTAINS]->(n:Entity)
  WHERE n.fromSeq <= $seq
  RETURN n.id AS id, labels(n) AS labels, null AS kind, properties(n) AS properties
  UNION ALL
  MATCH (p:Past)
  WHERE p.parentId = $parent AND p.fromSeq <= $seq AND p.toSeq > $seq
  RETURN p.entityId AS id, null AS labels, p.entityKind AS kind, properties(p) AS properties
}
WITH id, labels, kind, properties
WHERE $projects IS NULL OR properties.project IN $projects
RETURN id, labels, kind, properties
