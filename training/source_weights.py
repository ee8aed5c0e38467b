"""Fit the weights that choose who says a number, and write them into the vocabulary.

    python training/source_weights.py [SHARED] [--more GOLD.jsonl ...] [--check]

SHARED is the folder of the shared material; without it the environment's FIGURES_SHARED, or ../shared. It learns from all of
PolNeAR's development halves and the gold claims, and from further claims annotated in the same way (`--more`; the texts stand
beside X.gold.jsonl in X.docs.jsonl). `--check` writes nothing and prints figures on documents it did not learn from: five parts
of them all, each scored with weights learned from everything else, three times with other parts. Takes about a minute.

The model is a conditional logit over the candidates of one number and "nobody" (McFadden 1974), with a Gaussian prior. Where
several candidates name the right speaker their probabilities are summed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from figures import vocabulary
from figures.sentences import split_sentences
from figures.sources.choosing import choose, find_candidates
from figures.sources.naming import best_name
from figures.sources.speech import read_speech

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from polnear import SameName, load_same_name, read_gold, read_polnear

OUT = Path(__file__).parents[1] / "src" / "figures" / "vocabulary" / "en" / "source_weights.toml"
PRIOR = 5.0
STEPS = 300
RARE = 8
THRESHOLD = 0.42
LESSON = -1
LESSON_WEIGHT = 2.0
PER_ARTICLE = 6.0  # an article of gold counts for at most so many numbers, so that no long bulletin outweighs the rest


@dataclass(frozen=True, slots=True)
class Example:
    """A number with its candidates and whether each names the right speaker; `names` are the right names, "" for nobody.

    Where annotators differ either is right.
    """

    document: int
    names: list[str]
    candidates: list
    said: list[str]
    right: list[bool]
    weight: float
    gold: bool


def read_examples(shared: Path, same_name: SameName, more: Iterable[Path] = ()) -> list[Example]:
    """Return the numbers of PolNeAR (speakers as named where they speak) and of the gold claims (as named best)."""
    articles = [
        (article, False)
        for half in ("train", "dev")
        for article in read_polnear(shared / f"bench/polnear/{half}.jsonl")
    ]
    gold = [*(shared / "gold" / f"{part}.gold.jsonl" for part in ("dev", "rare")), *more]
    articles += [(article, True) for path in gold for article in read_gold(path.parent, path.name.partition(".")[0])]
    examples = []
    for document, ((text, numbers), gold) in enumerate(articles):
        speech = read_speech(text, split_sentences(text))
        for start, _end, names in numbers:
            candidates = find_candidates(speech, start)
            said = [_said(speech, candidate, best=gold) for candidate in candidates]
            right = [any(name and same_name(name, words) for name in names) for words in said]
            weight = min(1.0, PER_ARTICLE / len(numbers)) if gold else 1.0
            examples.append(Example(document, names, candidates, said, right, weight, gold))
    return examples


def read_lessons(same_name: SameName) -> list[Example]:
    """Return the numbers of the vocabulary's own example sentences, which no figure is measured on."""
    lessons = []
    for row in (row for rows in vocabulary.load("en", "sources")["examples"].values() for row in rows):
        start, text = row["text"].index("["), row["text"].replace("[", "", 1).replace("]", "", 1)
        speech = read_speech(text, split_sentences(text))
        candidates = find_candidates(speech, start)
        said = [_said(speech, candidate, best=True) for candidate in candidates]
        right = [bool(row["name"]) and same_name(row["name"], words) for words in said]
        lessons.append(Example(LESSON, [row["name"]], candidates, said, right, LESSON_WEIGHT, gold=True))
    return lessons


def _said(speech, candidate, *, best: bool) -> str:
    words = speech.read(candidate.sentence)[0]
    frame = candidate.frame
    span = words.span(frame.first, frame.last)
    first, last = best_name(speech, candidate.sentence, frame.first, frame.last) if best else span
    return speech.text[first:last]


def fit(examples: Iterable[Example]) -> dict[str, float]:
    """Return the weights of the features that are met at least `RARE` times, the bias and the threshold."""
    # Where the right speaker is no candidate the number teaches nothing.
    used = [e for e in examples if e.candidates and (any(e.right) or "" in e.names)]
    met: Counter[str] = Counter()
    for e in used:
        times = RARE // 3 if e.document == LESSON else 1
        for feature in (feature for candidate in e.candidates for feature in candidate.features):
            met[feature] += times
    columns = {feature: i for i, feature in enumerate(f for f, n in met.items() if n >= RARE)}
    cells = [
        (row, columns[feature])
        for row, candidate in enumerate(c for e in used for c in e.candidates)
        for feature in candidate.features
        if feature in columns
    ]
    rows, feature = (np.array(axis) for axis in zip(*cells, strict=True))
    group = np.repeat(np.arange(len(used)), [len(e.candidates) for e in used])
    right = np.array([r for e in used for r in e.right], dtype=float)
    weight = np.array([e.weight for e in used])[group]
    nobody = np.array(["" in e.names for e in used], dtype=float)

    def gradient(weights: np.ndarray) -> np.ndarray:
        odds = np.exp(np.clip(weights[-1] + np.bincount(rows, weights[feature], len(right)), -30, 30))
        share = odds / (1 + np.bincount(group, odds, len(used)))[group]
        good = odds * right
        total = (nobody + np.bincount(group, good, len(used)))[group]
        wanted = np.divide(good, total, out=np.zeros_like(good), where=total > 0)
        slope = (share - wanted) * weight
        return np.append(np.bincount(feature, slope[rows], len(columns)) + PRIOR * weights[:-1], slope.sum())

    weights = _descend(gradient, np.append(np.zeros(len(columns)), -2.0))
    fitted = dict(zip(columns, weights[:-1].tolist(), strict=True))
    return {"bias": float(weights[-1]), "threshold": THRESHOLD, **fitted}


def _descend(gradient: Callable[[np.ndarray], np.ndarray], weights: np.ndarray) -> np.ndarray:
    """Adam (Kingma and Ba 2015) over the whole set, with a smaller step at the end."""
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = gradient(weights)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = 0.1 if step < 0.6 * STEPS else 0.02
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def check(
    examples: list[Example], lessons: list[Example], same_name: SameName, parts: int = 5, rounds: int = 3
) -> None:
    """Print the figures on documents that were not learned from, and how far the confidence can be believed."""
    documents = sorted({e.document for e in examples})
    counts: Counter[str] = Counter()
    bins: Counter[tuple[bool, int, bool]] = Counter()
    for round_, part in product(range(rounds), range(parts)):
        held = set(random.Random(round_).sample(documents, len(documents))[part::parts])
        weights = fit([*lessons, *(e for e in examples if e.document not in held)])
        for e in (e for e in examples if e.document in held):
            chosen = choose(e.candidates, weights)
            said = e.said[e.candidates.index(chosen[0])] if chosen else ""
            good = any(same_name(name, said) for name in e.names)
            counts.update(_count(e, said, good=good))
            if chosen:
                bins[e.gold, int(chosen[1] * 5), good] += 1
    _print(counts, bins)


def _count(e: Example, said: str, *, good: bool) -> Iterator[str]:
    kind = "gold" if e.gold else "polnear"
    named = "named" if e.names[0] else "own"
    yield f"{kind} {named}"
    if said:
        yield f"{kind} said"
    if good:
        yield f"{kind} {named} right"


def _print(counts: Counter[str], bins: Counter[tuple[bool, int, bool]]) -> None:
    right = counts["polnear named right"]
    precision, recall = right / counts["polnear said"], right / counts["polnear named"]
    print(f"polnear  P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}")
    named, own = (counts[f"gold {kind} right"] / counts[f"gold {kind}"] for kind in ("named", "own"))
    both = counts["gold named right"] + counts["gold own right"]
    print(f"gold     {both / (counts['gold named'] + counts['gold own']):.3f}, named {named:.3f}, not named {own:.3f}")
    for gold, i in product((False, True), range(5)):
        good, bad = bins[gold, i, True], bins[gold, i, False]
        if good + bad:
            kind = "gold" if gold else "polnear"
            print(f"confidence {i / 5:.1f}-{(i + 1) / 5:.1f} {kind:8} {good / (good + bad):.2f} of {good + bad}")


def write(weights: dict[str, float]) -> None:
    """Write the weights; those too small to matter are left out."""
    lines = ["# Made by training/source_weights.py; docs/decisions/sources.md says from what."]
    lines += [f"{json.dumps(name)} = {value:.2f}" for name, value in weights.items() if abs(value) >= 0.02]
    OUT.write_text("\n".join([lines[0], *sorted(lines[1:])]) + "\n", encoding="utf-8")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", default=os.environ.get("FIGURES_SHARED", "../shared"), type=Path)
    parser.add_argument("--more", nargs="*", default=[], type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    same_name = load_same_name(arguments.shared)
    examples = read_examples(arguments.shared, same_name, arguments.more)
    lessons = read_lessons(same_name)
    if arguments.check:
        check(examples, lessons, same_name)
    else:
        write(fit([*lessons, *examples]))


if __name__ == "__main__":
    main()
