-- Rises with every key that a site is given, the life of the hub in the high half: a ticket of an
-- earlier key brings nobody back.
ALTER TABLE site ADD COLUMN key_order INTEGER NOT NULL DEFAULT 0;
