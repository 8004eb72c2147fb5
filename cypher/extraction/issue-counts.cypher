// Number of each run's problems, of one severity or code where given.
// Range index (run, ordinal) a run: cost grows with the count.
UNWIND range(0, size($ids) - 1) AS index
RETURN index, COUNT {
  MATCH (i:ParseIssue)
  USING INDEX SEEK i:ParseIssue(run, ordinal)
  WHERE i.run = $ids[index] AND i.ordinal > 0
    AND ($severity IS NULL OR i.severity = $severity) AND ($code IS NULL OR i.code = $code)
} AS total
