-- Cases that may be kept here for a while only, because somebody proved that they are theirs. A wiped
-- one stays named, so that what still comes of it is not kept.
CREATE TABLE loan (
    record BLOB PRIMARY KEY,
    until INTEGER NOT NULL,
    is_wiped INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
