-- A document of state 4 is wanted here: it comes from the centre, and then it is again what it was,
-- 1 where an own event names it and 3 where only others do.
CREATE INDEX document_wanted ON document (length, id) WHERE state = 4;
