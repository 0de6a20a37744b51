-- How often somebody tried on a day to show that they may see a case. It is counted before the proof is
-- looked at, so that neither a restart nor a power cut gives a try back, and dropped the next day.
CREATE TABLE lookup (
    record BLOB PRIMARY KEY,
    day INTEGER NOT NULL,
    tries INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
