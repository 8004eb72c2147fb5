// Whether the database answers.
// Cheap: no store access.
RETURN 1 AS one
