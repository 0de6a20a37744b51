-- Backups that were read back and do not lie on this store's disk, and how far each branch goes in
-- them: what stands in the two newest survives the loss of this disk.
CREATE TABLE backup (
    id INTEGER PRIMARY KEY,
    made INTEGER NOT NULL,
    digest TEXT NOT NULL,
    verified INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX backup_made ON backup (made, digest);

CREATE TABLE backup_head (
    site INTEGER NOT NULL,
    backup INTEGER NOT NULL REFERENCES backup(id),
    sequence INTEGER NOT NULL,
    PRIMARY KEY (site, backup)
) STRICT, WITHOUT ROWID;
