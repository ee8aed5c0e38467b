"""How many number phrases, each set in a sentence, are read as an interval that people accept.

python -m benchmarks.phrases [SHARED]
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.shared import shared_folder
from figures.quantities import find_quantities

CARRIER = "Officials said {} soldiers were killed in the fighting."


def measure(shared: Path) -> dict[str, float]:
    """Return the share of phrases whose low and high are right."""
    return {"low and high right": 1 - len(list(failures(shared))) / len(_rows(shared))}


def failures(shared: Path) -> Iterator[str]:
    """Yield each phrase for which no quantity has an accepted low and an accepted high."""
    for row in _rows(shared):
        quantities = find_quantities(CARRIER.format(row["phrase"]))
        if not any(q.low in row["low"] and q.high in row["high"] for q in quantities):
            found = [(q.text, q.low, q.high) for q in quantities]
            yield f"{row['phrase']!r}: expected {row['low']} to {row['high']}, found {found}"


def _rows(shared: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((shared / "bench/phrases/dev.json").read_text(encoding="utf-8"))
    return rows


if __name__ == "__main__":
    print(*failures(shared_folder()), sep="\n")
    print(json.dumps(measure(shared_folder()), indent=2))
