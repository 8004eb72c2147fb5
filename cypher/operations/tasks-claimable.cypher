// Tasks of one kind that may run now, the most urgent first: a level of priority is worth a minute of waiting.
// Cheap: a range of the index on (queue, state, runAt), waiting tasks only.
MATCH (t:Task)
WHERE t.queue = $queue AND t.state = 'QUEUED' AND t.runAt <= $now AND t.kind = $kind
  AND NOT coalesce(t.project, '') IN $busyProjects
WITH t.id AS id, t.project AS project,
  t.priority - duration.inSeconds(datetime(t.runAt), datetime($now)).seconds / 60.0 AS urgency, t.runAt AS runAt
ORDER BY urgency, runAt, id
LIMIT toInteger($limit)
RETURN id AS id, project AS project
