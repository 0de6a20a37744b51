-- One row: which life of the hub this is, and the numbers that it gives out.
CREATE TABLE hub (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch_counter INTEGER NOT NULL,
    epoch_bits INTEGER NOT NULL,
    site INTEGER NOT NULL,
    next_site INTEGER NOT NULL
) STRICT;

-- A branch of events: an installed replica, or the hub itself. A branch that continues another
-- after a fork names its parent (hash tree).
CREATE TABLE site (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    type TEXT NOT NULL,
    parent INTEGER REFERENCES site(number),
    forked_after INTEGER,
    epoch INTEGER,
    head_sequence INTEGER,
    head_hash BLOB,
    claimed_sequence INTEGER NOT NULL DEFAULT 0,
    enrolment_key BLOB,
    enrolment_expires INTEGER,
    public_key BLOB,
    key_number INTEGER NOT NULL DEFAULT 0,
    window_highest INTEGER NOT NULL DEFAULT 0,
    window_seen INTEGER NOT NULL DEFAULT 0,
    slip_key BLOB,
    program TEXT NOT NULL DEFAULT '',
    last_seen INTEGER,
    delivered INTEGER NOT NULL DEFAULT 0,
    revoked_at INTEGER
) STRICT;

-- Trunks: the events of each record in the order of arrival, dense from 1.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    record BLOB NOT NULL,
    position INTEGER NOT NULL,
    site INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL,
    bytes BLOB NOT NULL,
    arrived INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX event_trunk ON event (record, position);
CREATE UNIQUE INDEX event_branch ON event (site, sequence);
CREATE UNIQUE INDEX event_hash ON event (hash);

-- Events set aside with a reason; their bytes count as durable.
CREATE TABLE parked (
    site INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    record BLOB NOT NULL,
    reason INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    arrived INTEGER NOT NULL,
    PRIMARY KEY (site, sequence)
) STRICT;
CREATE INDEX parked_record ON parked (record);

-- What the fold of a trunk says, for lists and look-ups; can be made again from the trunks.
CREATE TABLE record (
    name BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    site INTEGER NOT NULL,
    length INTEGER NOT NULL,
    arrived INTEGER NOT NULL,
    key TEXT,
    slip TEXT,
    official TEXT,
    reference TEXT,
    state TEXT,
    unit TEXT,
    conflicts INTEGER NOT NULL,
    summary BLOB NOT NULL
) STRICT;
CREATE INDEX record_kind ON record (kind, arrived);
CREATE INDEX record_key ON record (key) WHERE key IS NOT NULL;
CREATE INDEX record_slip ON record (slip) WHERE slip IS NOT NULL;
CREATE INDEX record_official ON record (official) WHERE official IS NOT NULL;
CREATE INDEX record_reference ON record (reference) WHERE reference IS NOT NULL;
CREATE INDEX record_conflicts ON record (arrived) WHERE conflicts > 0;

-- Which site may see and change which record.
CREATE TABLE interest (
    record BLOB NOT NULL,
    site INTEGER NOT NULL,
    PRIMARY KEY (record, site)
) STRICT, WITHOUT ROWID;

-- One dense, hash-chained change log a site, and stream 0 for the reference data of all.
CREATE TABLE change (
    stream INTEGER NOT NULL,
    number INTEGER NOT NULL,
    record BLOB NOT NULL,
    position INTEGER NOT NULL,
    is_grant INTEGER NOT NULL,
    chain INTEGER NOT NULL,
    PRIMARY KEY (stream, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_record ON change (stream, record);

-- Numbers that only grow, for instance the official codes of a unit and day.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
