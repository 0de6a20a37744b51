-- An event's row has the number of its place: the site above the lower 40 bits, the sequence in
-- them. So the branch needs no index of its own, and an event that comes again is found by its
-- record. A creating event is the first of its trunk wherever it stands, before the centre says so
-- too; how far the centre has said so stands in a few runs instead of in each row.

ALTER TABLE event RENAME TO former_event;
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    record BLOB NOT NULL,
    position INTEGER,
    hash BLOB NOT NULL,
    bytes BLOB NOT NULL
) STRICT;
INSERT INTO event
    SELECT site << 40 | sequence, record,
        CASE WHEN record = substr(hash, 1, 16) THEN 1 ELSE position END, hash, bytes
    FROM former_event ORDER BY site, sequence;

-- Runs of own creating events that have their place at the centre.
CREATE TABLE placed (
    first INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;
INSERT INTO placed
    SELECT min(sequence), max(sequence) FROM (
        SELECT sequence, sequence - row_number() OVER (ORDER BY sequence) AS run
        FROM former_event WHERE site = (SELECT site FROM identity) AND position = 1)
    GROUP BY run;

DROP TABLE former_event;
CREATE UNIQUE INDEX event_trunk ON event (record, position);
UPDATE record SET length = 1 WHERE length = 0 AND has_gap = 0 AND site <> 0;
