"""How well claims are read: precision, recall and F1 against the gold articles, by the scorer that lies beside them.

    python -m benchmarks.gold [SHARED]

`typed` asks for the number and what happened, `bounds` for its interval, `source`, `as_of` and `place` for the rest.
"""

from __future__ import annotations

import importlib.util
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.shared import documents, shared_folder

SETS = ("dev", "rare", "seed")


def measure(shared: Path, sets: tuple[str, ...] = SETS) -> dict[str, dict[str, Any]]:
    """Return the scorer's figures for each set of articles."""
    scorer = load_scorer(shared / "gold" / "score.py")
    return {name: scorer.score(*read_set(shared, name))[0] for name in sets}


def read_set(shared: Path, name: str) -> tuple[dict[str, list[dict[str, Any]]], dict[str, list[dict[str, Any]]]]:
    """Return the gold claims and the claims read, each by document."""
    from figures.claims import read_document
    from figures.documents import Document

    gold = {row["doc_id"]: row["claims"] for row in documents(shared / "gold" / f"{name}.gold.jsonl")}
    read = {}
    for row in documents(shared / "gold" / f"{name}.docs.jsonl"):
        day = row.get("date") or row.get("published")
        document = Document(
            row["text"],
            id=row.get("id") or row["doc_id"],
            publisher=row.get("publisher"),
            published=date.fromisoformat(day) if day else None,
        )
        read[document.id] = [_row(asdict(claim)) for claim in read_document(document).claims]
    return gold, read


def _row(claim: dict[str, Any]) -> dict[str, Any]:
    return {**claim, "source_text": claim["source_text"] or "", "place": claim["place"] or ""}


def load_scorer(path: Path) -> ModuleType:
    """Return the scorer at `path` as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    for name, scores in measure(shared_folder()).items():
        typed, rest = scores["typed"], ("bounds", "source", "as_of", "place")
        print(
            f"{name:5} {scores['gold']:4} claims  typed P {typed['p']:.3f} R {typed['r']:.3f} F1 {typed['f1']:.3f}  "
            f"whole F1 {scores['whole']['f1']:.3f}  " + "  ".join(f"{key} {scores[key]:.3f}" for key in rest)
        )
