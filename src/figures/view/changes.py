"""What changed in a view since a link to it was made.

No server remembers past data for a link. The link itself carries five characters for each of its claims: which claim it was,
and what it said. That is enough to name the claims that are new, say something else, or are gone.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass

import pyarrow as pa

MOST = 60
"""Claims whose changes a link can name; with more it would grow too long to pass on."""
_ID, _SAID = 4, 1  # characters of six bits each
_READ = ["claim_id", "claim_type", "population", "source", "bound", "low", "high", "value", "as_of"]


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids of the claims that are `added` to a view, that are `changed`, and that are `gone` from it but still in the table;
    `lost` counts those that the table does not have any more.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    lost: int


def digest(claims: pa.Table) -> str:
    """Return what a link keeps of the claims in its view: "" of more than `MOST`."""
    return "".join(sorted(id_ + said for id_, said in _codes(claims).values())) if len(claims) <= MOST else ""


def find_changes(kept: str, view: pa.Table, table: pa.Table) -> Changes | None:
    """Return what differs between the view that a digest was made of and `view`, both of `table`; None if it is no digest.

    Of two claims with the same characters (one pair in 16 million) either may be named.
    """
    size = _ID + _SAID
    if not kept or len(kept) % size or len(kept) > MOST * size:
        return None
    then = {kept[i : i + _ID]: kept[i + _ID : i + size] for i in range(0, len(kept), size)}
    now = _codes(view)
    missing = then.keys() - {id_ for id_, _ in now.values()}
    gone = (
        [claim_id for claim_id in table.column("claim_id").to_pylist() if _code(claim_id, _ID) in missing]
        if missing
        else []
    )
    return Changes(
        tuple(claim_id for claim_id, (id_, _) in now.items() if id_ not in then),
        tuple(claim_id for claim_id, (id_, said) in now.items() if then.get(id_, said) != said),
        tuple(gone),
        max(len(missing) - len(gone), 0),
    )


def _codes(claims: pa.Table) -> dict[str, tuple[str, str]]:
    """Return the characters for each claim by its id."""
    rows = claims.select(_READ).to_pylist()
    return {row["claim_id"]: (_code(row["claim_id"], _ID), _code(repr([*row.values()]), _SAID)) for row in rows}


def _code(text: str, length: int) -> str:
    return urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:6])[:length].decode()
