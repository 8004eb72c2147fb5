// The identity of the store behind this database.
// Cheap: no store access beyond its header.
CALL db.info() YIELD id
RETURN id AS storeId
