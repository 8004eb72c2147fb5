// A page of the projects the caller reads, after (key, id); rows [id, nameKey, wanted properties, null].
// Projects are few: an ordered walk of (nameKey, id), cut at the page.
MATCH (p:Project)
USING INDEX p:Project(nameKey, id)
WHERE p.nameKey >= $key AND p.id IS NOT NULL AND (p.nameKey > $key OR p.id > $id) AND ($projects IS NULL OR p.id IN $projects)
WITH p ORDER BY p.nameKey, p.id LIMIT $limit
RETURN collect([p.id, p.nameKey, [f IN $fields | p[f]], null]) AS rows
