"""The columns of the claims table: names, types, units, allowed values and meanings, in one place.

Reading, writing, checking, the codebook and the labels of the dashboard are all made from `COLUMNS`. One row is one mention
of a figure. Unknown is null, never 0 or "".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from typing import Any, Literal

Kind = Literal["string", "integer", "number", "date"]

ORIGINS = ("extracted", "curated", "imported")
CLAIM_TYPES = (
    "killed", "wounded", "casualties", "losses", "captured", "missing", "surrendered", "deserted", "refused", "dismissed",
    "detained", "sought_help", "displaced", "deployed", "generals_killed", "equipment_lost", "other",
)  # fmt: skip
SCOPES = ("cumulative", "incident", "period", "stock")
BOUNDS = ("exact", "at_least", "more_than", "at_most", "less_than", "about", "range", "vague")
SOURCE_KINDS = (
    "belligerent", "third_party_government", "intergovernmental", "monitor", "media", "academic", "civil_society", "official",
    "person", "anonymous",
)  # fmt: skip
PRECISIONS = ("day", "month", "year")
BASES = ("stated", "relative", "published")
REVIEWS = ("unreviewed", "accepted", "corrected", "rejected")
VERIFICATIONS = ("confirmed", "corrected", "doubtful", "unchecked")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, kind, group, meaning, and where they apply its unit and its allowed values."""

    name: str
    kind: Kind
    group: str
    description: str
    label: str
    unit: str | None = None
    allowed: tuple[str, ...] = ()
    required: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("claim_id", "string", "key", "Stable id: the same document and span give the same id.", "Claim", required=True),
    Column("document_id", "string", "key", "The document the figure was read in; null for curated claims.", "Document"),
    Column("origin", "string", "key", "How the row came here: read from a text, entered by hand, or imported from a table.",
           "Origin", allowed=ORIGINS, required=True),
    Column("conflict", "string", "what", "Id of the conflict in data/conflicts.csv.", "Conflict"),
    Column("claim_type", "string", "what", "What happened to those counted.", "Claim type", allowed=CLAIM_TYPES, required=True),
    Column("subject", "string", "what", "The words that say who or what is counted.", "Who is counted"),
    Column("population", "string", "what", "Id of those counted in data/populations.csv.", "Population"),
    Column("side", "string", "what", "The side of the conflict that those counted belong to.", "Side"),
    Column("place", "string", "what", "The place the figure is about: its name in data/places.csv, or as the text has it.", "Place"),
    Column("scope", "string", "what", "Since a start, one event, one period, or a number held now.", "Scope", allowed=SCOPES),
    Column("event", "string", "what", "Key of the one event that the figure is about.", "Event"),
    Column("definition", "string", "what", "What makes somebody count: id in data/definitions.csv.", "Definition"),
    Column("text", "string", "number", "The number as written, with its modifier.", "As written"),
    Column("bound", "string", "number", "How the words bound the count.", "Bound", allowed=BOUNDS, required=True),
    Column("low", "integer", "number", "The least count the words allow; null where open. Where a named person stands beside those counted, the number in all.", "Low", "persons or items"),
    Column("high", "integer", "number", "The greatest count the words allow; null where open.", "High", "persons or items"),
    Column("value", "integer", "number", "The number as said.", "Value", "persons or items"),
    Column("source", "string", "who", "Who originated the figure: canonical name.", "Source"),
    Column("source_text", "string", "who", "Who originated the figure, as named in the text.", "Source as named"),
    Column("source_kind", "string", "who", "Kind of source.", "Kind of source", allowed=SOURCE_KINDS),
    Column("family", "string", "who", "Organizations that speak with one voice share a family.", "Family"),
    Column("via", "string", "who", "Carriers between source and publisher, nearest the source first, joined by '; '.", "Via"),
    Column("publisher", "string", "who", "Who printed it.", "Publisher"),
    Column("relay_of", "string", "who", "The statement this row only passes on or derives from; null for a voice of its own.", "Relay of"),
    Column("as_of", "date", "when", "The day the figure holds for.", "As of"),
    Column("as_of_precision", "string", "when", "How exact `as_of` is; month and year stand on their first day.", "As-of precision",
           allowed=PRECISIONS),
    Column("as_of_basis", "string", "when", "Stated in the text, relative to the day of the document, or that day itself.",
           "As-of basis", allowed=BASES),
    Column("period_start", "date", "when", "The first day of a cumulative count or a period.", "Counted from"),
    Column("published", "date", "when", "The day of the document.", "Published"),
    Column("quote", "string", "evidence", "The sentence, exactly as in the document.", "Quote"),
    Column("quote_start", "integer", "evidence", "Where the quote begins in the document.", "Quote start", "characters"),
    Column("start", "integer", "evidence", "Where the number begins in the document.", "Start", "characters"),
    Column("end", "integer", "evidence", "Where the number ends in the document (exclusive).", "End", "characters"),
    Column("statement", "string", "evidence", "A curated claim in our own words.", "Statement"),
    Column("title", "string", "evidence", "Title of the document.", "Title"),
    Column("url", "string", "evidence", "Address of the document or page.", "Link"),
    Column("provenance", "string", "evidence", "Where a curated or imported row comes from: id in data/origins.csv.", "Provenance"),
    Column("verification", "string", "evidence", "Whether a curated row was checked against a page.", "Checked", allowed=VERIFICATIONS),
    Column("note", "string", "evidence", "A remark on a curated or imported row.", "Note"),
    Column("hedge", "string", "status", "Words that weaken the statement ('reportedly', 'could be').", "Hedge"),
    Column("repeats", "string", "status", "The claim of the same document that this one repeats.", "Repeats"),
    Column("confidence", "number", "status", "How sure the reading is.", "Confidence", "0 to 1"),
    Column("rule", "string", "status", "The rule that read the claim.", "Rule"),
    Column("trigger", "string", "status", "The words that gave the claim type.", "Trigger"),
    Column("review", "string", "status", "What a person decided about the reading.", "Review", allowed=REVIEWS),
    Column("method", "string", "status", "Rule set and version that read the claim.", "Method"),
)  # fmt: skip

NAMES = tuple(column.name for column in COLUMNS)
ALLOWED = {column.name: column.allowed for column in COLUMNS if column.allowed}
"""The values that a column may have, where these are listed."""


def read_value(kind: Kind, value: object) -> Any:  # noqa: ANN401 the value of any column
    """Return what a cell of a CSV file or a value of another table says, as a value of `kind`; None where it is empty.

    Raises `ValueError`, which says what was wanted.
    """
    if value is None or value == "":
        return None
    read, wanted = _READ[kind]
    try:
        return read(value)
    except (ValueError, TypeError, OverflowError):
        raise ValueError(f"is not {wanted}") from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # half a character, which JSON can spell, is no text
    return value


def _whole(value: str | float) -> int:
    number = value if isinstance(value, int) else float(value)
    if number != int(number) or isinstance(value, bool) or not -(2**63) <= number < 2**63:
        raise ValueError
    return int(number)


def _number(value: str | float) -> float | None:
    if isinstance(value, bool):
        raise TypeError
    return float(value) if isfinite(float(value)) else None  # NaN is how other programs write what is unknown


def _day(value: str | date) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value)


_READ: dict[Kind, tuple[Callable[[Any], Any], str]] = {
    "string": (_text, "text"),
    "integer": (_whole, "a whole number (digits only)"),
    "number": (_number, "a number"),
    "date": (_day, "a date (YYYY-MM-DD)"),
}
