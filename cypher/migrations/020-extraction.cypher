// Indexes of the extraction context: pages of runs, problems and statements; statement texts once per hash.
CREATE INDEX run_by_start IF NOT EXISTS FOR (r:ExtractionRun) ON (r.project, r.startedAt, r.id);
CREATE INDEX issue_by_run IF NOT EXISTS FOR (i:ParseIssue) ON (i.run, i.ordinal);
CREATE INDEX statement_by_file IF NOT EXISTS FOR (s:Statement) ON (s.parentId, s.ordinal);
CREATE CONSTRAINT statement_text IF NOT EXISTS FOR (t:StatementText) REQUIRE t.sha256 IS UNIQUE;
CREATE CONSTRAINT extraction_lock IF NOT EXISTS FOR (l:ExtractionLock) REQUIRE l.system IS UNIQUE;
