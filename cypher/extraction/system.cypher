// A system of a project, for the names of an extraction.
// One index seek.
MATCH (s:Entity {id: $id})
WHERE s:System AND ($projects IS NULL OR s.project IN $projects)
RETURN s.id AS id, s.project AS project, s.name AS name, s.dialect AS dialect, s.caseRule AS caseRule
