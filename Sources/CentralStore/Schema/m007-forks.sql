-- When the hub opened a branch that continues another, and what it took for the cause: 1 a restored
-- disk, 2 a restored or cloned one, 3 a bundle of a former life.
ALTER TABLE site ADD COLUMN forked_at INTEGER;
ALTER TABLE site ADD COLUMN fork_cause INTEGER;
CREATE INDEX site_fork ON site (number) WHERE parent IS NOT NULL;

-- What an officer said when an event that was set aside was rejected.
ALTER TABLE parked ADD COLUMN note TEXT;
