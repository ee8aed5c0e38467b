"""Topics: which claims answer the same question, and for two that do not, the reason."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from figures.comparison.rows import Row, missing, to_date

KEY = ("conflict", "claim_type", "population", "place", "scope", "event")
CONSTANT = ("incident", "period")  # scopes in which all claims speak of one number


@dataclass(frozen=True, slots=True)
class Topic:
    """The question that claims of one topic answer. Unknown is None; without a place it is about the conflict as a whole.

    `measures` is what their definition counts, None for the plain number; `period` its first and last day.
    """

    conflict: str | None
    claim_type: str
    population: str
    place: str | None
    scope: str
    event: str | None
    measures: str | None = None
    period: tuple[date, date] | None = None

    @property
    def order(self) -> tuple[str, ...]:
        """A key to sort topics by."""
        return tuple("" if part is None else str(part) for part in astuple(self))


def number_topics(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `read_rows` with three columns more:

    - `topic`: a number for each topic, -1 for a row whose topic is not known
    - `group`: a number for the claims that are tested with each other: the topic, a stock day by day
    - `time`: the day that orders the claims of a group, 0 where the number does not grow
    """
    known = ~rows["problem"].isin(
        ["claim_type", "population", "scope", "event", "date", "precision", "period", "duplicate"]
    )
    period = rows["scope"].eq("period")
    start = np.where(period, rows["period_start"], 0)
    end = np.where(period, rows["as_of"], 0)
    topic = number_combinations(*(rows[name] for name in (*KEY, "measures")), start, end)
    stock = rows["scope"].eq("stock")
    return rows.assign(
        topic=np.where(known, topic, -1),
        group=number_combinations(topic, np.where(stock, rows["as_of"], 0)),
        time=np.where(stock | rows["scope"].isin(CONSTANT), 0, rows["as_of"]),
    )


def read_topic(row: Row) -> Topic:
    """Return the topic of one row of `number_topics`."""
    parts: dict[str, Any] = {name: None if missing(row[name]) else row[name] for name in (*KEY, "measures")}
    period = (to_date(row["period_start"]), to_date(row["as_of"])) if row["scope"] == "period" else None
    return Topic(**parts, period=period)


def difference(a: Topic, b: Topic) -> str | None:
    """Return in what two topics differ first (`conflict type who where scope when definition`), or None for one topic."""
    for name, reason in (
        ("conflict", "conflict"),
        ("claim_type", "type"),
        ("population", "who"),
        ("place", "where"),
        ("scope", "scope"),
        ("event", "when"),
        ("period", "when"),
        ("measures", "definition"),
    ):
        if getattr(a, name) != getattr(b, name):
            return reason
    return None


def number_combinations(*columns: pd.Series | npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return a number for each different combination of values of the columns; null is a value."""
    combined = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        codes, different = pd.factorize(column)
        combined = pd.factorize(combined * (len(different) + 1) + codes + 1)[0]
    return combined
