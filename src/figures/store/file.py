"""The file of the store: opened with care, brought up to date, and never overwritten when something is wrong with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from figures.errors import FiguresError
from figures.store import snapshots
from figures.store.schema import APPLICATION_ID, MIGRATIONS, VERSION

WAIT = 30.0
"""Seconds that a writer waits for another one."""

_HEADER = b"SQLite format 3\0"
_REASONS = {
    "SQLITE_FULL": "the disk is full; nothing of this step was saved; free some space and repeat it",
    "SQLITE_READONLY": "cannot be written to; nothing was saved; check the rights of the file, its folder and the disk",
    "SQLITE_BUSY": "is being written to by another program for too long; nothing was saved; try again",
    "SQLITE_LOCKED": "is being written to by another program for too long; nothing was saved; try again",
    "SQLITE_CANTOPEN": "cannot be opened; check that its folder is there and may be written to",
    "SQLITE_IOERR": "the disk failed; nothing of this step was saved; check the disk and its free space",
}


class StoreError(FiguresError):
    """The store cannot be read or written; the message is one line that names the file and the remedy."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}: {message}")


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that sees one state of the store and cannot change it."""
    with _translated(path), closing(_connect(path, "ro")) as db:
        db.execute("BEGIN")
        yield db


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction: everything done in it is saved when the block ends, or nothing when it fails."""
    with _translated(path), closing(_connect(path, "rw")) as db:
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
            db.execute("UPDATE revision SET number = number + 1")
            db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")


def prepare(path: Path, *, read_only: bool) -> None:
    """Check the file and bring it up to date; make a new one when there is none.

    A sound file of an earlier day is copied aside first. Raises `StoreError` and changes nothing for a missing folder, a
    damaged file, a file of another program or of a newer version.
    """
    with _translated(path):
        if path.exists() and (path.stat().st_size or snapshots.last(path)):
            version = _checked_version(path)
        elif read_only:
            raise StoreError(path, "there is no store; save a report first")
        else:
            version = 0
        if read_only and version < VERSION:
            raise StoreError(path, "was made by an earlier version; open it once for writing to bring it up to date")
        if not read_only and version:
            snapshots.take(path, anew=version < VERSION)
        if version < VERSION:
            _migrate(path)


def _checked_version(path: Path) -> int:
    with path.open("rb") as stream:
        if stream.read(len(_HEADER)) != _HEADER:
            raise StoreError(path, f"is no store of Figures, or a damaged one; it was left as it is{_offer(path)}")
    with closing(_connect(path, "ro")) as db:
        application = db.execute("PRAGMA application_id").fetchone()[0]
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if not db.execute("SELECT 1 FROM sqlite_master").fetchone():
            return 0  # empty: another process is just making it, or was stopped before it could
        if application != APPLICATION_ID:
            raise StoreError(path, "is a database of another program; it was left as it is; choose another file")
        if version > VERSION:
            raise StoreError(path, "was made by a newer version of Figures; update Figures to open it")
        if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise StoreError(path, f"is damaged; it was left as it is{_offer(path)}")
    return version


def _migrate(path: Path) -> None:
    with closing(_connect(path, "rwc")) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("BEGIN IMMEDIATE")
        version = db.execute("PRAGMA user_version").fetchone()[0]  # another process may have been first
        for script in MIGRATIONS[version:]:
            for statement in _statements(script):
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for part in script.split(";"):
        statement += part + ";"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    if mode == "ro" and _is_on_read_only_disk(path):
        mode += "&immutable=1"  # the disk has no room for the file that readers share, and nobody can write anyway
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=WAIT, isolation_level=None)
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = FULL")  # a decision that was saved survives a power cut
    return db


def _is_on_read_only_disk(path: Path) -> bool:
    return hasattr(os, "statvfs") and path.exists() and bool(os.statvfs(path).f_flag & os.ST_RDONLY)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turn errors of the database and the disk into one line."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise StoreError(path, f"is damaged; it was left as it is{_offer(path)}") from error
        reason = next((text for key, text in _REASONS.items() if name.startswith(key)), str(error))
        raise StoreError(path, reason) from error
    except OSError as error:
        raise StoreError(path, f"cannot be used: {error.strerror or error}; check its folder and the disk") from error


def _offer(path: Path) -> str:
    last = snapshots.last(path)
    return f"; the last good backup is {last}: figures restore {last}" if last else "; there is no backup of it yet"
