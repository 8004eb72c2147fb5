// Ids of the tables to which statements of the given files added a column, a constraint or a comment.
// Four range index seeks a file; additions are few.
UNWIND $files AS file
CALL (file) {
  MATCH (c:Column) WHERE c.addedBy = file RETURN c.parentId AS id
  UNION
  MATCH (c:Column) WHERE c.commentedBy = file RETURN c.parentId AS id
  UNION
  MATCH (k:Constraint) WHERE k.addedBy = file RETURN k.parentId AS id
  UNION
  MATCH (t:Table) WHERE t.commentedBy = file RETURN t.id AS id
}
RETURN DISTINCT id
