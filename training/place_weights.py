"""Fit the weights that choose which place a figure is about, and write them into the vocabulary.

    python training/place_weights.py [SHARED] [--more GOLD.jsonl ...] [--check]

SHARED is the folder of the shared material; without it the environment's FIGURES_SHARED, or ../shared. It learns from the places
of the gold claims, and from further claims annotated in the same way (`--more`; the texts stand beside X.gold.jsonl in
X.docs.jsonl). `--check` writes nothing and prints figures on documents it did not learn from: six parts, each read with weights learned from all others. Takes half a minute.

The model is that of conditional_logit.py, over the places of one figure; a figure without a place is one more choice, so that it
teaches what speaks against all.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import runpy
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import conditional_logit
from conditional_logit import Choice

from figures.counts import read_counts
from figures.dates import find_dating, read_calendar
from figures.places import read_atlas
from figures.places.choosing import find_candidates
from figures.sentences import split_sentences

OUT = Path(__file__).parents[1] / "src" / "figures" / "vocabulary" / "en" / "place_weights.toml"
PARTS = ("dev", "rare", "seed")
HEADING = "# Made by training/place_weights.py; docs/decisions/places.md says from what."
PRIOR = 6.0
RARE = 10
PER_ARTICLE = 6.0  # an article counts for at most so many figures, so that no long bulletin outweighs the rest

SameName = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Example:
    """A figure of a document of a set: the name and the features of each candidate, and whether it is the right place.

    `is_none`: a reader gave no place, `is_placed`: one gave a place; both where two readers differ.
    """

    part: str
    document: str
    names: list[str]
    features: list[list[str]]
    right: list[bool]
    is_none: bool
    is_placed: bool
    weight: float


def read_examples(gold: Iterable[Path], same_name: SameName) -> list[Example]:
    """Return the figures of the sets whose place is known."""
    examples: list[Example] = []
    for path in gold:
        documents = {d["id"]: d for d in _rows(path.with_name(path.name.replace(".gold.", ".docs.")))}
        for row in _rows(path):
            claims = [claim for claim in row["claims"] if not claim.get("optional")]
            found = list(_read(path.name.partition(".")[0], documents[row["doc_id"]], claims, same_name))
            weight = min(1.0, PER_ARTICLE / max(1, len(found)))
            examples += [Example(*example, weight) for example in found]
    return examples


def _rows(path: Path) -> Iterator[dict]:
    return map(json.loads, filter(None, path.read_text(encoding="utf-8").split("\n")))


def _read(part: str, document: dict, claims: list[dict], same_name: SameName) -> Iterator[tuple]:
    text = document["text"]
    published = date.fromisoformat(document["date"][:10]) if document.get("date") else None
    sentences = split_sentences(text)
    counts, _ = read_counts(text, sentences)
    calendar = read_calendar(text, sentences, published)
    atlas = read_atlas(text, sentences, [count.quantity.start for count in counts], title=document.get("title"))
    for claim in claims:
        count = next((c for c in counts if c.quantity.start < claim["end"] and c.quantity.end > claim["start"]), None)
        if count is None:
            continue
        quantity = count.quantity
        scope = find_dating(calendar, quantity.start, quantity.end, count.claim_type).scope
        found = find_candidates(atlas, quantity.start, quantity.end, quantity.value, scope, count.claim_type)
        names = [candidate.location.name or candidate.location.text for candidate in found]
        places = [place for place in (claim["place"], *claim.get("alt_places", [])) if place]
        right = [any(same_name(place, name) for place in places) for name in names]
        features = [[feature for facts in candidate.facts for feature in facts.features()] for candidate in found]
        is_none = not claim["place"] or "" in claim.get("alt_places", [])
        yield part, document["id"], names, features, right, is_none, bool(claim["place"])


def fit(examples: Iterable[Example]) -> dict[str, float]:
    """Return the weights of the features that are met in at least `RARE` figures."""
    choices = [Choice(e.features, e.right, e.is_none, e.weight) for e in examples]
    choices = [choice for choice in choices if choice.teaches]
    met = Counter(feature for c in choices for feature in {f for features in c.features for f in features})
    weights, _ = conditional_logit.fit(choices, [f for f, n in met.items() if n >= RARE], PRIOR, bias=-1.0)
    return weights


def choose(example: Example, weights: dict[str, float]) -> bool:
    """Say whether the likeliest place is the right one."""
    odds: dict[str, float] = defaultdict(float)
    for name, features in zip(example.names, example.features, strict=True):
        odds[name] += math.exp(min(30.0, sum(weights.get(feature, 0.0) for feature in features)))
    best = max(odds, key=odds.__getitem__, default=None)
    return any(right for name, right in zip(example.names, example.right, strict=True) if name == best)


def check(examples: list[Example], parts: int = 6) -> None:
    """Print, for each set, the share of right places on documents that were not learned from, and what the rules alone have."""
    documents = sorted({e.document for e in examples})
    random.Random(0).shuffle(documents)
    counts: Counter[tuple[str, str]] = Counter()
    for part in range(parts):
        held = set(documents[part::parts])
        weights = fit(e for e in examples if e.document not in held)
        for e in (e for e in examples if e.document in held and e.is_placed):
            ruled = any(right for right, features in zip(e.right, e.features, strict=True) if "rule" in features)
            counts.update({(e.part, "all"): 1, (e.part, "right"): choose(e, weights), (e.part, "rules"): ruled})
    for part in dict.fromkeys(e.part for e in examples):
        total, right, ruled = (counts[part, key] for key in ("all", "right", "rules"))
        print(f"{part:6} {right}/{total} = {right / total:.3f}, rules alone {ruled / total:.3f}")
    total, right, ruled = (sum(n for (_, k), n in counts.items() if k == key) for key in ("all", "right", "rules"))
    print(f"all    {right}/{total} = {right / total:.3f}, rules alone {ruled / total:.3f}")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", default=os.environ.get("FIGURES_SHARED", "../shared"), type=Path)
    parser.add_argument("--more", nargs="*", default=[], type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    same_name = runpy.run_path(str(arguments.shared / "gold" / "score.py"))["same_name"]
    gold = [*(arguments.shared / "gold" / f"{part}.gold.jsonl" for part in PARTS), *arguments.more]
    examples = read_examples(gold, same_name)
    if arguments.check:
        check(examples)
    else:
        conditional_logit.write(fit(examples), OUT, HEADING)


if __name__ == "__main__":
    main()
