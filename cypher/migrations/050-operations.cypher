// Indexes of the operations context: what a queue may claim, whose lease ran out, one live task per key, pages of tasks.
CREATE INDEX task_by_queue IF NOT EXISTS FOR (t:Task) ON (t.queue, t.state, t.runAt);
CREATE INDEX task_by_lease IF NOT EXISTS FOR (t:Task) ON (t.state, t.leaseUntil);
CREATE INDEX task_unsettled IF NOT EXISTS FOR (t:Task) ON (t.unsettled);
CREATE CONSTRAINT task_unique_key IF NOT EXISTS FOR (t:Task) REQUIRE t.uniqueKey IS UNIQUE;
CREATE INDEX task_by_creation IF NOT EXISTS FOR (t:Task) ON (t.createdAt, t.id);
CREATE INDEX task_by_project IF NOT EXISTS FOR (t:Task) ON (t.project, t.createdAt, t.id);
