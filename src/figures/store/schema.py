"""The tables of the store and how an older file becomes a newer one.

`MIGRATIONS[n]` turns version n into n + 1; the version of a file is its `user_version`. A migration is never edited once it
was released: a change is a new entry at the end.
"""

from __future__ import annotations

APPLICATION_ID = 0x46494755  # "FIGU": marks the file as ours

MIGRATIONS = (
    """
    CREATE TABLE documents (
        document_id TEXT PRIMARY KEY,
        text TEXT NOT NULL,
        title TEXT, publisher TEXT, url TEXT, published TEXT,
        language TEXT NOT NULL,
        fingerprint TEXT NOT NULL,          -- of the text alone
        address TEXT,                       -- the url in one spelling
        copy_of TEXT REFERENCES documents,  -- the document this one only repeats: reach, not another report
        added_at TEXT NOT NULL
    );
    CREATE INDEX documents_fingerprint ON documents (fingerprint);
    CREATE INDEX documents_address ON documents (address);
    CREATE INDEX documents_copy_of ON documents (copy_of);

    -- A sketch of each text, to find near-identical ones (figures.store.copies)
    CREATE TABLE shingles (
        hash INTEGER NOT NULL,
        document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
        PRIMARY KEY (hash, document_id)
    ) WITHOUT ROWID;
    CREATE INDEX shingles_document ON shingles (document_id);

    -- What the rules read, or an imported table says; a row of the claims table as JSON without its nulls
    CREATE TABLE claims (
        claim_id TEXT PRIMARY KEY,
        document_id TEXT REFERENCES documents,
        reading TEXT NOT NULL
    );
    CREATE INDEX claims_document ON claims (document_id);

    -- What people decided; never changed, only added to
    CREATE TABLE decisions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        why TEXT,
        action TEXT NOT NULL CHECK (action IN ('accept', 'correct', 'reject', 'add', 'merge', 'split', 'undo')),
        claim_id TEXT,
        document_id TEXT,
        old TEXT NOT NULL,
        new TEXT NOT NULL,
        anchor TEXT,
        undoes INTEGER REFERENCES decisions
    );
    CREATE INDEX decisions_claim ON decisions (claim_id);

    -- Counts the writes, so that others can tell whether anything changed; starts anywhere, so that no two stores share one
    CREATE TABLE revision (number INTEGER NOT NULL);
    INSERT INTO revision VALUES (abs(random() % 1000000000000));

    CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
    CREATE TRIGGER decisions_remain BEFORE DELETE ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;
    """,
)

VERSION = len(MIGRATIONS)
