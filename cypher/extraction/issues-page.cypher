// A page of a run's problems, in order.
// Range index (run, ordinal): the page starts at its key; a filter reads on until the page is full.
MATCH (i:ParseIssue)
USING INDEX SEEK i:ParseIssue(run, ordinal)
WHERE i.run = $run AND i.ordinal > $after
  AND ($severity IS NULL OR i.severity = $severity) AND ($code IS NULL OR i.code = $code)
WITH i ORDER BY i.run, i.ordinal LIMIT $limit
RETURN i.ordinal AS ordinal, i.severity AS severity, i.code AS code, i.message AS message, i.file AS file, i.line AS line,
       i.column AS column, i.charStart AS charStart, i.charEnd AS charEnd, i.statement AS statement, i.hint AS hint
