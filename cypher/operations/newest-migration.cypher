// Number of the newest applied migration; none = 0.
// Cheap: there are a few dozen at most.
MATCH (m:Migration)
RETURN coalesce(max(m.number), 0) AS number
