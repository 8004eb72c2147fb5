// Number of lineage edges into tables, by statement.
// Index seek a table, then the relationships of it and its columns.
UNWIND $tables AS wanted
MATCH (t:Entity {id: wanted})
CALL (t) {
  MATCH (t)-[:HAS_COLUMN]->(:Column)<-[e:FLOWS_TO]-()
  WHERE $statements[e.statement] IS NOT NULL
  RETURN e
  UNION ALL
  MATCH (t)<-[e:INFLUENCES]-()
  WHERE $statements[e.statement] IS NOT NULL
  RETURN e
}
RETURN e.statement AS statement, count(e) AS flows
