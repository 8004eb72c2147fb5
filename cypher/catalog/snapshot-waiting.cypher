// Foreign keys without referenced columns that name one of the given tables.
// One range index seek an id on the table they name.
UNWIND $ids AS id
MATCH (k:Constraint)
WHERE k.referencedTableId = id AND k.referencedColumnIds IS NULL
RETURN properties(k) AS properties
