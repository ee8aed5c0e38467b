"""Fit the weights that choose who says a number, and write them into the vocabulary.

    python training/source_weights.py [SHARED] [--check]

SHARED is the folder of the shared material; without it the environment's FIGURES_SHARED, or ../shared. It learns from all of
PolNeAR's development halves and the gold claims; `--check` writes nothing and prints figures on documents it did not learn from:
five parts of the gold claims and of PolNeAR, each scored with weights learned from everything else. Takes about a minute.

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
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from figures.sentences import split_sentences
from figures.sources.choosing import choose, find_candidates
from figures.sources.naming import best_name
from figures.sources.speech import read_speech

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from polnear import SameName, load_same_name, read_gold, read_polnear

OUT = Path(__file__).parents[1] / "src" / "figures" / "vocabulary" / "en" / "source_weights.toml"
PRIOR = 6.0
STEPS = 300
RARE = 12
THRESHOLD = 0.34
PER_ARTICLE = 6.0  # an article of gold counts for at most so many numbers, so that no long bulletin outweighs the rest


@dataclass(frozen=True, slots=True)
class Example:
    """A number with its candidates and whether each names the right speaker; `names` are the right names, "" for nobody."""

    document: int
    names: list[str]
    candidates: list
    said: list[str]
    right: list[bool]
    weight: float
    gold: bool


def read_examples(shared: Path, same_name: SameName) -> list[Example]:
    """Return the numbers of PolNeAR (speakers as named where they speak) and of the gold claims (as named best)."""
    articles = [
        (article, False)
        for half in ("train", "dev")
        for article in read_polnear(shared / f"bench/polnear/{half}.jsonl")
    ]
    articles += [(article, True) for part in ("dev", "rare") for article in read_gold(shared / "gold", part)]
    examples = []
    for document, ((text, numbers), gold) in enumerate(articles):
        speech = read_speech(text, split_sentences(text))
        for start, _end, names in numbers:
            candidates = find_candidates(speech, start)
            said = [_said(speech, candidate, gold) for candidate in candidates]
            right = [any(name and same_name(name, words) for name in names) for words in said]
            weight = min(1.0, PER_ARTICLE / len(numbers)) if gold else 1.0
            examples.append(Example(document, names, candidates, said, right, weight, gold))
    return examples


def _said(speech, candidate, best: bool) -> str:
    words = speech.read(candidate.sentence)[0]
    frame = candidate.frame
    span = words.span(frame.first, frame.last)
    first, last = best_name(speech, candidate.sentence, frame.first, frame.last) if best else span
    return speech.text[first:last]


def fit(examples: Iterable[Example]) -> dict[str, float]:
    """Return the weights of the features that are met at least `RARE` times, the bias and the threshold."""
    # Where the right speaker is no candidate the number teaches nothing.
    used = [e for e in examples if e.candidates and (any(e.right) or not e.names[0])]
    met = Counter(feature for e in used for candidate in e.candidates for feature in candidate.features)
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

    def gradient(weights: np.ndarray) -> np.ndarray:
        odds = np.exp(np.clip(weights[-1] + np.bincount(rows, weights[feature], len(right)), -30, 30))
        share = odds / (1 + np.bincount(group, odds, len(used)))[group]
        good = odds * right
        total = np.bincount(group, good, len(used))[group]
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


def check(examples: list[Example], same_name: SameName, parts: int = 5) -> None:
    """Print the figures on documents that were not learned from, and how far the confidence can be believed."""
    documents = sorted({e.document for e in examples})
    random.Random(0).shuffle(documents)
    counts: Counter[str] = Counter()
    bins: Counter[tuple[bool, int, bool]] = Counter()
    for part in range(parts):
        held = set(documents[part::parts])
        weights = fit(e for e in examples if e.document not in held)
        for e in (e for e in examples if e.document in held):
            chosen = choose(e.candidates, weights)
            said = e.said[e.candidates.index(chosen[0])] if chosen else ""
            _count(counts, e, said, same_name)
            if chosen:
                bins[e.gold, int(chosen[1] * 5), any(n and same_name(n, said) for n in e.names)] += 1
    precision, recall = counts["right"] / counts["said"], counts["right"] / counts["named"]
    print(f"polnear  P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}")
    print(
        f"gold     {counts['gold right'] / counts['gold']:.3f}, where named {counts['gold named right'] / counts['gold named']:.3f}"
    )
    for gold in (False, True):
        for i in range(5):
            good, bad = bins[gold, i, True], bins[gold, i, False]
            if good + bad:
                print(
                    f"confidence {i / 5:.1f}-{(i + 1) / 5:.1f} {'gold' if gold else 'polnear':8} {good / (good + bad):.2f} of {good + bad}"
                )


def _count(counts: Counter[str], e: Example, said: str, same_name: SameName) -> None:
    if e.gold:
        good = any(same_name(name, said) for name in e.names)
        counts.update(
            {
                "gold": 1,
                "gold right": good,
                "gold named": bool(e.names[0]),
                "gold named right": good and bool(e.names[0]),
            }
        )
    else:
        good = bool(e.names[0]) and bool(said) and same_name(e.names[0], said)
        counts.update({"named": bool(e.names[0]), "said": bool(said), "right": good})


def write(weights: dict[str, float]) -> None:
    """Write the weights; those too small to matter are left out."""
    lines = ["# Made by training/source_weights.py; docs/decisions/sources.md says from what."]
    lines += [f"{json.dumps(name)} = {value:.2f}" for name, value in weights.items() if abs(value) >= 0.02]
    OUT.write_text("\n".join([lines[0], *sorted(lines[1:])]) + "\n", encoding="utf-8")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", default=os.environ.get("FIGURES_SHARED", "../shared"), type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    same_name = load_same_name(arguments.shared)
    examples = read_examples(arguments.shared, same_name)
    if arguments.check:
        check(examples, same_name)
    else:
        write(fit(examples))


if __name__ == "__main__":
    main()
