// How many projects the caller reads.
// The label's count, or one seek a project.
MATCH (p:Project)
WHERE $projects IS NULL OR p.id IN $projects
RETURN count(p) AS total
