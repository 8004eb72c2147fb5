// A page of the nodes whose id has a prefix, with the edges that start at them, for the hash of a graph.
// Unique index on Entity.id: the page starts at its key; then the nodes' own relationships.
MATCH (n:Entity)
WHERE n.id STARTS WITH $prefix AND n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties,
       COLLECT { MATCH (n)-[e]->() WHERE type(e) IN $types RETURN properties(e) } AS edges
