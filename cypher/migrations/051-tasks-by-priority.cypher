// What a queue may claim, level by level: the longest waiting of each level come first.
CREATE INDEX task_by_priority IF NOT EXISTS FOR (t:Task) ON (t.queue, t.kind, t.state, t.priority, t.runAt);
