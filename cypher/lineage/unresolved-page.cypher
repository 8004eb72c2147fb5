// A page of a project's unresolved references, by id.
// Range index (project, id): the page starts at its key.
// The stand-in of a foreign key hangs on its constraint and names its statement; one of an import has none.
MATCH (u:UnresolvedRef)
USING INDEX SEEK u:UnresolvedRef(project, id)
WHERE u.project = $project AND u.id > $after AND (u.parentId STARTS WITH 'statement:' OR EXISTS { (:Entity {id: u.statement}) })
WITH u ORDER BY u.project, u.id LIMIT $limit
RETURN collect([u.id, CASE WHEN u.parentId STARTS WITH 'statement:' THEN u.parentId ELSE u.statement END, u.text, u.reason, u.line, u.column, u.candidates]) AS rows
