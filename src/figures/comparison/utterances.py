"""Utterances: one statement of one voice on one topic and day, however many carry it.

A relay is a row that only passes such a statement on. It has no voice of its own; what it changed on the way is its drift.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from figures.comparison.rows import NO_DAY, Row, missing, records

Drift = Literal["digits", "rounding", "number", "bound", "definition", "staleness"]
_UTTERANCE = ("topic", "voice", "source", "as_of")
_SIDES = {"more_than": "at_least", "less_than": "at_most"}


@dataclass(frozen=True, slots=True)
class Relay:
    """`claim_id` passes on `of`: a claim id, or words that name the statement when it is no row.

    `drift` is what it changed: the `digits` (misread or transposed), the number by `rounding` or otherwise (`number`), the
    `bound`, the `definition` (what is counted), or `staleness`: the same voice had a `newer` figure when it was published.
    """

    claim_id: str
    of: str
    drift: tuple[Drift, ...]
    newer: str | None = None


def find_relays(rows: pd.DataFrame) -> dict[int, Relay]:
    """Return the relays among the rows of `number_topics`, by their index.

    A relay is a row that says so (`relay_of`, `repeats`); and one that credits the same source with the same statement of
    the same day as an earlier row, if both were read in documents, or if it differs only by misread digits.
    """
    named = rows["relay_of"].fillna(rows["repeats"])
    told = rows.assign(named=named)[named.notna()]
    own = rows[named.isna() & rows["problem"].isna()]
    known = own[own["source"].notna()]
    alike = known[known.duplicated(list(_UTTERANCE), keep=False)]
    speakers = set(told["voice"]) | set(alike["voice"])
    statements = _Statements(own[own["voice"].isin(speakers) | own["source"].isin(told["named"])])
    rows_by_id = {row["claim_id"]: row for row in records(rows[rows["claim_id"].isin(told["named"])])}
    found = {}
    for index, row in zip(told.index, records(told), strict=True):
        base = rows_by_id.get(row["named"]) or statements.closest(row)
        changed = drift(base, row, errors=2) if base else ()
        of = base["claim_id"] if base else row["named"]
        found[index] = statements.with_staleness(Relay(row["claim_id"], of, changed), row)
    for _, same in alike.groupby(list(_UTTERANCE)):
        found |= _alike(same.sort_values(["published", "claim_id"]), statements)
    return found


def misread(a: float, b: float, errors: int = 1) -> bool:
    """Return whether two numbers of three or more significant digits differ by at most `errors` misread, lost, added or
    transposed digits: 498 and 489, 5,937 and 5,397, 6,465 and 6,365.
    """
    first, second = f"{a:.0f}", f"{b:.0f}"
    if a == b or max(len(first.rstrip("0")), len(second.rstrip("0"))) < 3:
        return False
    return _edits(first, second) <= errors


def drift(base: Row, relay: Row, errors: int = 1) -> tuple[Drift, ...]:
    """Return what `relay` changed in the statement `base`; both have the columns of the claims table, null as NaN or None."""
    changed: list[Drift] = []
    said, heard = _ends(base), _ends(relay)
    other = sorted(heard - said)
    if other and said:
        if any(misread(number, was, errors) for number in other for was in said):
            changed.append("digits")
        elif any(_rounded(number, was) for number in other for was in said):
            changed.append("rounding")
        else:
            changed.append("number")
    if _SIDES.get(base["bound"], base["bound"]) != _SIDES.get(relay["bound"], relay["bound"]):
        changed.append("bound")
    if any(_different(base[name], relay[name]) for name in ("claim_type", "population")):
        changed.append("definition")
    return tuple(changed)


class _Statements:
    """The statements that relays may pass on, by speaker and day."""

    def __init__(self, own: pd.DataFrame) -> None:
        self._by_day: dict[tuple[object, ...], list[Row]] = defaultdict(list)
        self._by_voice: dict[tuple[object, ...], list[Row]] = defaultdict(list)
        for row in records(own.sort_values(["as_of", "claim_id"])):
            self._by_day[_place(row)].append(row)
            self._by_voice[row["topic"], row["voice"]].append(row)
        self._sources = set(own["source"])

    def closest(self, relay: Row) -> Row | None:
        """Return what the source that a relay names, or else its own voice, said that day, the least changed; or None."""
        said = self._by_day.get(_place(relay), [])
        if relay["named"] in self._sources:
            candidates = [base for base in said if base["source"] == relay["named"]]
        else:
            candidates = [base for base in said if base["voice"] == relay["voice"]]

        def changes(base: Row) -> tuple[bool, int, float, str]:
            changed = drift(base, relay, errors=2)
            apart = min((abs(a - b) for a in _ends(relay) for b in _ends(base)), default=0.0)
            return "definition" in changed, len(changed), apart, base["claim_id"]

        return min(candidates, key=changes, default=None)

    def with_staleness(self, relay: Relay, row: Row) -> Relay:
        """Return the relay, marked stale if its voice had a later statement on the topic when it was published."""
        if NO_DAY in (row["as_of"], row["published"]):
            return relay
        said = self._by_voice.get((row["topic"], row["voice"]), [])
        newer = [later["claim_id"] for later in said if row["as_of"] < later["as_of"] <= row["published"]]
        return replace(relay, drift=(*relay.drift, "staleness"), newer=newer[-1]) if newer else relay


def _place(row: Row) -> tuple[object, ...]:
    return tuple(None if missing(row[name]) else row[name] for name in ("conflict", "population", "as_of"))


def _alike(same: pd.DataFrame, statements: _Statements) -> dict[int, Relay]:
    """The relays among rows of one source, topic and day, the earliest published first."""
    found: dict[int, Relay] = {}
    voices: list[Row] = []
    for index, row in zip(same.index, records(same), strict=True):
        base = next((voice for voice in voices if _passes_on(voice, row)), None)
        if base is None:
            voices.append(row)
        else:
            relay = Relay(row["claim_id"], base["claim_id"], drift(base, row))
            found[index] = statements.with_staleness(relay, row)
    return found


def _passes_on(base: Row, row: Row) -> bool:
    changed = set(drift(base, row))
    if "number" in changed:
        return False
    read = not missing(base["document_id"]) and not missing(row["document_id"])
    return read or (changed == {"digits"} and base["bound"] == "exact")


def _ends(row: Row) -> set[float]:
    return {float(row[name]) for name in ("low", "high", "value") if not missing(row[name])}


def _rounded(number: float, was: float) -> bool:
    """Whether `number` is `was` rounded to its own significant digits, at least to two."""
    if number == 0 or was == 0:
        return False
    place = 10 ** (len(f"{number:.0f}") - max(len(f"{number:.0f}".rstrip("0")), 2))
    return bool(abs(number - was) < place and round(was / place) * place == number)


def _different(a: object, b: object) -> bool:
    return not missing(a) and not missing(b) and a != b


def _edits(a: Sequence[str], b: Sequence[str]) -> int:
    """The least number of substitutions, insertions, deletions and swaps of neighbors from `a` to `b` (optimal string
    alignment distance).
    """
    rows: list[list[int]] = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
