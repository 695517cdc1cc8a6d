-- The stores that this one descends from, each with the key of its hashes. The first is its own. A copy carries them.
CREATE TABLE identities (
    number INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    key BLOB NOT NULL
) STRICT;

-- What is gone: a keyed hash of its reference and of when it came in. Nobody is named, yet a restore can tell what was
-- erased from what was lost.
CREATE TABLE erasures (
    hash BLOB PRIMARY KEY,
    -- Where retention removed it: the expiry by which it did, in seconds. Nothing where somebody asked for it.
    expires INTEGER,
    -- From when on no copy can bring it back any more, in seconds.
    forget INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Numbers that the store keeps about itself.
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
