-- Documents that events here name. What an own event names is to be at the centre: 0 waits, 1 is
-- there, 2 was refused for a reason; 3 is only named by others.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    name BLOB NOT NULL,
    length INTEGER NOT NULL,
    state INTEGER NOT NULL,
    -- The own event that named it first.
    sequence INTEGER,
    reason INTEGER,
    -- Bytes that the centre lacks, as far as it was heard.
    missing INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX document_name ON document (name, length);
CREATE INDEX document_open ON document (length, id) WHERE state = 0;
CREATE INDEX document_refused ON document (id) WHERE state = 2;

CREATE TABLE document_record (
    document INTEGER NOT NULL REFERENCES document(id),
    record BLOB NOT NULL,
    PRIMARY KEY (document, record)
) STRICT, WITHOUT ROWID;
