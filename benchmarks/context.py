"""How often the date and the place of a figure are right, and how long they take, on the gold figures of a shared folder.

    python benchmarks/context.py [SHARED] [--errors]

SHARED (or FIGURES_SHARED, default ../shared) holds gold/*.docs.jsonl and gold/*.gold.jsonl. The figures are those of the gold
set, so that only dating and placing are measured. A gold date or place counts as right where score.py of that folder says so.
"""

from __future__ import annotations

import json
import os
import runpy
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from figures.dates import find_dating, read_calendar
from figures.sentences import split_sentences

PARTS = ("seed", "dev", "rare")


def load_rules(shared: Path) -> dict[str, Any]:
    """Return the functions of gold/score.py, which decide what is right."""
    return runpy.run_path(str(shared / "gold" / "score.py"))


def read_articles(shared: Path, part: str) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Yield each article of a part with its gold figures, without the optional ones."""
    folder = shared / "gold"
    documents = {d["id"]: d for d in map(json.loads, (folder / f"{part}.docs.jsonl").open(encoding="utf-8"))}
    for row in map(json.loads, (folder / f"{part}.gold.jsonl").open(encoding="utf-8")):
        yield documents[row["doc_id"]], [c for c in row["claims"] if not c.get("optional")]


def measure(shared: Path, part: str, show_errors: bool) -> Counter[str]:
    """Count what is right in one part, and the processor time it took."""
    rules = load_rules(shared)
    n: Counter[str] = Counter()
    for article, claims in read_articles(shared, part):
        text = article["text"]
        published = date.fromisoformat(article["date"]) if article.get("date") else None
        sentences = split_sentences(text)
        begin = time.process_time()
        calendar = read_calendar(text, sentences, published)
        datings = [find_dating(calendar, c["start"], c["end"], c["claim_type"]) for c in claims]
        n["microseconds"] += round(1e6 * (time.process_time() - begin))
        n["characters"] += len(text)
        for claim, dating in zip(claims, datings, strict=True):
            if not claim["as_of"]:
                n["undated"] += 1
                n["undated, as_of given"] += dating.as_of is not None
                if show_errors and dating.as_of:
                    print(f"{article['id']} gold null got {dating.as_of} {dating.basis} published {published}")
                    print("    ", text[max(0, claim["start"] - 130) : claim["start"]].replace("\n", " "), end="")
                    print(f"[[{claim['text']}]]", text[claim["end"] : claim["end"] + 90].replace("\n", " "))
                continue
            right = any(rules["same_date"](d, dating.as_of) for d in [claim["as_of"], *claim.get("alt_as_of", [])] if d)
            n["dated"] += 1
            n["as_of right"] += right
            if show_errors and not right:
                print(f"{article['id']} gold {claim['as_of']} got {dating.as_of} {dating.basis} published {published}")
                print("    ", text[max(0, claim["start"] - 130) : claim["start"]].replace("\n", " "), end="")
                print(f"[[{claim['text']}]]", text[claim["end"] : claim["end"] + 90].replace("\n", " "))
    return n


def main() -> None:
    """Measure each part and print one line a part."""
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    shared = Path(arguments[0] if arguments else os.environ.get("FIGURES_SHARED", "../shared"))
    read_calendar("Monday", [], None)  # compile the vocabulary before the clock starts
    for part in PARTS:
        n = measure(shared, part, "--errors" in sys.argv)
        print(
            f"{part:5} as_of {n['as_of right']}/{n['dated']} = {n['as_of right'] / n['dated']:.3f}"
            f"  (undated in gold, given a date: {n['undated, as_of given']}/{n['undated']})"
            f"  {n['microseconds'] / n['characters'] * 4.4:.3f} ms per 4,400 characters"
        )


if __name__ == "__main__":
    main()
