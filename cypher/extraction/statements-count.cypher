// Number of a source's statements.
// Range index (parentId, ordinal): cost grows with the count.
MATCH (s:Statement)
USING INDEX SEEK s:Statement(parentId, ordinal)
WHERE s.parentId = $file AND s.ordinal > 0
RETURN count(s) AS total
