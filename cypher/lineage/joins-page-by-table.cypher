// A page of the joins that have one table or view on a side, by id.
// Two index seeks, (project, leftTable, id) and (project, rightTable, id), each a page long.
CALL () {
  MATCH (j:Join)
  USING INDEX SEEK j:Join(project, leftTable, id)
  WHERE j.project = $project AND j.leftTable = $table AND j.id > $after
  RETURN j ORDER BY j.project, j.leftTable, j.id LIMIT $limit
  UNION
  MATCH (j:Join)
  USING INDEX SEEK j:Join(project, rightTable, id)
  WHERE j.project = $project AND j.rightTable = $table AND j.id > $after
  RETURN j ORDER BY j.project, j.rightTable, j.id LIMIT $limit
}
WITH j ORDER BY j.id LIMIT $limit
RETURN collect([j.id, j.parentId, j.ordinal, j.kind, j.leftTable, j.rightTable, j.leftColumns, j.rightColumns, j.isEquality, j.conditionSql]) AS rows
