// The joins that have a table or view on a side.
// Two index seeks, (project, leftTable, id) and (project, rightTable, id), each as long as what it finds.
CALL () {
  MATCH (j:Join)
  USING INDEX SEEK j:Join(project, leftTable, id)
  WHERE j.project = $project AND j.leftTable = $table AND j.id > ''
  RETURN j
  UNION
  MATCH (j:Join)
  USING INDEX SEEK j:Join(project, rightTable, id)
  WHERE j.project = $project AND j.rightTable = $table AND j.id > ''
  RETURN j
}
RETURN j.id AS id, j.leftTable AS leftTable, j.rightTable AS rightTable
