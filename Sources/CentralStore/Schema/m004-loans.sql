-- Records that a site may see on proof for a while; whoever stands in `change` without a row here may
-- see them for good. An ended loan stays, because its entries stay in the site's log.
CREATE TABLE loan (
    record BLOB NOT NULL,
    site INTEGER NOT NULL,
    until INTEGER NOT NULL,
    is_ended INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (record, site)
) STRICT, WITHOUT ROWID;
CREATE INDEX loan_until ON loan (until) WHERE is_ended = 0;
CREATE INDEX loan_ended ON loan (site) WHERE is_ended = 1;

-- Wrong proofs of a case in a day.
CREATE TABLE wrong_proof (
    day TEXT NOT NULL,
    record BLOB NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, record)
) STRICT, WITHOUT ROWID;
