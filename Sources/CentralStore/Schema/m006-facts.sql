-- What reports need of each case, in a few bytes; made from the trunks when a report is asked for,
-- as far as they have grown since, and at any time to be made again.

-- What the facts were made by: the rules of the program, and the working calendars.
CREATE TABLE fact_basis (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    basis TEXT NOT NULL
) STRICT;

-- How far each branch was looked through, and how many events stood there.
CREATE TABLE fact_reach (
    site INTEGER PRIMARY KEY,
    event INTEGER NOT NULL,
    events INTEGER NOT NULL
) STRICT;

-- Times are milliseconds since 1970 UTC; the rest are counts, or 0 and 1.
CREATE TABLE case_fact (
    id INTEGER PRIMARY KEY,
    received INTEGER NOT NULL,
    due INTEGER,
    ended INTEGER,
    paused INTEGER,
    unit TEXT NOT NULL,
    procedure TEXT NOT NULL,
    officer TEXT NOT NULL,
    channel TEXT NOT NULL,
    supplements INTEGER NOT NULL,
    spent_unit TEXT,
    spent INTEGER,
    decided INTEGER NOT NULL,
    fee INTEGER NOT NULL,
    paid_online INTEGER NOT NULL,
    paid_cash INTEGER NOT NULL,
    electronic INTEGER NOT NULL,
    paper_file INTEGER NOT NULL,
    result_file INTEGER NOT NULL,
    reused INTEGER NOT NULL,
    disliked INTEGER NOT NULL
) STRICT;

-- A rating has a score, feedback a kind and a date.
CREATE TABLE opinion_fact (
    id INTEGER PRIMARY KEY,
    received INTEGER NOT NULL,
    unit TEXT NOT NULL,
    procedure TEXT NOT NULL,
    score INTEGER,
    kind TEXT,
    due INTEGER,
    answered INTEGER
) STRICT;
