// Stores texts of statements, once per hash.
// One index seek a hash.
UNWIND $rows AS row
MERGE (t:StatementText {sha256: row.sha256})
ON CREATE SET t.text = row.text
RETURN count(t) AS written
