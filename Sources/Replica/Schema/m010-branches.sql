-- Branches that continue others, as the centre told them: this point's own and those of others whose
-- events are here. Inside an event its own branch is not named, so it must be known what it inherits.
CREATE TABLE branch (
    site INTEGER PRIMARY KEY,
    parent INTEGER NOT NULL,
    forked_after INTEGER NOT NULL
) STRICT;

-- One row while a new key is announced: with is_branch, to go on with on a branch of this disk's own.
CREATE TABLE next_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    number INTEGER NOT NULL,
    public_key BLOB NOT NULL,
    is_branch INTEGER NOT NULL
) STRICT;
