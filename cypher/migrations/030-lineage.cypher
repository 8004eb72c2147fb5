// Indexes of the lineage context: pages of unresolved references and joins.
CREATE INDEX unresolved_by_project IF NOT EXISTS FOR (u:UnresolvedRef) ON (u.project, u.id);
CREATE INDEX unresolved_by_reason IF NOT EXISTS FOR (u:UnresolvedRef) ON (u.project, u.reason, u.id);
CREATE INDEX join_by_project IF NOT EXISTS FOR (j:Join) ON (j.project, j.id);
CREATE INDEX join_by_left_table IF NOT EXISTS FOR (j:Join) ON (j.project, j.leftTable, j.id);
CREATE INDEX join_by_right_table IF NOT EXISTS FOR (j:Join) ON (j.project, j.rightTable, j.id);
CREATE INDEX view_by_project IF NOT EXISTS FOR (v:View) ON (v.project, v.id);
