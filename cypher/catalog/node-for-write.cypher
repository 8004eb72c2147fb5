// A node to be written, by its id or the other prefix of a table, with its tags.
// Two unique index seeks.
MATCH (n:Entity)
USING INDEX n:Entity(id)
WHERE n.id IN $ids
WITH n ORDER BY n.id <> $ids[0] LIMIT 1
RETURN labels(n) AS labels, properties(n) AS properties, COLLECT { MATCH (n)-[:TAGGED]->(tag:Tag) RETURN tag.id } AS tags
