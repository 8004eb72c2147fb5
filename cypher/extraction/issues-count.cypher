// Number of a run's problems, of one severity or code where given.
// Range index (run, ordinal): cost grows with the count.
MATCH (i:ParseIssue)
USING INDEX SEEK i:ParseIssue(run, ordinal)
WHERE i.run = $run AND i.ordinal > 0
  AND ($severity IS NULL OR i.severity = $severity) AND ($code IS NULL OR i.code = $code)
RETURN count(i) AS total
