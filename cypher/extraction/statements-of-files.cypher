// A page of each source's statements, in order; one list a source.
// Range index (parentId, ordinal) a source: the page starts at its key.
UNWIND range(0, size($ids) - 1) AS index
RETURN index, COLLECT {
  MATCH (s:Statement)
  USING INDEX SEEK s:Statement(parentId, ordinal)
  WHERE s.parentId = $ids[index] AND s.ordinal > $after AND ($projects IS NULL OR s.project IN $projects)
  WITH s ORDER BY s.parentId, s.ordinal LIMIT $limit
  RETURN s {.id, .project, file: s.parentId, .kind, .parse, .boundary, .ordinal, .charStart, .charEnd, .line, .column,
            .textSha256}
} AS rows
