// Per view of a project: columns, constant, unresolved and typed ones, joins of a statement that defines it.
// Views by index (project, id), then each view's own columns and statements; cost grows with the views' columns.
// A view that several statements define is one view: unresolved where one of them is, with the joins of one.
MATCH (v:View)
WHERE v.project = $project
CALL (v) {
  OPTIONAL MATCH (v)<-[:DEFINES]-(:Statement)-[:HAS_UNRESOLVED]->(u:UnresolvedRef)
  UNWIND coalesce(u.outputs, []) AS ordinal
  RETURN collect(DISTINCT ordinal) AS unresolvedOrdinals
}
CALL (v) {
  OPTIONAL MATCH (s:Statement)-[:DEFINES]->(v)
  RETURN coalesce(max(COUNT { (s)-[:HAS_JOIN]->(:Join) }), 0) AS joins
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
