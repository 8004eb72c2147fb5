// One extraction run with everything that is its own.
// One index seek.
MATCH (r:Entity {id: $id})
WHERE r:ExtractionRun AND ($projects IS NULL OR r.project IN $projects)
RETURN properties(r) AS run
