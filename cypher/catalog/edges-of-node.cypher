// Evented edges of a node with their properties, to re-point them at another.
// One unique index seek, then the node's own edges.
MATCH (n:Entity {id: $id})-[e]-(o:Entity)
WHERE e.id IS NOT NULL
RETURN type(e) AS type, startNode(e).id AS source, endNode(e).id AS target, coalesce(e.discriminator, '') AS discriminator,
  properties(e) AS properties
