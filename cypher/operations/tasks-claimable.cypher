// Tasks of one kind that may run now, the most urgent first: a level of priority is worth a minute of waiting.
// One ordered range of the index (queue, kind, state, priority, runAt) a level, each cut at $limit: a long queue costs what is claimed of it.
UNWIND range(0, 9) AS level
CALL (level) {
  MATCH (t:Task)
  USING INDEX SEEK t:Task(queue, kind, state, priority, runAt)
  WHERE t.queue = $queue AND t.kind = $kind AND t.state = 'QUEUED' AND t.priority = level AND t.runAt <= $now
    AND NOT coalesce(t.project, '') IN $busyProjects
  RETURN t
  ORDER BY t.queue, t.kind, t.state, t.priority, t.runAt
  LIMIT toInteger($limit)
}
WITH t.id AS id, t.project AS project,
  level - duration.inSeconds(datetime(t.runAt), datetime($now)).seconds / 60.0 AS urgency, t.runAt AS runAt
ORDER BY urgency, runAt, id
LIMIT toInteger($limit)
RETURN id AS id, project AS project
