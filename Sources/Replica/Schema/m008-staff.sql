-- Who works at this point. It is this point's alone and never sent; acts carry the name. A try is
-- counted before the PIN is looked at, so that neither a restart nor a power cut gives one back.
CREATE TABLE staff (
    name TEXT PRIMARY KEY,
    -- The key by which a typed name is found: no marks, small letters.
    key TEXT NOT NULL UNIQUE,
    pin TEXT NOT NULL,
    added INTEGER NOT NULL,
    disabled INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    tried INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
