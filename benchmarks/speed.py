"""Speed and memory of extraction: articles a second of CPU beside spaCy's parser in one run, and hostile inputs.

    python -m benchmarks.speed [SHARED]

The peer is spaCy with en_core_web_sm. It is no dependency: where another interpreter has it, name that interpreter in
FIGURES_SPACY_PYTHON; without it the ratio to the peer is left out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.shared import documents, shared_folder

_PEER = """
import importlib, json, pkgutil, sys, time
model = next(m.name for m in pkgutil.iter_modules() if m.name.startswith("en_core_web_sm"))
parse = importlib.import_module(model).load()
texts = json.load(sys.stdin)
parse(texts[0])
start = time.process_time()
for text in texts:
    parse(text)
print(len(texts) / (time.process_time() - start))
"""
_MEMORY = """
import json, resource, sys
import figures
for text in json.load(sys.stdin):
    figures.extract(text, published="2022-04-04")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
_PLAIN = (
    "The council met in the old town hall to talk about the new bridge, and the mayor thanked those who had come. "
    "Work on the road begins after the summer holidays, she said, and the school stays open while it goes on.\n\n"
)
HOSTILE = {
    "digits": "1" * 1_000_000,
    "commas": "," * 1_000_000,
    "spaces": " " * 1_000_000,
    "one word": "killed " * 150_000,
    "one letter": "a" * 1_000_000,
    "number words": "one hundred " * 80_000,
    "quotes": "“" * 1_000_000,
    "digits and commas": "1," * 500_000,
}


def per_second(texts: list[str], extract: Callable[[str], object], rounds: int = 3) -> float:
    """Return how many of `texts` `extract` reads in a second of CPU: the best of some rounds."""
    best = 0.0
    for _ in range(rounds):
        start = time.process_time()
        for text in texts:
            extract(text)
        best = max(best, len(texts) / (time.process_time() - start))
    return best


def peer_per_second(texts: list[str]) -> float | None:
    """Return the articles a second of CPU that spaCy parses, or None where it is not to be had."""
    interpreter = os.environ.get("FIGURES_SPACY_PYTHON")
    if not interpreter:
        return None
    run = subprocess.run(
        [interpreter, "-c", _PEER], input=json.dumps(texts), text=True, capture_output=True, check=True
    )
    return float(run.stdout)


def times_peer(texts: list[str], extract: Callable[[str], object], rounds: int = 3) -> float | None:
    """Return how many times as many of `texts` `extract` reads as spaCy, or None where that is not to be had.

    The two read in turns and the median of the ratios counts, because a shared machine is now faster, now slower.
    """
    ratios = [per_second(texts, extract) / peer for _ in range(rounds) if (peer := peer_per_second(texts)) is not None]
    return median(ratios) if ratios else None


def peak_memory(texts: list[str]) -> float:
    """Return the peak memory in MB of a process that extracts from `texts`."""
    run = subprocess.run(
        [sys.executable, "-c", _MEMORY], input=json.dumps(texts), text=True, capture_output=True, check=True
    )
    return float(run.stdout)


def measure(shared: Path) -> dict[str, float | None]:
    """Return articles a second, the ratios, the peak memory in MB, and the seconds for each hostile input of about 1 MB."""
    import figures

    texts = [document["text"] for document in documents(shared / "gold" / "dev.docs.jsonl")]
    size = sum(map(len, texts)) // len(texts)
    plain = [(_PLAIN * (size // len(_PLAIN) + 1))[:size]] * len(texts)

    def extract(text: str) -> object:
        return figures.extract(text, published="2022-04-04")

    ours = per_second(texts, extract)
    figures_found = {
        "articles a second": ours,
        "times spaCy": times_peer(texts[:20], extract),
        "without claims, times with": per_second(plain, figures.extract) / ours,
        "peak memory MB": peak_memory(texts),
    }
    for name, text in HOSTILE.items():
        start = time.process_time()
        figures.extract(text)
        figures_found[f"seconds for 1 MB of {name}"] = time.process_time() - start
    return figures_found


if __name__ == "__main__":
    for name, value in measure(shared_folder()).items():
        print(f"{name:45} {'not measured' if value is None else format(value, '.2f')}")
