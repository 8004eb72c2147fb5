// Candidates of a search in a project: exact names, names with the prefix, full text; each once, with its best full-text score.
// Index seeks cut at 150 a label and branch, and one full-text query cut at $limit, the project inside it.
CALL () {
  UNWIND $names AS name
  CALL (name) {
    MATCH (n:Table) USING INDEX SEEK n:Table(project, nameKey, id)
    WHERE n.project = $project AND n.nameKey = name AND n.id > '' RETURN n LIMIT 150
    UNION ALL
    MATCH (n:Column) USING INDEX SEEK n:Column(project, nameKey, id)
    WHERE n.project = $project AND n.nameKey = name AND n.id > '' RETURN n LIMIT 150
    UNION ALL
    MATCH (n:Schema) USING INDEX SEEK n:Schema(project, nameKey, id)
    WHERE n.project = $project AND n.nameKey = name AND n.id > '' RETURN n LIMIT 50
    UNION ALL
    MATCH (n:System) USING INDEX SEEK n:System(project, nameKey, id)
    WHERE n.project = $project AND n.nameKey = name AND n.id > '' RETURN n LIMIT 50
  }
  RETURN n, 0.0 AS score
  UNION ALL
  CALL () {
    MATCH (n:Table) USING INDEX SEEK n:Table(project, nameKey, id)
    WHERE n.project = $project AND n.nameKey STARTS WITH $prefix AND n.id IS NOT NULL RETURN n LIMIT 150
    UNION ALL
    MATCH (n:Column) USING INDEX SEEK n:Column(project, nameKey, id)
    WHERE n.project = $project AND n.nameKey STARTS WITH $prefix AND n.id IS NOT NULL RETURN n LIMIT 150
  }
  RETURN n, 0.0 AS score
  UNION ALL
  WITH $query AS query
  WHERE query <> ''
  CALL db.index.fulltext.queryNodes('catalogText', query, {limit: $limit}) YIELD node AS n, score
  WHERE n.project = $project
  RETURN n, score
}
WITH n, max(score) AS score
WITH n, score, [kind IN ['View', 'Table', 'Column', 'Schema', 'System', 'Project'] WHERE kind IN labels(n)][0] AS kind
WHERE $kinds IS NULL OR kind IN $kinds
WITH n, score, kind ORDER BY score DESC, n.id LIMIT $limit
RETURN n.id AS id, kind, n.name AS name, n.qualifiedName AS qualifiedName, n.tokens AS tokens,
  coalesce(n.description, n.sourceComment) AS description, score,
  CASE WHEN kind IN ['Table', 'View'] THEN COUNT { (n)-[:HAS_COLUMN]->() } ELSE 0 END AS columnCount
