-- Records whose content is at the centre only: the bytes of own events are gone, their hashes and
-- places stay, others' events are gone, and lists show the codes. The length is that of the trunk
-- then. One whose content came back stays here as long again, counted from then.
CREATE TABLE pruned (
    record BLOB PRIMARY KEY,
    time INTEGER NOT NULL,
    length INTEGER NOT NULL,
    is_here INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
