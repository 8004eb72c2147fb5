// Evented edges of the given nodes, each once, with the properties they have once this unit holds their locks.
// One unique index seek per id, then the node's own edges.
UNWIND $ids AS id
MATCH (n:Entity {id: id})-[e]-()
WHERE e.id IS NOT NULL
WITH DISTINCT e
REMOVE e.lock
RETURN elementId(e) AS ref, type(e) AS type, startNode(e).id AS source, endNode(e).id AS target, properties(e) AS properties
