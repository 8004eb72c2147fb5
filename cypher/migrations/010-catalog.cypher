// Indexes of the catalog context: keyset pages, filters, what files added, and the text search.
CREATE INDEX table_by_name IF NOT EXISTS FOR (t:Table) ON (t.project, t.nameKey, t.id);
CREATE INDEX column_by_name IF NOT EXISTS FOR (c:Column) ON (c.project, c.nameKey, c.id);
CREATE INDEX table_in_schema IF NOT EXISTS FOR (t:Table) ON (t.parentId, t.nameKey, t.id);
CREATE INDEX column_family IF NOT EXISTS FOR (c:Column) ON (c.typeFamily);
CREATE INDEX schema_by_name IF NOT EXISTS FOR (s:Schema) ON (s.parentId, s.nameKey, s.id);
CREATE INDEX system_by_name IF NOT EXISTS FOR (s:System) ON (s.parentId, s.nameKey, s.id);
CREATE INDEX project_by_name IF NOT EXISTS FOR (p:Project) ON (p.nameKey, p.id);
CREATE INDEX column_added_by IF NOT EXISTS FOR (c:Column) ON (c.addedBy);
CREATE INDEX column_commented_by IF NOT EXISTS FOR (c:Column) ON (c.commentedBy);
CREATE INDEX table_commented_by IF NOT EXISTS FOR (t:Table) ON (t.commentedBy);
CREATE INDEX constraint_added_by IF NOT EXISTS FOR (k:Constraint) ON (k.addedBy);
CREATE INDEX constraint_reference IF NOT EXISTS FOR (k:Constraint) ON (k.referencedTableId);
CREATE INDEX project_seq IF NOT EXISTS FOR (n:Project) ON (n.fromSeq);
CREATE INDEX system_seq IF NOT EXISTS FOR (n:System) ON (n.fromSeq);
CREATE INDEX schema_seq IF NOT EXISTS FOR (n:Schema) ON (n.fromSeq);
CREATE INDEX table_seq IF NOT EXISTS FOR (n:Table) ON (n.fromSeq);
CREATE INDEX column_seq IF NOT EXISTS FOR (n:Column) ON (n.fromSeq);
CREATE INDEX constraint_seq IF NOT EXISTS FOR (n:Constraint) ON (n.fromSeq);
