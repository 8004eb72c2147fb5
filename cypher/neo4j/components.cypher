// Which server answers: its version and edition.
// Cheap: no store access.
CALL dbms.components() YIELD name, versions, edition
RETURN name AS name, versions[0] AS version, edition AS edition
