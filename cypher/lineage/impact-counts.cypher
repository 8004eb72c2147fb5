// Tables, views and jobs behind the nodes an impact traversal reached.
// One index seek a reached node, then its table and the statements that write it.
UNWIND $ids AS id
MATCH (n:Entity {id: id})
OPTIONAL MATCH (owner:Table)-[:HAS_COLUMN]->(n)
WITH DISTINCT CASE WHEN n:Column THEN owner ELSE n END AS t
WHERE t IS NOT NULL AND NOT t.id IN $rootTables
OPTIONAL MATCH (j)-[:EXECUTES]->(:Statement)-[:WRITES]->(t)
RETURN count(DISTINCT CASE WHEN t:View THEN null ELSE t END) AS tables,
       count(DISTINCT CASE WHEN t:View THEN t END) AS views,
       count(DISTINCT j) AS jobs
