-- Former lives of this store: it was restored from a backup of each of them. `ended` is when, in
-- milliseconds since 1970 UTC.
CREATE TABLE former_life (
    counter INTEGER PRIMARY KEY,
    bits INTEGER NOT NULL,
    site INTEGER NOT NULL,
    ended INTEGER NOT NULL
) STRICT;

-- Where the logs ended then: cursors of that life are good up to here.
CREATE TABLE former_log (
    counter INTEGER NOT NULL REFERENCES former_life(counter),
    stream INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (counter, stream)
) STRICT, WITHOUT ROWID;

-- Events that points gave back before those that come before them on their branch, each with the hash
-- that it continues.
CREATE TABLE loose (
    id INTEGER PRIMARY KEY,
    previous BLOB NOT NULL
) STRICT;

-- What points gave back of other branches: it was delivered there, whatever the logs say.
CREATE TABLE given_back (
    record BLOB NOT NULL,
    stream INTEGER NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (record, stream, id)
) STRICT, WITHOUT ROWID;
