-- Fewer trees to write for each event. An event's row has the number of its place: the site above
-- the lower 40 bits, the sequence in them. So the branch needs no index of its own, a record's row
-- has the number of the event that created it, and a log names an event by eight bytes.

ALTER TABLE event RENAME TO former_event;
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    record BLOB NOT NULL,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL,
    bytes BLOB NOT NULL,
    arrived INTEGER NOT NULL
) STRICT;
INSERT INTO event
    SELECT site << 40 | sequence, record, position, hash, bytes, arrived FROM former_event
    ORDER BY site, sequence;
DROP TABLE former_event;
CREATE UNIQUE INDEX event_trunk ON event (record, position);
-- A creating event is the first of the record that its hash names: its trunk keeps it unique.
CREATE UNIQUE INDEX event_hash ON event (hash) WHERE position > 1;

-- The summary holds what is not searched for. A name is found through event_trunk.
ALTER TABLE record RENAME TO former_record;
CREATE TABLE record (
    id INTEGER PRIMARY KEY,
    name BLOB NOT NULL,
    kind TEXT NOT NULL,
    length INTEGER NOT NULL,
    arrived INTEGER NOT NULL,
    key TEXT,
    slip TEXT,
    official TEXT,
    reference TEXT,
    conflicts INTEGER NOT NULL,
    summary BLOB NOT NULL
) STRICT;
INSERT INTO record
    SELECT event.id, former_record.name, kind, length, former_record.arrived, key, slip, official,
        reference, conflicts, summary
    FROM former_record JOIN event ON event.record = former_record.name AND event.position = 1;
DROP TABLE former_record;
CREATE INDEX record_kind ON record (kind, arrived);
CREATE INDEX record_key ON record (key) WHERE key IS NOT NULL;
CREATE INDEX record_slip ON record (slip) WHERE slip IS NOT NULL;
CREATE INDEX record_official ON record (official) WHERE official IS NOT NULL;
CREATE INDEX record_reference ON record (reference) WHERE reference IS NOT NULL;
CREATE INDEX record_conflicts ON record (arrived) WHERE conflicts > 0;

-- Who may see a record is who has an event of it in his log.
DROP TABLE interest;
ALTER TABLE change RENAME TO former_change;
CREATE TABLE change (
    stream INTEGER NOT NULL,
    number INTEGER NOT NULL,
    event INTEGER NOT NULL,
    position INTEGER NOT NULL,
    is_grant INTEGER NOT NULL,
    chain INTEGER NOT NULL,
    PRIMARY KEY (stream, number)
) STRICT, WITHOUT ROWID;
INSERT INTO change
    SELECT stream, number, event.id, former_change.position, is_grant, chain
    FROM former_change JOIN event USING (record, position) ORDER BY stream, number;
DROP TABLE former_change;
CREATE INDEX change_event ON change (event, stream);
