-- The own event up to which the centre's two newest backups hold this branch.
ALTER TABLE progress ADD COLUMN backed_up INTEGER NOT NULL DEFAULT 0;
