"""Copies of a sound store, put beside it once a day before it is written to; the newest five are kept."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

KEPT = 5


def folder(path: Path) -> Path:
    """Return where the snapshots of a store are."""
    return path.with_name(path.name + ".backups")


def last(path: Path) -> Path | None:
    """Return the newest snapshot of a store, or None."""
    return max(folder(path).glob("*.sqlite"), default=None)


def take(path: Path, *, anew: bool = False) -> None:
    """Copy the store aside unless there is a snapshot of today (with `anew`: another one now). The copy is whole or absent."""
    now = datetime.now(UTC)
    newest = last(path)
    if newest and newest.name.startswith(f"{now:%Y-%m-%d}") and not anew:
        return
    folder(path).mkdir(exist_ok=True)
    target = folder(path) / f"{now:%Y-%m-%dT%H%M%S}.sqlite"
    partial = target.with_suffix(f".{os.getpid()}.partial")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
        with partial.open("rb+") as stream:
            os.fsync(stream.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    for old in sorted(folder(path).glob("*.sqlite"))[:-KEPT]:
        old.unlink(missing_ok=True)
