// One hop upstream from columns: FLOWS_TO edges, and for indirect lineage what INFLUENCES their tables.
// Index seek a frontier column, then its own relationships; LIMIT stops the expansion of hubs.
UNWIND $frontier AS id
MATCH (c:Entity {id: id})
CALL (c) {
  MATCH (n)-[e:FLOWS_TO]->(c)
  WHERE e.type IN $types AND e.state IN $states AND e.confidence >= $minConfidence
    AND ($projects IS NULL OR n.project IN $projects)
  RETURN e, n, c AS target, null AS reached
  UNION ALL
  WITH c WHERE $indirect
  MATCH (c)<-[:HAS_COLUMN]-(target)<-[e:INFLUENCES]-(n)
  WHERE e.state IN $states AND e.confidence >= $minConfidence
    AND ($projects IS NULL OR n.project IN $projects)
  RETURN e, n, target, [target.id] AS reached
}
WITH e, n, target, reached LIMIT $limit
RETURN e.id AS id, n.id AS source, target.id AS target, reached,
       e.type AS type, e.subtype AS subtype, e.transformation AS transformation, e.expression AS expression,
       e.isMasking AS isMasking, e.state AS state, e.confidence AS confidence, e.origin AS origin,
       e.statement AS statement, e.rule AS rule,
       e.charStart AS charStart, e.charEnd AS charEnd, e.line AS line, e.column AS column
