"""Fit the weights that choose which place a figure is about, and write them into the vocabulary.

    python training/place_weights.py [SHARED] [--more GOLD.jsonl ...] [--check]

SHARED is the folder of the shared material; without it the environment's FIGURES_SHARED, or ../shared. It learns from the places
of the gold claims, and from further claims annotated in the same way (`--more`; the texts stand beside X.gold.jsonl in
X.docs.jsonl). `--check` writes nothing and prints figures on documents it did not learn from: six parts, each read with weights learned from all others. Takes half a minute.

The model is a conditional logit over the places of one figure (McFadden 1974), with a Gaussian prior. Where several candidates are
the right place their probabilities are summed; a figure without a place is one more choice, so that it teaches what speaks against all.
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

import numpy as np

from figures.counts import read_counts
from figures.dates import find_dating, read_calendar
from figures.places import read_atlas
from figures.places.choosing import find_candidates
from figures.sentences import split_sentences

OUT = Path(__file__).parents[1] / "src" / "figures" / "vocabulary" / "en" / "place_weights.toml"
PARTS = ("dev", "rare", "seed")
PRIOR = 6.0
STEPS = 300
RARE = 10
SMALL = 0.02
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
    used = [e for e in examples if e.names and (any(e.right) or e.is_none)]  # others teach nothing
    met = Counter(feature for e in used for feature in {f for features in e.features for f in features})
    columns = {feature: i for i, feature in enumerate(f for f, n in met.items() if n >= RARE)}
    cells = [
        (row, columns[feature])
        for row, features in enumerate(features for e in used for features in e.features)
        for feature in features
        if feature in columns
    ]
    rows, feature = (np.array(axis) for axis in zip(*cells, strict=True))
    group = np.repeat(np.arange(len(used)), [len(e.names) for e in used])
    right = np.array([r for e in used for r in e.right], dtype=float)
    weight = np.array([e.weight for e in used])[group]
    nobody = np.array([float(e.is_none) for e in used])

    def gradient(weights: np.ndarray) -> np.ndarray:
        odds = np.exp(np.clip(weights[-1] + np.bincount(rows, weights[feature], len(right)), -30, 30))
        share = odds / (1 + np.bincount(group, odds, len(used)))[group]
        good = odds * right
        slope = (share - good / (nobody + np.bincount(group, good, len(used)))[group]) * weight
        return np.append(np.bincount(feature, slope[rows], len(columns)) + PRIOR * weights[:-1], slope.sum())

    return dict(zip(columns, _descend(gradient, np.append(np.zeros(len(columns)), -1.0)).tolist(), strict=False))


def _descend(gradient: Callable[[np.ndarray], np.ndarray], weights: np.ndarray) -> np.ndarray:
    """Adam (Kingma and Ba 2015) over the whole set, with a smaller step at the end."""
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = gradient(weights)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = 0.1 if step < 0.6 * STEPS else 0.02
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
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


def write(weights: dict[str, float]) -> None:
    """Write the weights; those too small to matter are left out."""
    lines = ["# Made by training/place_weights.py; docs/decisions/places.md says from what."]
    lines += sorted(f"{json.dumps(name)} = {value:.2f}" for name, value in weights.items() if abs(value) >= SMALL)
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


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
        write(fit(examples))


if __name__ == "__main__":
    main()
