// One hop downstream from columns: FLOWS_TO edges, and for indirect lineage INFLUENCES with the columns of the influenced table.
// Index seek a frontier column, then its own relationships; LIMIT stops the expansion of hubs.
UNWIND $frontier AS id
MATCH (c:Entity {id: id})
CALL (c) {
  MATCH (c)-[e:FLOWS_TO]->(n)
  WHERE e.type IN $types AND e.state IN $states AND e.confidence >= $minConfidence
    AND ($projects IS NULL OR n.project IN $projects)
  RETURN e, n, null AS reached
  UNION ALL
  WITH c WHERE $indirect
  MATCH (c)-[e:INFLUENCES]->(n)
  WHERE e.state IN $states AND e.confidence >= $minConfidence
    AND ($projects IS NULL OR n.project IN $projects)
  RETURN e, n, [(n)-[:HAS_COLUMN]->(r) | r.id] AS reached
}
WITH c, e, n, reached LIMIT $limit
RETURN e.id AS id, c.id AS source, n.id AS target, reached,
       e.type AS type, e.subtype AS subtype, e.transformation AS transformation, e.expression AS expression,
       e.isMasking AS isMasking, e.state AS state, e.confidence AS confidence, e.origin AS origin,
       e.statement AS statement, e.rule AS rule,
       e.charStart AS charStart, e.charEnd AS charEnd, e.line AS line, e.column AS column
