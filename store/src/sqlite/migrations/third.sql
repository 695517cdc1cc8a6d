-- A request as it stands, and by what it is found. `place` is the moment it came in, in tenths of a millisecond, or the next
-- that was free: so the search index, whose rows have the same numbers, is in the order of reception. The index writes
-- differences of places, so those of nanoseconds would make it twice as large.
CREATE TABLE requests (
    place INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    received INTEGER NOT NULL,
    form TEXT NOT NULL,
    status TEXT NOT NULL,
    version INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    -- Seconds; nothing where nobody waits.
    due INTEGER,
    -- Folded, and of open requests only.
    assignee TEXT,
    sender TEXT NOT NULL,
    organisation TEXT NOT NULL,
    -- The offer that an accepted one became.
    offer TEXT,
    -- What it counts for.
    tally TEXT,
    handling TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;

-- Whom a request was introduced to, made anew from its timeline with each step.
CREATE TABLE introductions (
    reference TEXT NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    answered INTEGER,
    open INTEGER NOT NULL,
    offer TEXT NOT NULL,
    email TEXT NOT NULL,
    host TEXT NOT NULL,
    PRIMARY KEY (reference, number)
) STRICT, WITHOUT ROWID;

-- What requests counted for that are no more. No order of it tells when one went.
CREATE TABLE tallies (
    tally TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How many requests there are with each status, expired or not.
CREATE TABLE numbers (
    status TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The words of each request, folded before they come here. What is deleted is overwritten at once.
CREATE VIRTUAL TABLE search USING fts5 (words, tokenize = 'ascii', detail = 'none', columnsize = 0, prefix = '1 2 3 4 5 6');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

-- Words that come into the index before this transaction ends: the index writes a piece of itself for each savepoint in
-- which it gets any, so it gets those of many requests at once.
CREATE TABLE unindexed (
    place INTEGER PRIMARY KEY,
    words TEXT NOT NULL
) STRICT;

CREATE TRIGGER request_came AFTER INSERT ON requests BEGIN
    INSERT INTO numbers VALUES (new.status, 1) ON CONFLICT (status) DO UPDATE SET number = number + 1;
END;
CREATE TRIGGER request_moved AFTER UPDATE OF status ON requests WHEN new.status <> old.status BEGIN
    UPDATE numbers SET number = number - 1 WHERE status = old.status;
    INSERT INTO numbers VALUES (new.status, 1) ON CONFLICT (status) DO UPDATE SET number = number + 1;
END;
-- Whoever removes a request, for whatever reason, removes all of it, and keeps what it counted for.
CREATE TRIGGER request_went AFTER DELETE ON requests BEGIN
    UPDATE numbers SET number = number - 1 WHERE status = old.status;
    DELETE FROM unindexed WHERE place = old.place;
    DELETE FROM search WHERE rowid = old.place;
    DELETE FROM introductions WHERE reference = old.reference;
    DELETE FROM timeline WHERE reference = old.reference;
    INSERT INTO tallies SELECT old.tally, 1 WHERE old.tally IS NOT NULL
        ON CONFLICT (tally) DO UPDATE SET number = number + 1;
END;
