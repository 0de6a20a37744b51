-- The key that a site has announced: valid beside the other one until a request comes with it.
ALTER TABLE site ADD COLUMN next_key_number INTEGER;
ALTER TABLE site ADD COLUMN next_key BLOB;

-- From when on what came of a revoked site is to be looked at by a person, who was told so.
ALTER TABLE site ADD COLUMN doubted_since INTEGER;

-- Envelopes of revoked sites, sealed as they came; the key is the one that the site had then. Base,
-- events and digest tell which of them brings what another one brings, too.
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY,
    site INTEGER NOT NULL,
    site_key BLOB NOT NULL,
    base INTEGER NOT NULL,
    base_prefix INTEGER NOT NULL,
    events INTEGER NOT NULL,
    digest BLOB NOT NULL,
    arrived INTEGER NOT NULL,
    envelope BLOB NOT NULL
) STRICT;
CREATE INDEX quarantine_site ON quarantine (site);
