"""Counts how often each rule and claim type is right on the gold articles, and writes it where the package reads it.

    python -m benchmarks.confidence [SHARED] [--write]

A reading is right when the number, what happened and the interval are right. Prints how often the readings are right whose
confidence is in the upper half.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.gold import load_scorer
from benchmarks.shared import documents, shared_folder
from figures.counts import Count, read_counts
from figures.sentences import split_sentences
from figures.vocabulary import __path__ as vocabulary_folder

SETS = ("dev", "rare")
TARGET = Path(vocabulary_folder[0]) / "en" / "confidence.toml"


def judged(shared: Path) -> Iterator[tuple[Count, bool]]:
    """Yield every count read in the gold articles with whether it is right; those of one annotator only are left out."""
    scorer = load_scorer(shared / "gold" / "score.py")
    for name in SETS:
        gold = {row["doc_id"]: row["claims"] for row in documents(shared / "gold" / f"{name}.gold.jsonl")}
        for row in documents(shared / "gold" / f"{name}.docs.jsonl"):
            text = row["text"]
            counts = read_counts(text, split_sentences(text))[0]
            rows = [
                {"start": c.quantity.start, "end": c.quantity.end, "claim_type": c.claim_type, "count": c}
                for c in counts
            ]
            matched, _, extra = scorer.match(gold[row.get("id") or row["doc_id"]], rows)
            yield from (
                (found["count"], _is_right(claim, found["count"]))
                for claim, found in matched
                if not claim.get("optional")
            )
            yield from ((found["count"], False) for found in extra)


def _is_right(claim: dict, count: Count) -> bool:
    low, high = count.quantity.low, count.quantity.high
    types = [claim["claim_type"], *claim.get("alt_types", ())]
    readings = [[claim["low"], claim["high"]], *claim.get("alt_bounds", ())]
    return count.claim_type in types and (count.total is not None or [low, high] in readings)


def measure(shared: Path) -> dict[str, float]:
    """Return the share of right readings, in all and in the upper half of confidence."""
    readings = list(judged(shared))
    middle = median(count.confidence for count, _ in readings)
    upper = [right for count, right in readings if count.confidence >= middle]
    return {
        "readings": len(readings),
        "right": sum(right for _, right in readings) / len(readings),
        "median confidence": middle,
        "right in the upper half": sum(upper) / len(upper),
    }


def write(shared: Path, target: Path = TARGET) -> None:
    """Write the counts of right and wrong readings of each rule and claim type to `target`."""
    tables: dict[str, dict[str, Counter]] = {"rules": defaultdict(Counter), "claim_types": defaultdict(Counter)}
    for count, right in judged(shared):
        tables["rules"][count.rule][right] += 1
        tables["claim_types"][count.claim_type][right] += 1
    lines = [
        "# How often each rule and claim type was right: [right, wrong]. Written by `python -m benchmarks.confidence --write`.",
        f'measured = "{date.today().isoformat()}"',
        f'on = "{" and ".join(SETS)} of the gold articles"',
    ]
    for table, rows in tables.items():
        lines += ["", f"[{table}]"]
        lines += [f'"{name}" = [{seen[True]}, {seen[False]}]' for name, seen in sorted(rows.items())]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--write" in sys.argv:
        write(shared_folder())
    print("  ".join(f"{name} {value:.3f}" for name, value in measure(shared_folder()).items()))
