// One hop upstream from tables by FEEDS, which sums up the column edges between two tables.
// Index seek a frontier table, then its own relationships; LIMIT stops the expansion of hubs.
UNWIND $frontier AS id
MATCH (t:Entity {id: id})
MATCH (n)-[e:FEEDS]->(t)
WHERE ($indirect OR e.isDirect) AND e.state IN $states AND e.minConfidence >= $minConfidence
  AND ($projects IS NULL OR n.project IN $projects)
WITH t, e, n LIMIT $limit
RETURN e.id AS id, n.id AS source, t.id AS target, e.state AS state, e.minConfidence AS confidence,
       e.origin AS origin, e.statements AS statements
