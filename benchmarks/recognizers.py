"""How many cases of Recognizers-Text's English specifications of numbers and ranges (Microsoft, MIT) are right.

    python -m benchmarks.recognizers [SHARED]

A case is right when every expected value is found and none besides. Where the two systems count differently:

- numbers: a range gives both of its ends; digits with letters directly after them ("180ml") are units, which the
  specification leaves out and `find_quantities` reports; vague words have no value in the specification.
- ranges: "more than 6" is "(6," there and low 7 here, so an open end may be one off; plain and approximate numbers are
  no range there.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

from benchmarks.shared import shared_folder
from figures import vocabulary
from figures.quantities import Quantity, find_quantities

Interval = tuple[float | None, float | None]


def measure(shared: Path) -> dict[str, float]:
    """Return the share of right cases of each specification."""
    right: dict[str, list[bool]] = {}
    for model, _, expected, found in _cases(shared):
        right.setdefault(f"{model} cases right", []).append(_same(expected, found))
    return {name: sum(cases) / len(cases) for name, cases in right.items()}


def failures(shared: Path) -> Iterator[str]:
    """Yield each case of both specifications that is not right."""
    for model, text, expected, found in _cases(shared):
        if not _same(expected, found):
            yield f"{model}: {text!r}: expected {expected}, found {found}"


def _cases(shared: Path) -> Iterator[tuple[str, str, list[list[Interval]], list[Interval]]]:
    """Yield model, text, the accepted readings of each expected interval, and the intervals found."""
    for model, expect, find in (("NumberModel", _number, _numbers), ("NumberRangeModel", _range, _ranges)):
        path = shared / f"bench/recognizers/{model}.json"
        for case in json.loads(path.read_text(encoding="utf-8-sig")):
            expected = [expect(result["Resolution"]["value"]) for result in case["Results"]]
            yield model, case["Input"], expected, find(case["Input"])


def _number(value: str) -> list[Interval]:
    return [(float(value), float(value))]


def _numbers(text: str) -> list[Interval]:
    found = [q for q in find_quantities(text) if q.bound != "vague" and not text[q.end : q.end + 1].isalpha()]
    values = [x for q in found for x in ((q.low, q.high) if q.bound == "range" else (q.value,))]
    return [(x, x) for x in values]


def _range(value: str) -> list[Interval]:
    """Return what "(6,10]" accepts: an open end as it stands, or the next whole number inside."""
    low, high = (float(end) if end else None for end in value[1:-1].split(","))
    lows = [low, low + 1] if low is not None and value[0] == "(" else [low]
    highs = [high, high - 1] if high is not None and value[-1] == ")" else [high]
    return [(a, b) for a in lows for b in highs]


def _ranges(text: str) -> list[Interval]:
    return [(q.low, q.high) for q in find_quantities(text) if _is_range(q)]


def _is_range(quantity: Quantity) -> bool:
    words = vocabulary.load("en", "quantities")["modifiers"]["exact"]["before"]
    stated = any(quantity.text.lower().startswith(f"{word} ") for word in words)
    return stated if quantity.bound == "exact" else quantity.bound not in {"about", "vague"}


def _same(expected: list[list[Interval]], found: list[Interval]) -> bool:
    return len(expected) == len(found) and all(
        any(_equal(a, interval[0]) and _equal(b, interval[1]) for a, b in accepted)
        for accepted, interval in zip(expected, found, strict=True)
    )


def _equal(a: float | None, b: float | None) -> bool:
    return a == b if a is None or b is None else math.isclose(a, b, rel_tol=1e-6)


if __name__ == "__main__":
    print(*failures(shared_folder()), sep="\n")
    print(json.dumps(measure(shared_folder()), indent=2))
