// The change events of a project in a range of the feed, for the baseline of the extract bench.
// Range index (project, seq).
MATCH (e:ChangeEvent)
WHERE e.project = $project AND e.seq >= $from AND e.seq <= $to
RETURN properties(e) AS properties
ORDER BY e.project, e.seq
