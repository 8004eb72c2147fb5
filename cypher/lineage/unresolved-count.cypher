// Number of a project's unresolved references, of one reason where it is given.
// Range index (project, id): cost grows with the count.
// The stand-in of a foreign key hangs on its constraint and names its statement; one of an import has none.
MATCH (u:UnresolvedRef)
USING INDEX SEEK u:UnresolvedRef(project, id)
WHERE u.project = $project AND u.id > '' AND (u.parentId STARTS WITH 'statement:' OR EXISTS { (:Entity {id: u.statement}) }) AND ($reason IS NULL OR u.reason = $reason)
RETURN count(u) AS total
