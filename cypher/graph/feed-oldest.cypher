// Moment of the oldest event the feed still holds.
// One seek on the unique number.
MATCH (e:ChangeEvent {seq: $seq})
RETURN e.at AS at
