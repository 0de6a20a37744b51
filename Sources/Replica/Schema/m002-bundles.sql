-- Requests that went out in bundles: a reply is taken once, and only if it answers one of these.
CREATE TABLE bundle_request (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    key_number INTEGER NOT NULL,
    hub_key_number INTEGER NOT NULL,
    hub_key BLOB NOT NULL,
    is_answered INTEGER NOT NULL DEFAULT 0
) STRICT;
