// Foreign keys that refer to one of the given columns.
// One unique index seek a column, its incoming references, one seek a constraint.
UNWIND $ids AS id
MATCH (:Entity {id: id})<-[r:REFERENCES]-(:Column)
WITH DISTINCT r.constraint AS constraint
MATCH (k:Entity {id: constraint})
WHERE k:Constraint
RETURN properties(k) AS properties
