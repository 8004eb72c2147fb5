// The sources a run read, by name.
// The run's own relationships.
MATCH (r:Entity {id: $run})-[:READ]->(f:SourceFile)
WHERE $projects IS NULL OR f.project IN $projects
RETURN f.id AS id, f.project AS project, f.name AS name, f.kind AS kind, f.kindEvidence AS kindEvidence, f.dialect AS dialect,
       f.bytes AS bytes, f.sha256 AS sha256, f.encoding AS encoding
ORDER BY f.name
