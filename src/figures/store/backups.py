"""The whole store as plain files, and back: one JSON line a row, one file a table, and a manifest with their checksums."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from figures.store import Store, StoreError, file
from figures.store.copies import remember
from figures.store.schema import VERSION

TABLES = ("documents", "claims", "decisions")
_MANIFEST = "manifest.json"


def write_backup(store: Store, folder: Path) -> dict[str, int]:
    """Write everything into the new `folder` and return the number of rows of each table. The folder is there whole or not.

    Raises `StoreError` when the folder is there already or cannot be written.
    """
    if folder.exists():
        raise StoreError(folder, "is there already; give the backup a new folder")
    try:
        partial = Path(tempfile.mkdtemp(dir=folder.absolute().parent, prefix=f".{folder.name}."))
        try:
            counts, sums = _write_tables(store, partial)
            manifest = {
                "version": VERSION,
                "made": datetime.now(UTC).isoformat(timespec="seconds"),
                "rows": counts,
                "sha256": sums,
            }
            (partial / _MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
            partial.chmod(0o755)
            partial.rename(folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    except OSError as error:
        raise StoreError(folder, f"cannot be written: {error.strerror or error}; nothing was left there") from error
    return counts


def _write_tables(store: Store, folder: Path) -> tuple[dict[str, int], dict[str, str]]:
    counts, sums = {}, {}
    with file.reading(store.path) as db:
        for table in TABLES:
            rows = db.execute(f"SELECT * FROM {table} ORDER BY rowid")  # noqa: S608 our own names
            names = [column[0] for column in rows.description]
            digest, count = hashlib.sha256(), 0
            with (folder / f"{table}.jsonl").open("wb") as out:
                for row in rows:
                    line = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n").encode()
                    digest.update(line)
                    count += out.write(line) > 0
            counts[table], sums[table] = count, digest.hexdigest()
    return counts, sums


def restore(backup: Path, path: Path) -> Path | None:
    """Make the store at `path` from a backup folder, or from one of the daily snapshots.

    Returns where a store that was there is kept: beside it, as `<name>.before-restore` with a number. Raises `StoreError`,
    and changes nothing, when the backup is incomplete or was altered, or no file can be at `path`.
    """
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise StoreError(path, "cannot be a store: it is a folder, or its folder is not there; choose another file")
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        if backup.is_dir():
            _build(backup, partial)
        else:
            if not backup.exists():
                raise StoreError(backup, "there is no such backup; check the path")
            Store.open(backup, read_only=True)
            with file.reading(backup) as db, closing(sqlite3.connect(partial)) as copy:
                db.backup(copy)  # with what its write-ahead log still holds
        kept = _set_aside(path) if path.exists() else None
        partial.replace(path)
    except OSError as error:
        raise StoreError(backup, f"cannot be restored: {error.strerror or error}") from error
    finally:
        for leftover in (partial, *(Path(f"{partial}{end}") for end in ("-wal", "-shm"))):
            leftover.unlink(missing_ok=True)
    return kept


def _set_aside(path: Path) -> Path:
    """Move a store to a name that is free: an earlier one that was set aside may be the one that people miss."""
    names = (Path(f"{path}.before-restore-{number}") for number in count(1))
    kept = next(name for name in names if not name.exists())
    for end in ("", "-wal", "-shm"):
        part = Path(f"{path}{end}")
        if part.exists():
            part.replace(f"{kept}{end}")
    return kept


def _build(folder: Path, path: Path) -> None:
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        version, sums = manifest["version"], {table: manifest["sha256"][table] for table in TABLES}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(folder, f"is no backup of Figures: its {_MANIFEST} is missing or broken") from error
    if version != VERSION:
        raise StoreError(
            folder, f"is a backup of store version {version}; this is version {VERSION}; restore it with that version"
        )
    Store.open(path)
    with file.writing(path) as db:
        for table in TABLES:
            _fill(db, table, folder / f"{table}.jsonl", sums[table])
        originals = "SELECT document_id, text FROM documents WHERE copy_of IS NULL"
        for document_id, text in db.execute(originals).fetchall():
            remember(db, document_id, text)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # everything is in the one file that is moved into place


def _fill(db: sqlite3.Connection, table: str, path: Path, expected: str) -> None:
    digest = hashlib.sha256()
    names = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
    try:
        with path.open("rb") as lines:
            for line in lines:
                digest.update(line)
                row = {name: value for name, value in json.loads(line).items() if name in names}
                query = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608 known names
                db.execute(query, list(row.values()))
    except (OSError, ValueError, AttributeError, sqlite3.Error) as error:
        raise StoreError(path, "is missing or was altered; the backup cannot be restored") from error
    if digest.hexdigest() != expected:
        raise StoreError(path, "does not have the checksum of its manifest; the backup was altered or is incomplete")
