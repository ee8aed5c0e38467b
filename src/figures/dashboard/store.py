"""The claims that the dashboard shows, loaded once a process and read only."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st
from numpy.typing import NDArray

from figures.claims import Claim
from figures.comparison import Comparison, compare
from figures.comparison.topics import KEY
from figures.dashboard import saved
from figures.documents import Document
from figures.resources import CLAIMS_VARIABLE
from figures.shipped import bulletins, shipped_claims
from figures.table import TableError, from_claims, read_table, require_allowed, to_claims
from figures.view.changes import MOST, Changes, digest, find_changes
from figures.view.filters import FACETS, UNKNOWN, Emptied, Filter, count_values, find_emptied, masks
from figures.view.frame import to_frame
from figures.view.questions import TOPIC, Question, answers, find_questions

MAX_COMPARED = 2_000


@dataclass(frozen=True)
class Store:
    """The claims table, the same as a frame with the same row order, and a revision that changes with its content."""

    table: pa.Table
    frame: pd.DataFrame
    revision: str

    def values(self) -> Mapping[str, list[str]]:
        """Return the values of each facet."""
        return {name: list(self.frame[name].cat.categories) for name in FACETS}

    def claim(self, claim_id: str) -> Claim | None:
        """Return the claim of that id, or None."""
        row = self.rows_by_id().get(claim_id)
        return to_claims(self.table.slice(row, 1))[0] if row is not None else None

    def topic_rows(self, claim_id: str) -> NDArray[np.int64]:
        """Return the row numbers of all claims that answer the question of that claim, itself among them."""
        same = np.ones(len(self.frame), dtype=bool)
        for name in KEY:
            codes = self.frame[name].cat.codes.to_numpy()
            same &= codes == codes[self.rows_by_id()[claim_id]]
        return np.flatnonzero(same)

    def rows_by_id(self) -> Mapping[str, int]:
        """Return where each claim is in the table."""
        return _rows_by_id(self.revision)


def document_of(claim: Claim) -> Document | None:
    """Return the document that a claim was read in: a saved report or a shipped bulletin; None where there is none here."""
    if claim.document_id is None:
        return None
    return saved.document(claim.document_id) or _bulletins().get(claim.document_id)


@lru_cache(maxsize=1)
def _bulletins() -> Mapping[str, Document]:
    return {document.id: document for document in bulletins()}


@dataclass(frozen=True)
class Selection:
    """The claims that a filter keeps: their row numbers, newest first, and the counts of each facet's values."""

    rows: NDArray[np.int64]
    counts: Mapping[str, Mapping[str, int]]
    emptied: tuple[Emptied, ...]


def load() -> Store:
    """Return the claims that ship, or of the file that the environment variable `CLAIMS_VARIABLE` names, with the saved ones.

    Where that file is no claims table, or holds a value that its column does not allow, say so in one line and end the page.
    """
    added, revision, _ = saved.claims()
    try:
        return _load(os.environ.get(CLAIMS_VARIABLE), revision, added)
    except TableError as error:
        saved.show_error(f"{CLAIMS_VARIABLE} names no claims table: {error}")
        st.stop()


@st.cache_resource(show_spinner="Reading the claims …", max_entries=2)
def _load(path: str | None, revision: int, _added: list[Claim]) -> Store:
    shown = read_table(path) if path else shipped_claims()
    if path:
        require_allowed(shown, path)
    added = from_claims(_added)
    known = pc.is_in(shown.column("claim_id"), value_set=added.column("claim_id").combine_chunks())
    table = pa.concat_tables([shown.filter(pc.invert(known)), added])  # a saved claim is as people decided
    table = table.sort_by([("as_of", "descending"), ("claim_id", "ascending")]).combine_chunks()
    content = b"".join(batch.serialize() for batch in table.to_batches())
    return Store(table, to_frame(table), hashlib.sha256(content).hexdigest()[:8])


def select(store: Store, chosen: Filter) -> Selection:
    """Return what the filter keeps of the store; the last few answers are remembered."""
    return _select(store.revision, chosen)


@lru_cache(maxsize=16)
def _select(revision: str, chosen: Filter) -> Selection:
    frame = load().frame
    kept = masks(frame, chosen)
    everything = np.logical_and.reduce(list(kept.values())) if kept else np.ones(len(frame), dtype=bool)
    rows = np.flatnonzero(everything)
    return Selection(rows, count_values(frame, kept), () if len(rows) else tuple(find_emptied(kept)))


@lru_cache(maxsize=1)
def _rows_by_id(revision: str) -> Mapping[str, int]:
    return {claim_id: row for row, claim_id in enumerate(load().table.column("claim_id").to_pylist())}


def changes_since(store: Store, chosen: Filter, kept: str) -> Changes | None:
    """Return what changed in what the filter keeps since a link with the digest `kept` was made; None if it is no digest."""
    return _changes(store.revision, chosen, kept)


@lru_cache(maxsize=16)
def _changes(revision: str, chosen: Filter, kept: str) -> Changes | None:
    store = load()
    return find_changes(kept, store.table.take(pa.array(select(store, chosen).rows)), store.table)


@lru_cache(maxsize=16)
def _digest(revision: str, rows: bytes) -> str:
    return digest(load().table.take(pa.array(np.frombuffer(rows, dtype=np.int64))))


def stamp(store: Store, selection: Selection) -> str:
    """Return what a link keeps of the data it was made with: the revision, the number of claims, and of few their digest."""
    kept = _digest(store.revision, selection.rows.tobytes()) if len(selection.rows) <= MOST else ""
    return ".".join(filter(None, [store.revision, str(len(selection.rows)), kept]))


def questions_of(store: Store, selection: Selection) -> list[Question]:
    """Return the questions that the claims in view answer; the last few answers are remembered."""
    return _questions(store.revision, selection.rows.astype(np.int32).tobytes())


@lru_cache(maxsize=16)
def _questions(revision: str, rows: bytes) -> list[Question]:
    frame, numbers = load().frame[["source", *TOPIC]], np.frombuffer(rows, dtype=np.int32)
    return find_questions(frame if len(numbers) == len(frame) else frame.iloc[numbers])


def answers_to(store: Store, chosen: Filter, question: str) -> NDArray[np.int64]:
    """Return the row numbers of the claims in view that answer the question of that key; the last answers are remembered."""
    return _answers_to(store.revision, chosen, question)


@lru_cache(maxsize=32)
def _answers_to(revision: str, chosen: Filter, question: str) -> NDArray[np.int64]:
    store = load()
    rows = select(store, chosen).rows
    return rows[answers(store.frame[TOPIC].iloc[rows], question)]


def compare_rows(store: Store, rows: NDArray[np.int64]) -> Comparison:
    """Return what comparison finds among the claims of these row numbers; the last few answers are remembered.

    More than `MAX_COMPARED` claims are not compared: nobody could look at the pairs, and listing them takes too long.
    """
    return _compare(store.revision, rows.astype(np.int32).tobytes())


@lru_cache(maxsize=64)
def _compare(revision: str, rows: bytes) -> Comparison:
    numbers = np.frombuffer(rows, dtype=np.int32)
    if len(numbers) > MAX_COMPARED:
        return Comparison((), ())
    return compare(load().table.take(pa.array(numbers)))


def options(counts: Mapping[str, int], chosen: tuple[str, ...]) -> list[str]:
    """Return the values of a facet that would show a claim, the most frequent first, and those that are chosen."""
    offered = [value for value, number in counts.items() if number or value in chosen]
    return sorted(offered, key=lambda value: (value == UNKNOWN, -counts.get(value, 0), value))
