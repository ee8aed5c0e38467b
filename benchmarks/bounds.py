"""How many annotated numbers of news articles are read with their interval, and with their span.

python -m benchmarks.bounds [SHARED]
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.shared import documents, shared_folder
from figures.quantities import find_quantities

SETS = ("dev", "rare", "seed")


def measure(shared: Path) -> dict[str, float]:
    """Return the shares of annotated numbers whose interval, and whose span, is found exactly."""
    checked = list(_checked(shared))
    return {
        "low and high right": sum(interval for *_, interval, _ in checked) / len(checked),
        "span exact": sum(span for *_, span in checked) / len(checked),
    }


def failures(shared: Path) -> Iterator[str]:
    """Yield each annotated number whose interval or span is not found."""
    for name, text, claim, interval, span in _checked(shared):
        if not (interval and span):
            around = text[max(0, claim["start"] - 30) : claim["end"] + 20]
            missed = "span" if interval else "interval"
            yield f"{name}: {missed} of {claim['text']!r} ({claim['low']} to {claim['high']}) in {around!r}"


def _checked(shared: Path) -> Iterator[tuple[str, str, dict[str, Any], bool, bool]]:
    for name in SETS:
        texts = {row.get("doc_id", row.get("id")): row["text"] for row in documents(shared / f"gold/{name}.docs.jsonl")}
        for row in documents(shared / f"gold/{name}.gold.jsonl"):
            text = texts[row["doc_id"]]
            quantities = find_quantities(text)
            for claim in row["claims"]:
                near = [q for q in quantities if q.start < claim["end"] and claim["start"] < q.end]
                accepted = [[claim["low"], claim["high"]], *claim.get("alt_bounds", [])]
                interval = any([q.low, q.high] in accepted for q in near)
                span = any((q.start, q.end) == (claim["start"], claim["end"]) for q in near)
                yield name, text, claim, interval, span


if __name__ == "__main__":
    print(*failures(shared_folder()), sep="\n")
    print(json.dumps(measure(shared_folder()), indent=2))
