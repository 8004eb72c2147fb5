// Where statements stand in their files: evidence is stored relative to its statement.
// One unique index seek a statement.
UNWIND $ids AS id
MATCH (s:Entity {id: id})
WHERE $projects IS NULL OR s.project IN $projects
RETURN s.id AS id, s.parentId AS file, s.charStart AS charStart, s.line AS line, s.column AS column
