// Tasks as readers are shown them; null = every project may be read, tasks of no project only then.
// Cheap: one unique index seek per id.
UNWIND $ids AS id
MATCH (t:Entity:Task {id: id})
WHERE $projects IS NULL OR t.project IN $projects
RETURN t.id AS id, t.kind AS kind, t.project AS project, t.state AS state, t.priority AS priority,
  t.progress AS progress, t.step AS step, t.attempts AS attempts, t.maxAttempts AS maxAttempts, t.runAt AS runAt,
  t.startedAt AS startedAt, t.finishedAt AS finishedAt, t.actor AS actor, t.errorCode AS errorCode,
  t.errorMessage AS errorMessage, t.errorAt AS errorAt, t.result AS result
