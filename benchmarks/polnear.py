"""Measure who says a number: on PolNeAR's development halves and on the gold claims.

    python benchmarks/polnear.py [SHARED]

SHARED is the folder of the shared material; without it the environment's FIGURES_SHARED, or ../shared.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from figures.sentences import split_sentences
from figures.sources import Attribution, attribute, read_speech

Number = tuple[int, int, list[str]]
SameName = Callable[[str, str], bool]


def measure(shared: Path) -> dict[str, float]:
    """Return F1, precision and recall on PolNeAR, the share of gold claims with the right source, and ms an article."""
    same_name = load_same_name(shared)
    figures: dict[str, float] = {}
    for half in ("train", "dev"):
        for name, value in _polnear(shared / "bench" / "polnear" / f"{half}.jsonl", same_name).items():
            figures[f"polnear {half} {name}"] = value
    for part in ("dev", "rare", "seed"):
        for name, value in _gold(shared / "gold", part, same_name).items():
            figures[f"gold {part} {name}"] = value
    figures["ms an article"] = _time(shared / "gold")
    return figures


def _polnear(path: Path, same_name: SameName) -> dict[str, float]:
    right = said = named = 0
    for text, numbers in read_polnear(path):
        for (_, _, names), found in _attributions(text, numbers):
            said += found is not None
            named += bool(names[0])
            right += bool(names[0]) and found is not None and same_name(names[0], found.text)
    precision, recall = right / max(said, 1), right / max(named, 1)
    return {"precision": precision, "recall": recall, "F1": 2 * precision * recall / max(precision + recall, 1e-9)}


def _gold(folder: Path, part: str, same_name: SameName) -> dict[str, float]:
    claims = right = named = right_named = 0
    for text, numbers in read_gold(folder, part):
        for (_, _, names), found in _attributions(text, numbers):
            good = any(same_name(name, found.name if found else "") for name in names)
            claims, right = claims + 1, right + good
            if names[0]:
                named, right_named = named + 1, right_named + good
    return {"claims": claims, "right": right / claims, "right where named": right_named / max(named, 1)}


def _attributions(text: str, numbers: list[Number]) -> Iterator[tuple[Number, Attribution | None]]:
    speech = read_speech(text, split_sentences(text))
    for number in numbers:
        yield number, attribute(speech, number[0])


def read_polnear(path: Path) -> Iterator[tuple[str, list[Number]]]:
    """Yield each text with its numbers: start, end and the one name that is right ("" for the outlet's own voice)."""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            yield row["text"], [(n["start"], n["end"], [n["source"]]) for n in row["numbers"]]


def read_gold(folder: Path, part: str) -> Iterator[tuple[str, list[Number]]]:
    """Yield each text with its claims: start, end and the names that are right, the first annotator's first."""
    rows = {
        kind: [
            json.loads(line)
            for line in (folder / f"{part}.{kind}.jsonl").read_text(encoding="utf-8").split("\n")
            if line
        ]
        for kind in ("docs", "gold")
    }
    texts = {row.get("id", row.get("doc_id")): row["text"] for row in rows["docs"]}
    for row in rows["gold"]:
        claims = [claim for claim in row["claims"] if not claim.get("optional")]
        yield texts[row["doc_id"]], [(c["start"], c["end"], [c["source"], *c.get("alt_sources", [])]) for c in claims]


def _time(folder: Path) -> float:
    split = [(text, numbers, split_sentences(text)) for text, numbers in read_gold(folder, "dev")]
    best = float("inf")
    for _ in range(5):
        begun = time.perf_counter()
        for text, numbers, sentences in split:
            speech = read_speech(text, sentences)
            for start, _end, _names in numbers:
                attribute(speech, start)
        best = min(best, time.perf_counter() - begun)
    return 1000 * best / len(split)


def load_same_name(shared: Path) -> SameName:
    """Return the gold scorer's own test of whether two names mean the same speaker."""
    spec = importlib.util.spec_from_file_location("gold_score", shared / "gold" / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{shared}: no gold/score.py there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    same: SameName = module.same_name
    return same


if __name__ == "__main__":
    shared_folder = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("FIGURES_SHARED", "../shared")
    for figure, value in measure(Path(shared_folder)).items():
        print(f"{figure:32} {value:.3f}")
