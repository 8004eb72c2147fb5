// Roots of a traversal with what stands for them: a column itself; a table, its columns and their ids.
// One index seek an id (and its alias); a table's columns by its own relationships.
UNWIND $roots AS root
MATCH (n:Entity) USING INDEX n:Entity(id)
WHERE n.id IN [root.id, root.alias] AND ($projects IS NULL OR n.project IN $projects)
OPTIONAL MATCH (t:Table)-[:HAS_COLUMN]->(n)
OPTIONAL MATCH (n)-[:HAS_COLUMN]->(c:Column)
RETURN root.id AS asked,
       n.id AS id,
       CASE WHEN n:Column THEN 'Column' WHEN n:Table THEN 'Table' ELSE 'Other' END AS kind,
       t.id AS tableId,
       collect(c.id) AS columnIds
