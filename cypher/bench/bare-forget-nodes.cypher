// Takes the nodes of the baseline away.
// Range of the unique index on Entity.id.
MATCH (n:Entity)
WHERE n.id STARTS WITH $prefix
WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*) AS deleted
