-- By what this point comes back to a centre whose restored store knows neither its number nor its key,
-- as the centre gave it with the key in use.
ALTER TABLE identity ADD COLUMN ticket BLOB;
