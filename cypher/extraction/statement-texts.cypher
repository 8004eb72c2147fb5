// Texts of statements by hash.
// One index seek a hash.
UNWIND $hashes AS hash
MATCH (t:StatementText {sha256: hash})
RETURN t.sha256 AS sha256, t.text AS text
