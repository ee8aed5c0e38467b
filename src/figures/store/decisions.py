"""What people decided about claims, and the claims as they stand after it. Pure: readings and decisions in, claims out.

Readings are never edited. A claim as it stands is its reading with the decisions on it applied in order, so every decision can
be undone, and a newer reading takes the place of an older one without touching what people said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from figures.claims import Claim
from figures.columns import ALLOWED, COLUMNS, NAMES, read_value
from figures.store.anchors import Anchor, find_anchor

_REVIEWS = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "accepted"}
_COLUMNS = frozenset(NAMES)
_INSTEAD: dict[str, Any] = {"claim_id": "", "origin": "imported", "claim_type": "other", "bound": "vague"}
_DATES = frozenset(column.name for column in COLUMNS if column.kind == "date")
# A newer reading may move these; what a person accepted is about the others.
_POSITION = frozenset(
    {"claim_id", "document_id", "quote_start", "start", "end", "review", "method", "confidence", "rule", "trigger"}
)


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the log: who decided what, when and why.

    `old` is the whole claim as it stood (without its nulls), `new` the columns that the decision sets. For `merge` and `split`,
    every claim with the values of `old` takes those of `new`. `undoes` is the number of the decision taken back.
    """

    action: str
    who: str
    why: str | None = None
    claim_id: str | None = None
    document_id: str | None = None
    old: Mapping[str, Any] = field(default_factory=dict)
    new: Mapping[str, Any] = field(default_factory=dict)
    anchor: Anchor | None = None
    undoes: int | None = None
    number: int = 0
    at: str = ""


def to_row(claim: Claim) -> dict[str, Any]:
    """Return the columns of a claim that are known, dates as ISO 8601."""
    values = ((name, getattr(claim, name)) for name in NAMES)
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in values if value is not None
    }


def from_row(row: Mapping[str, Any]) -> Claim:
    """Return the claim of a row; columns that this version does not have are left out, as are values that a column does not
    have, which an earlier version let in.
    """
    known = {name: _typed(name, value) for name, value in row.items() if name in _COLUMNS}
    return Claim(**_INSTEAD | {name: value for name, value in known.items() if value in ALLOWED.get(name, (value,))})


def apply(
    readings: Iterable[Claim], decisions: Sequence[Decision], text_of: Callable[[str], str | None]
) -> list[Claim]:
    """Return the claims as they stand: every reading with the decisions on it, added claims, in the order of the readings.

    A decision whose reading is gone goes to the reading that now stands at its anchor; when there is none, what a person
    accepted, corrected or added stays, with the columns it had. `text_of` gives the text of a document.
    """
    live = live_decisions(decisions)
    claims = {claim.claim_id: claim for claim in readings}
    by_claim: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in live:
        if decision.claim_id:
            by_claim[decision.claim_id].append(decision)
    spans = _spans(claims.values(), {d.document_id for d in live if d.claim_id and d.claim_id not in claims})
    for claim_id, own in by_claim.items():
        target = claim_id if claim_id in claims else _at_anchor(own, spans, text_of)
        claim = claims[target] if target else from_row({**own[0].old, **own[0].new, "claim_id": claim_id})
        if target or own[-1].action != "reject":
            claims[claim.claim_id] = _decided(claim, own)
    return _renamed(list(claims.values()), [d for d in live if d.action in {"merge", "split"}])


def live_decisions(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that hold, in order: without those undone, and without the undoing itself."""
    undone: set[int] = set()
    for decision in sorted(decisions, key=lambda decision: -decision.number):
        if decision.undoes is not None and decision.number not in undone:
            undone.add(decision.undoes)
    return [decision for decision in decisions if decision.action != "undo" and decision.number not in undone]


def _decided(claim: Claim, decisions: Sequence[Decision]) -> Claim:
    for decision in decisions:
        if decision.action == "accept":  # what was accepted stays; what was unknown then may be filled since
            values = {name: value for name, value in decision.old.items() if name not in _POSITION}
        else:
            values = {name: value for name, value in decision.new.items() if name not in {"claim_id", "review"}}
        known = {name: _typed(name, value) for name, value in values.items() if name in _COLUMNS}
        claim = replace(claim, **{**known, "review": _REVIEWS[decision.action]})
    return claim


def _spans(claims: Iterable[Claim], documents: set[str | None]) -> dict[str, list[tuple[int, int, str]]]:
    """The spans of all claims of the given documents."""
    spans: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for claim in claims:
        if claim.document_id in documents and claim.document_id and claim.start is not None and claim.end is not None:
            spans[claim.document_id].append((claim.start, claim.end, claim.claim_id))
    return spans


def _at_anchor(
    decisions: Sequence[Decision],
    spans: Mapping[str, list[tuple[int, int, str]]],
    text_of: Callable[[str], str | None],
) -> str | None:
    """Return the claim that stands where the decisions were made, the one that overlaps most."""
    anchor, document_id = decisions[-1].anchor, decisions[-1].document_id
    if anchor is None or document_id is None or document_id not in spans:
        return None
    place = find_anchor(text_of(document_id) or "", anchor)
    if place is None:
        return None
    overlaps = [(min(end, place[1]) - max(start, place[0]), claim_id) for start, end, claim_id in spans[document_id]]
    best = max(overlaps, default=(0, ""))
    return best[1] if best[0] > 0 else None


def _renamed(claims: list[Claim], decisions: Sequence[Decision]) -> list[Claim]:
    for decision in decisions:
        new = {name: _typed(name, value) for name, value in decision.new.items() if name in _COLUMNS}
        claims = [
            replace(claim, **new)
            if all(getattr(claim, name, None) == value for name, value in decision.old.items())
            else claim
            for claim in claims
        ]
    return claims


def _typed(name: str, value: Any) -> Any:  # noqa: ANN401 the value of any column
    if name not in _DATES:
        return value
    try:
        return read_value("date", value)
    except ValueError:  # an earlier version let it in
        return None
