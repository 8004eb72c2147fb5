// One hop downstream from columns: FLOWS_TO edges, and for indirect lineage INFLUENCES with the columns of the influenced tables.
// Index seek a frontier column, then its own relationships; LIMIT stops the expansion of hubs. The columns of the
// influenced tables are read once, whatever number of edges leads to a table, the first $reachable by id; the first row holds them.
UNWIND $frontier AS id
MATCH (c:Entity {id: id})
CALL (c) {
  MATCH (c)-[e:FLOWS_TO]->(n)
  WHERE e.type IN $types AND e.state IN $states AND e.confidence >= $minConfidence
    AND ($projects IS NULL OR n.project IN $projects)
  RETURN e, n, null AS influenced
  UNION ALL
  WITH c WHERE $indirect
  MATCH (c)-[e:INFLUENCES]->(n)
  WHERE e.state IN $states AND e.confidence >= $minConfidence
    AND ($projects IS NULL OR n.project IN $projects)
  RETURN e, n, n AS influenced
}
WITH c, e, n, influenced LIMIT $limit
WITH collect([c.id, e, n.id]) AS edges, collect(DISTINCT influenced) AS tables
CALL (tables) {
  UNWIND tables AS t
  MATCH (t)-[:HAS_COLUMN]->(r:Column)
  WITH r.id AS id ORDER BY id LIMIT $reachable
  RETURN collect(id) AS columns
}
UNWIND range(0, size(edges) - 1) AS i
WITH edges[i][0] AS source, edges[i][1] AS e, edges[i][2] AS target, CASE WHEN i = 0 THEN columns END AS reached
RETURN e.id AS id, source, target, reached,
       e.type AS type, e.subtype AS subtype, e.transformation AS transformation, e.expression AS expression,
       e.isMasking AS isMasking, e.state AS state, e.confidence AS confidence, e.origin AS origin,
       e.statement AS statement, e.rule AS rule,
       e.charStart AS charStart, e.charEnd AS charEnd, e.line AS line, e.column AS column
