// A page of tasks over all readable projects, newest first; null filters let everything pass.
// Cheap: two ordered ranges of the index on (createdAt, id) that end at the page's end; filters run along it.
CALL () {
  MATCH (t:Task) USING INDEX t:Task(createdAt, id)
  WHERE t.createdAt = $createdAt AND t.id < $id
  RETURN t ORDER BY t.createdAt DESC, t.id DESC
  UNION ALL
  MATCH (t:Task) USING INDEX t:Task(createdAt, id)
  WHERE t.createdAt < $createdAt AND t.id IS NOT NULL
  RETURN t ORDER BY t.createdAt DESC, t.id DESC
}
WITH t
WHERE ($projects IS NULL OR t.project IN $projects)
  AND ($states IS NULL OR t.state IN $states)
  AND ($kinds IS NULL OR t.kind IN $kinds)
WITH t LIMIT toInteger($limit)
RETURN t.id AS id, t.kind AS kind, t.project AS project, t.state AS state, t.priority AS priority,
  t.progress AS progress, t.step AS step, t.attempts AS attempts, t.maxAttempts AS maxAttempts, t.runAt AS runAt,
  t.startedAt AS startedAt, t.finishedAt AS finishedAt, t.actor AS actor, t.errorCode AS errorCode,
  t.errorMessage AS errorMessage, t.errorAt AS errorAt, t.result AS result, t.input AS input,
  t.leaseOwner AS leaseOwner, t.leaseEpoch AS leaseEpoch, t.createdAt AS createdAt
