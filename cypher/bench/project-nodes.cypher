// The nodes of a project whose id has a prefix, with their labels, for the baseline of the extract bench.
// Range of the unique index on Entity.id.
MATCH (n:Entity)
WHERE n.id STARTS WITH $prefix
RETURN labels(n) AS labels, properties(n) AS properties
