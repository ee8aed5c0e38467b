"""What a newer reading of a document changes, claim by claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from figures.claims import Claim
from figures.store.decisions import to_row

# Where the claim stands and what read it; a change of these alone changes no figure.
_APART = frozenset({"claim_id", "method", "confidence", "rule", "trigger", "quote_start", "start", "end"})


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that is `added`, `removed` or `changed`; `columns` gives the old and the new value of those that differ."""

    kind: str
    claim: Claim
    columns: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)

    def __str__(self) -> str:
        """One line for a terminal."""
        what = "; ".join(f"{name}: {old!r} -> {new!r}" for name, (old, new) in self.columns.items())
        return f"{self.kind:8} {self.claim.claim_id}  {self.claim.text!r}  {what or self.claim.claim_type}"


def find_changes(old: Iterable[Claim], new: Iterable[Claim]) -> list[Change]:
    """Return how the readings of one document changed, in order of position. Claims are the same when their spans overlap."""
    left = list(old)
    changes = []
    for claim in new:
        earlier = next((other for other in left if _overlap(claim, other)), None)
        if earlier is None:
            changes.append(Change("added", claim))
            continue
        left.remove(earlier)
        was, now = to_row(earlier), to_row(claim)
        names = [name for name in {**was, **now} if name not in _APART and was.get(name) != now.get(name)]
        if names:
            changes.append(Change("changed", claim, {name: (was.get(name), now.get(name)) for name in names}))
    changes += [Change("removed", claim) for claim in left]
    return sorted(changes, key=lambda change: change.claim.start or 0)


def _overlap(a: Claim, b: Claim) -> bool:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return a.claim_id == b.claim_id
    return a.start < b.end and b.start < a.end
