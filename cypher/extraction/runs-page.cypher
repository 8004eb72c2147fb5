// A page of a project's runs, newest first, after a (startedAt, id) key.
// Two ordered branches of the index (project, startedAt, id), each a page long.
CALL () {
  MATCH (r:ExtractionRun)
  USING INDEX SEEK r:ExtractionRun(project, startedAt, id)
  WHERE r.project = $project AND r.startedAt = $startedAt AND r.id < $id
  RETURN r ORDER BY r.project DESC, r.startedAt DESC, r.id DESC LIMIT $limit
  UNION ALL
  MATCH (r:ExtractionRun)
  USING INDEX SEEK r:ExtractionRun(project, startedAt, id)
  WHERE r.project = $project AND r.startedAt < $startedAt AND r.id IS NOT NULL
  RETURN r ORDER BY r.project DESC, r.startedAt DESC, r.id DESC LIMIT $limit
}
WITH r ORDER BY r.startedAt DESC, r.id DESC LIMIT $limit
RETURN properties(r) AS run
