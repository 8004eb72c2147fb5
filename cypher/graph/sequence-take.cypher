// Takes the next `count` sequence numbers and the moment of the commit, which never runs backwards; the counter stays locked until commit.
// One seek on the unique name. Removing an absent property takes the lock before anything is read; `SET s.value = s.value + n` would take and release a second one, over which two units deadlock.
MATCH (s:Sequence {name: 'changes'})
REMOVE s.lock
WITH s, s.value + $count AS lastSeq, coalesce(s.at, 0) AS last, datetime.realtime().epochMillis AS now
SET s.value = lastSeq, s.at = CASE WHEN last > now THEN last ELSE now END
RETURN lastSeq, s.epoch AS epoch, s.at AS at
