// Names of the tags a node had as of a sequence number.
// One seek and the node's own tags; one range of (sourceId, toSeq) of the former edges.
CALL () {
  MATCH (:Entity {id: $id})-[e:TAGGED]->(tag:Tag)
  WHERE e.fromSeq <= $seq
  RETURN tag.id AS tag
  UNION
  MATCH (p:Past)
  WHERE p.sourceId = $id AND p.toSeq > $seq AND p.fromSeq <= $seq AND p.relationType = 'TAGGED'
  RETURN p.targetId AS tag
}
RETURN tag ORDER BY tag
