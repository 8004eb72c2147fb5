// Number of a project's runs.
// Range index (project, startedAt, id): cost grows with the count.
MATCH (r:ExtractionRun)
USING INDEX SEEK r:ExtractionRun(project, startedAt, id)
WHERE r.project = $project AND r.startedAt > '' AND r.id IS NOT NULL
RETURN count(r) AS total
