// Inputs of the extraction tasks of a queue that wait or are under way.
// Index (queue, state, runAt) of tasks: only such tasks are touched.
MATCH (t:Task)
WHERE t.queue = $queue AND t.state IN ['QUEUED', 'RUNNING'] AND t.kind = $kind
RETURN t.input AS input
