"""Utterances: one statement of one voice on one topic and day, however many carry it.

A relay is a row that only passes such a statement on. It has no voice of its own; what it changed on the way is its drift.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

import pandas as pd

from figures.comparison.rows import NO_DAY, Row, missing, records

Drift = Literal["digits", "rounding", "number", "bound", "definition", "staleness"]
_UTTERANCE = ["topic", "voice", "source", "as_of"]
_SERIES = ["topic", "voice", "as_of", "claim_id"]
_COMPARED = [*_UTTERANCE, "claim_id", "document_id", "claim_type", "population", "bound", "low", "high", "value"]
_READ = [*_COMPARED, "conflict", "relay_of", "repeats", "published", "problem"]  # of all columns: less to copy
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
    rows = rows[_READ]
    named = rows["relay_of"].fillna(rows["repeats"])
    told = rows.assign(named=named)[named.notna()]
    own = rows[named.isna() & rows["problem"].isna()]
    found = _told(told, rows, own) | _alike(own)
    newest = _newer_statements(rows.loc[list(found)], own) if found else {}
    for index, newer in newest.items():
        found[index] = replace(found[index], drift=(*found[index].drift, "staleness"), newer=newer)
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


def _told(told: pd.DataFrame, rows: pd.DataFrame, own: pd.DataFrame) -> dict[int, Relay]:
    """The rows that say that they are relays, each of the row that it names, or of what its speaker said that day."""
    if told.empty:
        return {}
    by_id = {row["claim_id"]: row for row in records(rows[rows["claim_id"].isin(told["named"])])}
    said: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in records(own[own["voice"].isin(told["voice"]) | own["source"].isin(told["named"])]):
        said[_place(row)].append(row)
    sources = set(own["source"])
    found = {}
    for index, row in zip(told.index, records(told), strict=True):
        speaker, name = ("source", row["named"]) if row["named"] in sources else ("voice", row["voice"])
        candidates = [base for base in said[_place(row)] if base[speaker] == name]
        base = by_id.get(row["named"]) or _closest(candidates, row)
        changed = drift(base, row, errors=2) if base else ()
        found[index] = Relay(row["claim_id"], base["claim_id"] if base else row["named"], changed)
    return found


def _closest(candidates: Sequence[Row], relay: Row) -> Row | None:
    """Return the statement that a relay changes least, or None."""

    def changes(base: Row) -> tuple[bool, int, float, str]:
        changed = drift(base, relay, errors=2)
        apart = min((abs(a - b) for a in _ends(relay) for b in _ends(base)), default=0.0)
        return "definition" in changed, len(changed), apart, base["claim_id"]

    return min(candidates, key=changes, default=None)


def _place(row: Row) -> tuple[object, ...]:
    return tuple(None if missing(row[name]) else row[name] for name in ("conflict", "population", "as_of"))


def _alike(own: pd.DataFrame) -> dict[int, Relay]:
    """The rows of one source, topic and day that pass on an earlier published one."""
    known = own.loc[own["source"].notna(), [*_COMPARED, "published"]]
    found: dict[int, Relay] = {}
    shared = known.duplicated(_UTTERANCE, keep=False)
    if not shared.any():
        return found
    alike = known[shared].sort_values([*_UTTERANCE, "published", "claim_id"])
    rows = zip(alike.index, records(alike[_COMPARED]), strict=True)
    for _, same in groupby(rows, key=lambda row: tuple(row[1][name] for name in _UTTERANCE)):
        voices: list[Row] = []
        for index, row in same:
            base = next((voice for voice in voices if _passes_on(voice, row)), None)
            if base is None:
                voices.append(row)
            else:
                found[index] = Relay(row["claim_id"], base["claim_id"], drift(base, row))
    return found


def _newer_statements(relays: pd.DataFrame, own: pd.DataFrame) -> dict[int, str]:
    """Return for relays (by index) the last statement of the same voice on the topic that was newer when they were out."""
    dated = relays.loc[(relays["as_of"] != NO_DAY) & (relays["published"] != NO_DAY), [*_SERIES, "published"]]
    pairs = dated.reset_index(names="relay").merge(own[_SERIES], on=["topic", "voice"], suffixes=("", "_own"))
    newer = pairs[(pairs["as_of"] < pairs["as_of_own"]) & (pairs["as_of_own"] <= pairs["published"])]
    last = newer.sort_values(["as_of_own", "claim_id_own"]).drop_duplicates("relay", keep="last")
    return dict(zip(last["relay"].to_list(), last["claim_id_own"].to_list(), strict=True))


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
