-- What the lists of a desk go by, so that none of them reads all cases. It follows from the fold and is
-- written with the row. `due` is in milliseconds; `day` is that of a case's slip, as printed, or that
-- of a payment; `author` began the record; `person` is the applicant's name without marks, the given
-- name first.
ALTER TABLE record ADD COLUMN state TEXT;
ALTER TABLE record ADD COLUMN due INTEGER;
ALTER TABLE record ADD COLUMN day TEXT;
ALTER TABLE record ADD COLUMN author TEXT;
ALTER TABLE record ADD COLUMN person TEXT;
CREATE INDEX record_state ON record (state, due) WHERE state IS NOT NULL;
CREATE INDEX record_day ON record (day, kind, due, site, own_sequence, author)
    WHERE day IS NOT NULL;
CREATE INDEX record_person ON record (person) WHERE person IS NOT NULL;
-- What a version without these columns has written, to be written again.
CREATE INDEX record_older ON record (name) WHERE author IS NULL AND has_gap = 0;

-- The identity numbers that stand in a record's events.
CREATE TABLE mention (
    number TEXT NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (number, record)
) STRICT, WITHOUT ROWID;
