// One record per migration number; creating it twice does nothing.
// Schema only.
CREATE CONSTRAINT migration_number IF NOT EXISTS FOR (m:Migration) REQUIRE m.number IS UNIQUE
