-- Documents that events name; their content lies in a folder beside this file.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    name BLOB NOT NULL,
    length INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX document_name ON document (name, length);

-- Which site has named which document in which record, and how far its content has come from there:
-- 0 wanted, 1 here, 2 refused for a reason.
CREATE TABLE document_record (
    document INTEGER NOT NULL REFERENCES document(id),
    record BLOB NOT NULL,
    site INTEGER NOT NULL,
    state INTEGER NOT NULL DEFAULT 0,
    reason INTEGER,
    nonce BLOB,
    is_disproved INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (document, record, site)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_open ON document_record (document) WHERE state = 0;
