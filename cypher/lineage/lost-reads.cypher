// What reads columns that are about to be deleted: the statement, the place of the reference in it, the written table and column.
// Index seek a column, then its own relationships.
UNWIND $columns AS wanted
MATCH (c:Entity {id: wanted})
CALL (c) {
  MATCH (c)-[e:FLOWS_TO]->(o:Column)<-[:HAS_COLUMN]-(t:Table)
  RETURN e.statement AS statement, e.charStart AS charStart, e.charEnd AS charEnd, e.line AS line, e.column AS column,
         t.id AS target, o.ordinal AS output
  UNION ALL
  MATCH (c)-[e:INFLUENCES]->(t:Table)
  RETURN e.statement AS statement, e.charStart AS charStart, e.charEnd AS charEnd, e.line AS line, e.column AS column,
         t.id AS target, null AS output
  UNION ALL
  MATCH (c)<-[e:USES_COLUMN]-(s:Statement)
  RETURN s.id AS statement, e.charStart AS charStart, e.charEnd AS charEnd, e.line AS line, e.column AS column,
         null AS target, null AS output
}
RETURN c.id AS id, c.name AS name, statement, charStart, charEnd, line, column, target, output
ORDER BY statement, charStart, id
