// Identity of elements, the change counter, the feed, former states and units of work.
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT sequence_name IF NOT EXISTS FOR (s:Sequence) REQUIRE s.name IS UNIQUE;
CREATE CONSTRAINT event_seq IF NOT EXISTS FOR (e:ChangeEvent) REQUIRE e.seq IS UNIQUE;
CREATE INDEX event_project IF NOT EXISTS FOR (e:ChangeEvent) ON (e.project, e.seq);
CREATE INDEX event_entity IF NOT EXISTS FOR (e:ChangeEvent) ON (e.entityId, e.seq);
CREATE CONSTRAINT unit_id IF NOT EXISTS FOR (u:UnitOfWork) REQUIRE u.id IS UNIQUE;
CREATE INDEX unit_at IF NOT EXISTS FOR (u:UnitOfWork) ON (u.at);
CREATE INDEX unit_expiry IF NOT EXISTS FOR (u:UnitOfWork) ON (u.expiresAt);
CREATE CONSTRAINT checkpoint_key IF NOT EXISTS FOR (c:FeedCheckpoint) REQUIRE c.key IS UNIQUE;
CREATE INDEX past_entity IF NOT EXISTS FOR (p:Past) ON (p.entityId, p.fromSeq);
CREATE INDEX past_parent IF NOT EXISTS FOR (p:Past) ON (p.parentId, p.fromSeq);
CREATE INDEX past_source IF NOT EXISTS FOR (p:Past) ON (p.sourceId, p.toSeq);
CREATE INDEX past_target IF NOT EXISTS FOR (p:Past) ON (p.targetId, p.toSeq);
CREATE INDEX past_name IF NOT EXISTS FOR (p:Past) ON (p.project, p.entityKind, p.nameKey);
MERGE (s:Sequence {name: 'changes'}) ON CREATE SET s.value = 0, s.epoch = randomUUID(), s.at = 0;
CREATE (n:Entity {lock: 0}) REMOVE n.lock DELETE n;
