-- Cases that are not complete yet. They are this point's alone: no draft ever becomes an event, and
-- a number is never given twice, because it stands in the reference of the case that it becomes.
CREATE TABLE draft (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    kept INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;
