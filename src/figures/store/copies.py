"""Which documents are copies: of the same text, nearly the same text with the same figures, or the same address.

A copy is reach (one more outlet that carries the report); its figures are not added twice. Daily bulletins and updated reports
are nearly the same text with other figures, so likeness alone never makes a copy.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from figures.claims import Claim, Reading
from figures.documents import fingerprint

SHINGLE = 5
"""Words of one run."""
SKETCH = 64
"""Hashes kept of a text."""
COPY = 0.7
"""Share of common runs of two texts from which one copies the other: another first line, a trimmed end, another byline."""
VERSION = 0.2
"""Share from which two texts of one address are versions of one report, not two posts under one address."""

_WORD = re.compile(r"\w+")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|ref|ref_src|cmpid")


@dataclass(frozen=True, slots=True)
class Original:
    """The document that another one repeats, and how: the same text, a version of it at the same address or id, or a copy.

    `same_figures` is whether the other one has no figure that this one lacks.
    """

    document_id: str
    relation: Literal["text", "version", "copy"]
    same_figures: bool = True


def find_original(db: sqlite3.Connection, reading: Reading) -> Original | None:
    """Return the stored document that the document of `reading` repeats, or None."""
    document = reading.document
    same = "SELECT coalesce(copy_of, document_id) FROM documents WHERE fingerprint = ?"
    row = db.execute(same, [fingerprint(document.text)]).fetchone()
    if row:
        return Original(row[0], "text")
    own = sketch(document.text)
    named = "SELECT coalesce(copy_of, document_id) FROM documents WHERE document_id = ? OR address = ?"
    for (other,) in db.execute(named, [document.id, address(document.url)]).fetchall():
        if likeness(own, _stored(db, other)) >= VERSION:
            return Original(other, "version", _repeats(db, reading, other))
    for other in _alike(db, own):
        if likeness(own, _stored(db, other)) >= COPY and _repeats(db, reading, other):
            return Original(other, "copy")
    return None


def remember(db: sqlite3.Connection, document_id: str, text: str) -> None:
    """Keep the sketch of a document, in place of an earlier one."""
    db.execute("DELETE FROM shingles WHERE document_id = ?", [document_id])
    rows = [(value, document_id) for value in sketch(text)]
    db.executemany("INSERT INTO shingles (hash, document_id) VALUES (?, ?)", rows)


def address(url: str | None) -> str | None:
    """Return a url in one spelling: without scheme, `www.`, fragment, tracking parameters and last slash."""
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if not host:
        return None
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name.lower())]
    return host + parts.path.rstrip("/") + ("?" + urlencode(sorted(kept)) if kept else "")


def sketch(text: str) -> frozenset[int]:
    """Return the bottom-k minhash of a text's runs of words (Broder, On the resemblance and containment of documents, 1997)."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    return frozenset(sorted(zlib.crc32(run.encode("utf-8", "replace")) for run in runs)[:SKETCH])


def likeness(a: frozenset[int], b: frozenset[int]) -> float:
    """Return the share of common runs, 0 to 1, that two sketches let one estimate."""
    lowest = sorted(a | b)[:SKETCH]
    return sum(value in a and value in b for value in lowest) / len(lowest) if lowest else 0.0


def _alike(db: sqlite3.Connection, own: frozenset[int]) -> list[str]:
    """Return the documents with most hashes in common, at least half of what a copy must have."""
    marks = ", ".join("?" * len(own))
    query = (
        f"SELECT document_id FROM shingles WHERE hash IN ({marks}) GROUP BY document_id "  # noqa: S608 only marks
        "HAVING count(*) >= ? ORDER BY count(*) DESC LIMIT 5"
    )
    return [row[0] for row in db.execute(query, [*own, max(1, len(own) * COPY / 2)])]


def _stored(db: sqlite3.Connection, document_id: str) -> frozenset[int]:
    return frozenset(row[0] for row in db.execute("SELECT hash FROM shingles WHERE document_id = ?", [document_id]))


def _repeats(db: sqlite3.Connection, reading: Reading, other: str) -> bool:
    """Whether every figure of the reading is one of the other document's."""
    columns = ", ".join(f"json_extract(reading, '$.{name}')" for name in ("claim_type", "low", "high"))
    query = f"SELECT {columns} FROM claims WHERE document_id = ?"  # noqa: S608 our own names
    return {_figure(claim) for claim in reading.claims} <= set(db.execute(query, [other]))


def _figure(claim: Claim) -> tuple[str, int | None, int | None]:
    return claim.claim_type, claim.low, claim.high
