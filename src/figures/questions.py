"""Questions: what a set of claims answers together. Only claims that answer one question are drawn on one axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from figures import wording
from figures.comparison.topics import KEY

TOPIC = list(KEY)
_GAP = "~"


@dataclass(frozen=True, slots=True)
class Question:
    """One topic among the claims in view: its key for an address, its words, how many claims and sources answer it."""

    key: str
    words: str
    claims: int
    sources: int

    def label(self) -> str:
        """Return the question with how many claims of how many sources answer it."""
        return f"{self.words} ({wording.plural(self.claims, 'claim')}, {wording.plural(self.sources, 'source')})"


def find_questions(rows: pd.DataFrame) -> list[Question]:
    """Return the questions that `rows` answer; the one with most sources first."""
    keys = [rows[name].astype(object) for name in TOPIC]
    groups = rows.groupby(keys, dropna=False, sort=False)
    counted = pd.DataFrame({"claims": groups.size(), "sources": groups["source"].nunique()}).reset_index()
    counted = counted.sort_values(["sources", "claims"], ascending=False, kind="stable")
    return [
        Question(_key(row), _words(row), row["claims"], row["sources"])
        for row in counted.astype(object).where(counted.notna(), None).to_dict("records")
    ]


def answers(rows: pd.DataFrame, key: str) -> pd.Series:
    """Return which of `rows` answer the question of that key."""
    mask = pd.Series(True, index=rows.index)
    for name, value in zip(TOPIC, key.split(_GAP), strict=False):
        mask &= rows[name] == value if value else rows[name].isna()
    return mask


def _key(row: Mapping[Any, Any]) -> str:
    return _GAP.join(str(row[name] or "") for name in TOPIC)


def _words(row: Mapping[Any, Any]) -> str:
    counted = wording.value("population", row["population"]) if row["population"] else "Not known who"
    parts = [
        f"{counted}: {wording.label(row['claim_type'])}",
        row["place"],
        wording.SCOPES.get(row["scope"]),
        row["event"] and wording.label(row["event"].replace("-", " ")),
        row["conflict"] and wording.value("conflict", row["conflict"]),
    ]
    return " · ".join(part for part in parts if part)
