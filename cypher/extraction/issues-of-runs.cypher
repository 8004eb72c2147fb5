// A page of each run's problems, in order; one list a run.
// Range index (run, ordinal) a run: the page starts at its key; a filter reads on until the page is full.
UNWIND range(0, size($ids) - 1) AS index
RETURN index, COLLECT {
  MATCH (i:ParseIssue)
  USING INDEX SEEK i:ParseIssue(run, ordinal)
  WHERE i.run = $ids[index] AND i.ordinal > $after
    AND ($severity IS NULL OR i.severity = $severity) AND ($code IS NULL OR i.code = $code)
  WITH i ORDER BY i.run, i.ordinal LIMIT $limit
  RETURN i {.ordinal, .severity, .code, .message, .file, .line, .column, .charStart, .charEnd, .statement, .hint}
} AS rows
