// The generated read tier asks for the projects alone; an index of several properties answers only who names them all.
CREATE INDEX system_of_project IF NOT EXISTS FOR (n:System) ON (n.project);
CREATE INDEX schema_of_project IF NOT EXISTS FOR (n:Schema) ON (n.project);
CREATE INDEX table_of_project IF NOT EXISTS FOR (n:Table) ON (n.project);
CREATE INDEX column_of_project IF NOT EXISTS FOR (n:Column) ON (n.project);
CREATE INDEX constraint_of_project IF NOT EXISTS FOR (n:Constraint) ON (n.project);
CREATE INDEX tag_of_project IF NOT EXISTS FOR (n:Tag) ON (n.project);
CREATE INDEX source_file_of_project IF NOT EXISTS FOR (n:SourceFile) ON (n.project);
CREATE INDEX statement_of_project IF NOT EXISTS FOR (n:Statement) ON (n.project);
