-- One row once the kiosk is enrolled: who it is.
CREATE TABLE identity (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    site INTEGER NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    type TEXT NOT NULL,
    hub_address TEXT NOT NULL,
    hub_key_number INTEGER NOT NULL,
    hub_key BLOB NOT NULL,
    key_number INTEGER NOT NULL,
    enrolment BLOB,
    code BLOB NOT NULL,
    slip_key BLOB NOT NULL
) STRICT;

-- One row once the kiosk is enrolled: its branch, and how far it and the hub know each other.
CREATE TABLE progress (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    epoch INTEGER NOT NULL,
    head_sequence INTEGER NOT NULL,
    head_hash BLOB NOT NULL,
    acknowledged INTEGER NOT NULL,
    acknowledged_prefix INTEGER NOT NULL,
    hub_counter INTEGER,
    hub_bits INTEGER,
    hub_site INTEGER,
    cases_number INTEGER NOT NULL DEFAULT 0,
    cases_prefix INTEGER NOT NULL DEFAULT 0,
    reference_number INTEGER NOT NULL DEFAULT 0,
    reference_prefix INTEGER NOT NULL DEFAULT 0,
    hub_time INTEGER,
    heard_monotonic INTEGER,
    heard_boot INTEGER
) STRICT;

-- Own events and those that came from the hub; the position in the trunk is the hub's to give.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    record BLOB NOT NULL,
    position INTEGER,
    site INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    hash BLOB NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX event_trunk ON event (record, position);
CREATE UNIQUE INDEX event_branch ON event (site, sequence);
CREATE UNIQUE INDEX event_hash ON event (hash);

-- Own events that the hub set aside.
CREATE TABLE parked (
    sequence INTEGER PRIMARY KEY,
    reason INTEGER NOT NULL
) STRICT;

-- What the fold of a record says; can be made again from the events.
CREATE TABLE record (
    id INTEGER PRIMARY KEY,
    name BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    site INTEGER NOT NULL,
    length INTEGER NOT NULL,
    has_gap INTEGER NOT NULL,
    own_sequence INTEGER NOT NULL,
    key TEXT,
    slip TEXT,
    official TEXT,
    reference TEXT,
    conflicts INTEGER NOT NULL,
    summary BLOB NOT NULL
) STRICT;
CREATE INDEX record_kind ON record (kind);
CREATE INDEX record_key ON record (key) WHERE key IS NOT NULL;
CREATE INDEX record_slip ON record (slip) WHERE slip IS NOT NULL;
CREATE INDEX record_official ON record (official) WHERE official IS NOT NULL;
CREATE INDEX record_reference ON record (reference) WHERE reference IS NOT NULL;
CREATE INDEX record_conflicts ON record (id) WHERE conflicts > 0;
CREATE INDEX record_gap ON record (name) WHERE has_gap > 0;

-- Numbers that never go back, for instance the slips of a printed day.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
