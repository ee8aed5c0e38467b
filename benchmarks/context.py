"""How often the date and the place of a figure are right, and how long they take, on the gold figures of a shared folder.

    python -m benchmarks.context [SHARED] [--errors]

The figures are those of the gold articles, so that only dating and placing are measured. A date or a place is right where the
scorer that lies beside them says so.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.gold import load_scorer
from benchmarks.shared import documents, shared_folder
from figures.dates import find_dating, read_calendar
from figures.places import find_place, read_atlas
from figures.sentences import split_sentences

PARTS = ("seed", "dev", "rare")
RULES = {"as_of": ("same_date", "alt_as_of"), "place": ("same_name", "alt_places")}


def read_articles(shared: Path, part: str) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Yield each article of a part with its gold figures, without the optional ones."""
    folder = shared / "gold"
    articles = {article["id"]: article for article in documents(folder / f"{part}.docs.jsonl")}
    for row in documents(folder / f"{part}.gold.jsonl"):
        yield articles[row["doc_id"]], [c for c in row["claims"] if not c.get("optional")]


def read_context(article: dict[str, Any], claims: list[dict[str, Any]], n: Counter[str]) -> list[dict[str, Any]]:
    """Return date and place of each gold figure of an article; count the processor time it took."""
    text = article["text"]
    published = date.fromisoformat(article["date"]) if article.get("date") else None
    sentences = split_sentences(text)
    begin = time.process_time()
    calendar = read_calendar(text, sentences, published)
    atlas = read_atlas(text, sentences, [claim["start"] for claim in claims], title=article.get("title"))
    rows = []
    for claim in claims:
        dating = find_dating(calendar, claim["start"], claim["end"], claim["claim_type"])
        value = claim["low"] or claim["high"]
        place = find_place(atlas, claim["start"], claim["end"], value, dating.scope, claim["claim_type"])
        rows.append({"as_of": dating.as_of, "place": (place.name or place.text) if place else ""})
    n["nanoseconds"] += round(1e9 * (time.process_time() - begin))
    n["characters"] += len(text)
    return rows


def measure(shared: Path, part: str, show_errors: bool) -> Counter[str]:
    """Count what is right in one part, and what is given although the gold set has nothing."""
    scorer = load_scorer(shared / "gold" / "score.py")
    n: Counter[str] = Counter()
    for article, claims in read_articles(shared, part):
        for claim, row in zip(claims, read_context(article, claims, n), strict=True):
            for key, (rule, others) in RULES.items():
                gold = [value for value in (claim[key], *claim.get(others, [])) if value]
                right = claim[key] and any(getattr(scorer, rule)(value, row[key]) for value in gold)
                n[f"{key} gold" if claim[key] else f"{key} null"] += 1
                n[f"{key} right" if right else f"{key} given" if row[key] and not claim[key] else "rest"] += 1
                if show_errors and claim[key] and not right:
                    before = article["text"][max(0, claim["start"] - 150) : claim["start"]]
                    print(f"{article['id']} {article['date']} {key}: gold {claim[key]}, got {row[key]}")
                    print(f"    {before}[[{claim['text']}]]{article['text'][claim['end'] : claim['end'] + 90]}")
    return n


def main() -> None:
    """Measure each part and print its lines."""
    shared = shared_folder()
    read_calendar("Monday", [], None)  # compile the vocabulary before the clock starts
    read_atlas("Ardova", [], [])
    for part in PARTS:
        n = measure(shared, part, "--errors" in sys.argv)
        for key in RULES:
            right, gold = n[f"{key} right"], n[f"{key} gold"]
            print(f"{part:5} {key:5} {right}/{gold} = {right / gold:.3f}", end="")
            print(f"  (gold has none, one given: {n[f'{key} given']}/{n[f'{key} null']})")
        print(f"{part:5} {n['nanoseconds'] / n['characters'] * 4.4e-3:.3f} ms per 4,400 characters")


if __name__ == "__main__":
    main()
