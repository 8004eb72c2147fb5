// Per view of a project: columns, constant, unresolved and typed ones, joins of its defining statement.
// Views by index (project, id), then each view's own columns and statement; cost grows with the views' columns.
MATCH (v:View)
WHERE v.project = $project
OPTIONAL MATCH (s:Statement)-[:DEFINES]->(v)
CALL (s) {
  OPTIONAL MATCH (s)-[:HAS_UNRESOLVED]->(u:UnresolvedRef)
  UNWIND coalesce(u.outputs, []) AS ordinal
  RETURN collect(DISTINCT ordinal) AS unresolvedOrdinals
}
CALL (s) {
  OPTIONAL MATCH (s)-[:HAS_JOIN]->(j:Join)
  RETURN count(j) AS joins
}
CALL (v, unresolvedOrdinals) {
  MATCH (v)-[:HAS_COLUMN]->(c:Column)
  WITH c, c.ordinal IN unresolvedOrdinals AS isUnresolved
  RETURN count(c) AS columns,
         count(CASE WHEN isUnresolved THEN 1 END) AS unresolved,
         count(CASE WHEN c.isConstant THEN 1 END) AS constant,
         count(CASE WHEN NOT isUnresolved AND (c.isConstant OR EXISTS { (c)<-[:FLOWS_TO]-() }) THEN 1 END) AS resolved,
         count(c.typeKey) AS typed
}
RETURN v.id AS view, columns, resolved, constant, unresolved, typed, joins
