// Number of each source's statements.
// Range index (parentId, ordinal) a source: cost grows with the count.
UNWIND range(0, size($ids) - 1) AS index
RETURN index, COUNT {
  MATCH (s:Statement)
  USING INDEX SEEK s:Statement(parentId, ordinal)
  WHERE s.parentId = $ids[index] AND s.ordinal > 0
} AS total
