// Names of the tags nodes had as of a sequence number.
// One seek a node and its own tags; one range of (sourceId, toSeq) of the former edges.
UNWIND range(0, size($ids) - 1) AS index
CALL (index) {
  MATCH (:Entity {id: $ids[index]})-[e:TAGGED]->(tag:Tag)
  WHERE e.fromSeq <= $seq
  RETURN tag.id AS tag
  UNION
  MATCH (p:Past)
  WHERE p.sourceId = $ids[index] AND p.toSeq > $seq AND p.fromSeq <= $seq AND p.relationType = 'TAGGED'
  RETURN p.targetId AS tag
}
WITH index, tag ORDER BY tag
RETURN index, collect(tag) AS tags
