-- Where an event stood when the centre sealed it, when its row has had to make room since: the seal holds
-- for that place only.
ALTER TABLE vouched ADD COLUMN place INTEGER;
CREATE INDEX vouched_place ON vouched (place) WHERE place IS NOT NULL;
