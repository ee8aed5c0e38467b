"""Questions: what a set of claims answers together. Only claims that answer one question are drawn on one axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from figures.comparison.topics import KEY
from figures.view import wording

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
    """Return the questions that `rows` (of a frame, with categories) answer; the one with most sources first."""
    topic, keys = _number_topics(rows)
    claims = np.bincount(topic, minlength=len(keys))
    source = rows["source"].cat.codes.to_numpy().astype(np.int64)
    told = np.unique((topic * (len(rows["source"].cat.categories) + 1) + source)[source >= 0])
    sources = np.bincount(told // (len(rows["source"].cat.categories) + 1), minlength=len(keys))
    order = np.lexsort((np.arange(len(keys)), -claims, -sources))
    return [Question(_key(keys[i]), _words(keys[i]), int(claims[i]), int(sources[i])) for i in order]


def _number_topics(rows: pd.DataFrame) -> tuple[NDArray[np.int64], list[dict[str, str | None]]]:
    """Return a number for the topic of each row, and the values of each topic; column by column, so that it stays quick."""
    topic = np.zeros(len(rows), dtype=np.int64)
    keys: list[dict[str, str | None]] = [{}]
    for name in TOPIC:
        values = [*rows[name].cat.categories, None]  # null has the code -1: the last
        code = rows[name].cat.codes.to_numpy().astype(np.int64) % len(values)
        combined = topic * len(values) + code
        seen = np.flatnonzero(np.bincount(combined, minlength=1))
        place = np.zeros(len(keys) * len(values), dtype=np.int64)
        place[seen] = np.arange(len(seen))
        topic = place[combined]
        keys = [keys[number // len(values)] | {name: values[number % len(values)]} for number in seen]
    return topic, keys


def answers(rows: pd.DataFrame, key: str) -> NDArray[np.bool_]:
    """Return which of `rows` answer the question of that key."""
    same = np.ones(len(rows), dtype=bool)
    for name, value in zip(TOPIC, key.split(_GAP), strict=False):
        code = rows[name].cat.categories.get_indexer(pd.Index([value]))[0] if value else -1
        same &= rows[name].cat.codes.to_numpy() == code
    return same


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
