// Statements by id.
// One index seek an id.
UNWIND $ids AS wanted
MATCH (s:Entity {id: wanted})
WHERE s:Statement AND ($projects IS NULL OR s.project IN $projects)
RETURN s.id AS id, s.project AS project, s.parentId AS file, s.kind AS kind, s.parse AS parse, s.boundary AS boundary,
       s.ordinal AS ordinal, s.charStart AS charStart, s.charEnd AS charEnd, s.line AS line, s.column AS column,
       s.textSha256 AS textSha256
