"""The store: documents, what was read in them, and what people decided, in one SQLite file.

Three tables and one rule. `documents` are texts as they came; `claims` are readings, which only a newer reading replaces;
`decisions` is a log that is only added to. The claims as they stand are the readings with the decisions applied
(`figures.store.decisions`). Every call is one transaction in a connection of its own, so that threads, processes and crashes
see all of it or nothing.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from figures.claims import Claim, Reading, json_line, read_document
from figures.documents import Document, fingerprint
from figures.resources import STORE, STORE_VARIABLE
from figures.store import file
from figures.store.anchors import Anchor
from figures.store.changes import Change, find_changes
from figures.store.copies import address, find_original, remember
from figures.store.decisions import Decision, apply, from_row, to_row
from figures.store.file import StoreError

__all__ = ["Added", "Anchor", "Change", "Decision", "Imported", "Store", "StoreError", "default_path"]

Read = Callable[[Document], Reading]


def default_path() -> Path:
    """Return where the store is: the file that the environment names, or figures.sqlite in the working folder."""
    return Path(os.environ.get(STORE_VARIABLE) or STORE)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one document.

    `kind` is `new`; `known` (it was there already); `copy` of `original`, whose figures are not added twice; `changed` (a
    version of `original` with other figures, kept aside: adding it again with `again` takes it); `replaced` (it took the
    place of the earlier version). `claims` is how many readings were saved.
    """

    document_id: str
    kind: str
    original: str | None = None
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the rows of a table: how many were `added`, `known` (there already, the same), `repeated` (their id
    stands in the table before) and `replaced`; and the ids of those that `differ` from what is kept and were not taken.
    """

    added: int
    known: int = 0
    repeated: int = 0
    replaced: int = 0
    differ: tuple[str, ...] = ()


@dataclass(frozen=True)
class Store:
    """A store file. `Store.open` checks it and brings it up to date; with `read_only`, nothing is ever written."""

    path: Path
    read_only: bool = False

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False) -> Store:
        """Return the store at `path`, made when there is none (unless `read_only`).

        Raises `StoreError` for a file that is damaged, another program's or a newer version's; the file is left as it is.
        """
        file.prepare(Path(path), read_only=read_only)
        return cls(Path(path), read_only)

    # Documents and readings ------------------------------------------------------------------------------------------

    def add(self, documents: Iterable[Document], *, again: bool = False, read: Read = read_document) -> list[Added]:
        """Read the documents and add them: all of them or, when anything fails, none.

        With `again`, a changed text of the same id or address takes the place of the earlier one; what people decided there
        finds its words in the new text.
        """
        readings = [read(document) for document in documents]
        with self._writing() as db:
            return [_add(db, reading, again, read) for reading in readings]

    def read_again(self, *, read: Read = read_document) -> list[Change]:
        """Read every document anew, put the new readings in the place of the old ones, and return what changed.

        Decisions are not touched; they hold for the new readings as they did for the old ones.
        """
        changes: list[Change] = []
        with self._writing() as db:
            for document in _documents(db, "copy_of IS NULL"):
                reading = read(document)
                changes += find_changes(_readings(db, document.id), reading.claims)
                _save_readings(db, reading)
        return changes

    def import_claims(self, claims: Iterable[Claim], *, again: bool = False) -> Imported:
        """Add claims of a table, all or none. With `again`, they take the place of imported ones with the same id."""
        rows = list(claims)
        given = {claim.claim_id: claim for claim in reversed(rows)}  # of several with one id, the first
        with self._writing() as db:
            query = "SELECT claim_id, document_id, reading FROM claims"
            there = {row[0]: (row[1], from_row(json.loads(row[2]))) for row in db.execute(query) if row[0] in given}
            new = [claim for name, claim in reversed(given.items()) if name not in there]
            differ = [name for name, (_, kept) in there.items() if kept != given[name]]
            taken = [name for name in differ if again and there[name][0] is None]
            query = "INSERT INTO claims (claim_id, reading) VALUES (?, ?) ON CONFLICT DO UPDATE SET reading = excluded.reading"
            saved = [*new, *(given[name] for name in taken)]
            db.executemany(query, [(claim.claim_id, json_line(to_row(claim))) for claim in saved])
        kept = sorted(set(differ) - set(taken))
        return Imported(len(new), len(there) - len(differ), len(rows) - len(given), len(taken), tuple(kept))

    def documents(self) -> list[Document]:
        """Return all documents that are no copies, in the order they were added."""
        with self._reading() as db:
            return _documents(db, "copy_of IS NULL")

    def document(self, document_id: str) -> Document | None:
        """Return one document, or None."""
        with self._reading() as db:
            return next(iter(_documents(db, "document_id = ?", document_id)), None)

    def copies(self, document_id: str) -> list[Document]:
        """Return the copies of a document: its reach beyond the one that was read first."""
        with self._reading() as db:
            return _documents(db, "copy_of = ?", document_id)

    def readings(self) -> list[Claim]:
        """Return what the rules read and what imported tables say, without any decision."""
        with self._reading() as db:
            return _readings(db)

    # Decisions -------------------------------------------------------------------------------------------------------

    def claims(self) -> list[Claim]:
        """Return the claims as they stand: the readings with all decisions applied."""
        texts = "SELECT document_id, text FROM documents WHERE document_id IN (SELECT document_id FROM decisions)"
        with self._reading() as db:
            return apply(_readings(db), _decisions(db), dict(db.execute(texts)).get)

    def decide(self, *decisions: Decision) -> list[int]:
        """Add decisions to the log, all or none, and return their numbers. The time is set here."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._writing() as db:
            return [_save_decision(db, replace(decision, at=now)) for decision in decisions]

    def decisions(self) -> list[Decision]:
        """Return the whole log, oldest first."""
        with self._reading() as db:
            return _decisions(db)

    def revision(self) -> int:
        """Return a number that grows with every change, to cache by."""
        with self._reading() as db:
            return int(db.execute("SELECT number FROM revision").fetchone()[0])

    def _reading(self) -> AbstractContextManager[sqlite3.Connection]:
        return file.reading(self.path)

    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        if self.read_only:
            raise StoreError(self.path, "is open for reading only; nothing was saved")
        return file.writing(self.path)


def _add(db: sqlite3.Connection, reading: Reading, again: bool, read: Read) -> Added:
    document, original = reading.document, find_original(db, reading)
    if original and original.relation == "version" and again:
        reading = read(replace(document, id=original.document_id))
        _save_document(db, reading.document, None)
        return Added(original.document_id, "replaced", claims=_save_readings(db, reading))
    if db.execute("SELECT 1 FROM documents WHERE document_id = ?", [document.id]).fetchone():
        if original and original.relation == "text":
            return Added(document.id, "known", original.document_id)
        # another report that came with the same id, say from another table of documents
        reading = read(replace(document, id=f"{document.id}-{fingerprint(document.text)}"))
        document = reading.document
    _save_document(db, document, original.document_id if original else None)
    if original:
        return Added(document.id, "copy" if original.same_figures else "changed", original.document_id)
    return Added(document.id, "new", claims=_save_readings(db, reading))


def _documents(db: sqlite3.Connection, condition: str, *values: str) -> list[Document]:
    columns = "text, document_id, title, publisher, url, published, language"
    rows = db.execute(f"SELECT {columns} FROM documents WHERE {condition} ORDER BY rowid", values)  # noqa: S608 our own
    return [
        Document(text, name, title, publisher, url, published and date.fromisoformat(published), language)
        for text, name, title, publisher, url, published, language in rows
    ]


def _save_document(db: sqlite3.Connection, document: Document, copy_of: str | None) -> None:
    row: dict[str, Any] = asdict(document)
    row["document_id"] = row.pop("id")
    row["published"] = document.published and document.published.isoformat()
    row |= {"fingerprint": fingerprint(document.text), "address": address(document.url), "copy_of": copy_of}
    row["added_at"] = datetime.now(UTC).isoformat(timespec="seconds")
    changes = ", ".join(f"{name} = excluded.{name}" for name in row if name not in {"document_id", "added_at"})
    db.execute(
        f"INSERT INTO documents ({', '.join(row)}) VALUES ({', '.join('?' * len(row))}) "  # noqa: S608 our own names
        f"ON CONFLICT (document_id) DO UPDATE SET {changes}",
        list(row.values()),
    )
    if copy_of is None:
        remember(db, document.id, document.text)


def _readings(db: sqlite3.Connection, document_id: str | None = None) -> list[Claim]:
    if document_id is None:
        rows = db.execute("SELECT reading FROM claims ORDER BY rowid")
    else:
        rows = db.execute("SELECT reading FROM claims WHERE document_id = ? ORDER BY rowid", [document_id])
    return [from_row(json.loads(row[0])) for row in rows]


def _save_readings(db: sqlite3.Connection, reading: Reading) -> int:
    db.execute("DELETE FROM claims WHERE document_id = ?", [reading.document.id])
    rows = [(claim.claim_id, reading.document.id, json_line(to_row(claim))) for claim in reading.claims]
    db.executemany("INSERT INTO claims (claim_id, document_id, reading) VALUES (?, ?, ?)", rows)
    return len(rows)


def _decisions(db: sqlite3.Connection) -> list[Decision]:
    columns = "action, who, why, claim_id, document_id, undoes, number, at, old, new, anchor"
    decisions = []
    for row in db.execute(f"SELECT {columns} FROM decisions ORDER BY number"):  # noqa: S608 our own names
        action, who, why, claim_id, document_id, undoes, number, at, old, new, anchor = row
        found = Anchor(**json.loads(anchor)) if anchor else None
        decision = Decision(
            action, who, why, claim_id, document_id, json.loads(old), json.loads(new), found, undoes, number, at
        )
        decisions.append(decision)
    return decisions


def _save_decision(db: sqlite3.Connection, decision: Decision) -> int:
    names = ("at", "who", "why", "action", "claim_id", "document_id", "undoes")
    row = {name: getattr(decision, name) for name in names}
    row |= {"old": json_line(decision.old), "new": json_line(decision.new)}
    row["anchor"] = json_line(asdict(decision.anchor)) if decision.anchor else None
    query = f"INSERT INTO decisions ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608 our own names
    return int(db.execute(query, list(row.values())).lastrowid or 0)
