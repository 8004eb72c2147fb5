// Constraints of tables, by id; one list a table of property maps.
// One seek a table, then its own constraints.
UNWIND range(0, size($ids) - 1) AS i
RETURN i AS index, COLLECT {
  MATCH (:Entity {id: $ids[i]})-[:HAS_CONSTRAINT]->(k:Constraint)
  WHERE $projects IS NULL OR k.project IN $projects
  RETURN properties(k) ORDER BY k.id
} AS constraints
