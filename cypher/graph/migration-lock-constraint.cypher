// One node per lock; creating it twice does nothing.
// Schema only.
CREATE CONSTRAINT migration_lock IF NOT EXISTS FOR (l:MigrationLock) REQUIRE l.name IS UNIQUE
