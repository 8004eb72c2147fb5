// The sources each run read, by name; one list a run.
// One seek a run, then its own relationships.
UNWIND range(0, size($ids) - 1) AS index
RETURN index, COLLECT {
  MATCH (:Entity {id: $ids[index]})-[:READ]->(f:SourceFile)
  WHERE $projects IS NULL OR f.project IN $projects
  WITH f ORDER BY f.name
  RETURN f {.id, .project, .name, .kind, .kindEvidence, .dialect, .bytes, .sha256, .encoding}
} AS rows
