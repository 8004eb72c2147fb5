// What supports the FEEDS edges into tables: column lineage by source table and statement, and the statements that read and write them.
// Index seek a table, then the relationships of its columns and writers: cost grows with the edges into the tables asked about.
UNWIND $tables AS wanted
MATCH (t:Entity {id: wanted})
CALL (t) {
  MATCH (t)-[:HAS_COLUMN]->(:Column)<-[e:FLOWS_TO]-(:Column)<-[:HAS_COLUMN]-(s:Table)
  WHERE e.state <> 'REJECTED'
  RETURN s.id AS source, e.statement AS statement, e.confidence AS confidence, e.type = 'DIRECT' AS isDirect,
         true AS isColumnLevel, e.origin AS origin
  UNION ALL
  MATCH (t)<-[e:INFLUENCES]-(:Column)<-[:HAS_COLUMN]-(s:Table)
  WHERE e.state <> 'REJECTED'
  RETURN s.id AS source, e.statement AS statement, e.confidence AS confidence, false AS isDirect,
         true AS isColumnLevel, e.origin AS origin
  UNION ALL
  MATCH (t)<-[w:WRITES|DEFINES]-(p:Statement)-[r:READS]->(s:Table)
  RETURN s.id AS source, p.id AS statement,
         CASE WHEN w.confidence < r.confidence THEN w.confidence ELSE r.confidence END AS confidence,
         true AS isDirect, false AS isColumnLevel, 'SQL' AS origin
}
RETURN t.id AS target, source, statement, isColumnLevel, min(confidence) AS confidence,
       max(CASE WHEN isDirect THEN 1 ELSE 0 END) AS direct, min(origin) AS origin
