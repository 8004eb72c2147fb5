// Number of a project's joins, with one table on a side where it is given.
// Range index (project, id): cost grows with the count.
MATCH (j:Join)
USING INDEX SEEK j:Join(project, id)
WHERE j.project = $project AND j.id > '' AND ($table IS NULL OR j.leftTable = $table OR j.rightTable = $table)
RETURN count(j) AS total
