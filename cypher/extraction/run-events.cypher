// What a run said of itself up to a position of the feed, oldest first: enough to continue its progress.
// Range index (entityId, seq) of the feed; a run speaks at most once a second.
MATCH (e:ChangeEvent)
USING INDEX SEEK e:ChangeEvent(entityId, seq)
WHERE e.entityId = $run AND e.seq > $from AND e.seq <= $to
RETURN e.seq AS seq, e.after AS after
ORDER BY e.entityId, e.seq
