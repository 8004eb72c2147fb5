// A page of a project's unresolved references, by id.
// Range index (project, id): the page starts at its key.
MATCH (u:UnresolvedRef)
USING INDEX SEEK u:UnresolvedRef(project, id)
WHERE u.project = $project AND u.id > $after AND u.parentId STARTS WITH 'statement:'
WITH u ORDER BY u.project, u.id LIMIT $limit
RETURN collect([u.id, u.parentId, u.text, u.reason, u.line, u.column, u.candidates]) AS rows
