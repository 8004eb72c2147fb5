// A page of a source's statements, in order.
// Range index (parentId, ordinal): the page starts at its key.
MATCH (s:Statement)
USING INDEX SEEK s:Statement(parentId, ordinal)
WHERE s.parentId = $file AND s.ordinal > $after AND ($projects IS NULL OR s.project IN $projects)
WITH s ORDER BY s.parentId, s.ordinal LIMIT $limit
RETURN s.id AS id, s.project AS project, s.parentId AS file, s.kind AS kind, s.parse AS parse, s.boundary AS boundary,
       s.ordinal AS ordinal, s.charStart AS charStart, s.charEnd AS charEnd, s.line AS line, s.column AS column,
       s.textSha256 AS textSha256
