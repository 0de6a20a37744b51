-- What the centre has given of other branches, each with the centre's seal: a restored centre that has
-- lost it believes it by that. `number` is the change of the log with which it came, in the life of the
-- centre that `epoch` names; state 0 is at the centre, 1 is to go back to it, 2 cannot go yet.
CREATE TABLE vouched (
    id INTEGER PRIMARY KEY,
    previous BLOB NOT NULL,
    seal INTEGER NOT NULL,
    stream INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    number INTEGER NOT NULL,
    state INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX vouched_open ON vouched (number, id) WHERE state = 1;
CREATE INDEX vouched_held ON vouched (id) WHERE state = 2;

-- The centre's seal on what it told of a branch; NULL while it was not sealed.
ALTER TABLE branch ADD COLUMN seal INTEGER;

-- Places of the centre's logs where this point has been, fewer the older they are: 0 the reference
-- data's, 1 the cases'.
CREATE TABLE cursor_mark (
    stream INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    number INTEGER NOT NULL,
    prefix INTEGER NOT NULL,
    PRIMARY KEY (stream, epoch, number)
) STRICT, WITHOUT ROWID;
INSERT INTO cursor_mark
    SELECT 0, hub_bits, reference_number, reference_prefix FROM progress
    WHERE hub_bits IS NOT NULL AND reference_number > 0
    UNION ALL SELECT 1, hub_bits, cases_number, cases_prefix FROM progress
    WHERE hub_bits IS NOT NULL AND cases_number > 0;

-- Under which numbers the centre has written in its lives.
CREATE TABLE hub_life (
    counter INTEGER PRIMARY KEY,
    bits INTEGER NOT NULL,
    site INTEGER NOT NULL
) STRICT;
INSERT INTO hub_life
    SELECT hub_counter, hub_bits, hub_site FROM progress WHERE hub_bits IS NOT NULL;
