// Tables and views of a system with one of the given bare names, whatever their schema.
// One seek a name on the index (project, nameKey, id).
UNWIND $names AS name
MATCH (t:Table)
USING INDEX SEEK t:Table(project, nameKey, id)
WHERE t.project = $project AND t.nameKey = name AND t.id IS NOT NULL
  AND (t.id STARTS WITH $tablePrefix OR t.id STARTS WITH $viewPrefix)
RETURN t.id AS id
