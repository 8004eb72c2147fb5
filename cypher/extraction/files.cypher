// Sources by id.
// One index seek an id.
UNWIND $ids AS wanted
MATCH (f:Entity {id: wanted})
WHERE f:SourceFile AND ($projects IS NULL OR f.project IN $projects)
RETURN f.id AS id, f.project AS project, f.name AS name, f.kind AS kind, f.kindEvidence AS kindEvidence, f.dialect AS dialect,
       f.bytes AS bytes, f.sha256 AS sha256, f.encoding AS encoding
