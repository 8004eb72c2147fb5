// The relationships that start at nodes of a project whose id has a prefix, for the baseline of the extract bench.
// Range of the unique index on Entity.id, then the nodes' own relationships.
MATCH (n:Entity)
WHERE n.id STARTS WITH $prefix
MATCH (n)-[e]->(m:Entity)
RETURN n.id AS source, type(e) AS type, m.id AS target, properties(e) AS properties
