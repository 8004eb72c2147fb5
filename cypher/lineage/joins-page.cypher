// A page of a project's joins, by id.
// Range index (project, id): the page starts at its key.
MATCH (j:Join)
USING INDEX SEEK j:Join(project, id)
WHERE j.project = $project AND j.id > $after
WITH j ORDER BY j.project, j.id LIMIT $limit
RETURN collect([j.id, j.parentId, j.ordinal, j.kind, j.leftTable, j.rightTable, j.leftColumns, j.rightColumns, j.isEquality, j.conditionSql]) AS rows
