// Creates nodes of one kind under their parents; a row is a property map with `parentId`, and those whose parent is missing are not created.
// One unique index seek per row, for the parent.
UNWIND range(0, size($rows) - 1) AS i
WITH i, $rows[i] AS properties
MATCH (parent:Entity {id: properties.parentId})
CREATE (parent)-[c:$($containment)]->(n:Entity:$($labels))
SET n = properties, c.ordinal = CASE $containment WHEN 'HAS_COLUMN' THEN properties.ordinal END
RETURN collect([i, elementId(n)]) AS rows
