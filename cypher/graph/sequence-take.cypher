// Takes the next `count` sequence numbers and the moment of the commit, which never runs backwards; the counter stays locked until commit.
// One seek on the unique name.
MATCH (s:Sequence {name: 'changes'})
SET s.value = s.value + $count
WITH s, datetime.realtime().epochMillis AS now
SET s.at = CASE WHEN coalesce(s.at, 0) > now THEN s.at ELSE now END
RETURN s.value AS lastSeq, s.epoch AS epoch, s.at AS at
