-- Anonymous ratings and feedback that wait to become events together with others. The key is random
-- and is the only order; of the time there is the day.
CREATE TABLE pool (
    key BLOB PRIMARY KEY,
    day TEXT NOT NULL,
    event BLOB NOT NULL
) STRICT, WITHOUT ROWID;
