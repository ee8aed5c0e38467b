"""Fit the weights that choose who says a number, and write them into the vocabulary.

    python training/source_weights.py [SHARED] [--more GOLD.jsonl ...] [--check]

SHARED is the folder of the shared material; without it the environment's FIGURES_SHARED, or ../shared. It learns from all of
PolNeAR's development halves and the gold claims, and from further claims annotated in the same way (`--more`; the texts stand
beside X.gold.jsonl in X.docs.jsonl). `--check` writes nothing and prints figures on documents it did not learn from: five parts
of them all, each scored with weights learned from everything else, three times with other parts. Takes about a minute.

The model is that of conditional_logit.py, over the candidates of one number and "nobody".
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import conditional_logit
from conditional_logit import Choice

from figures import vocabulary
from figures.sentences import split_sentences
from figures.sources.choosing import choose, find_candidates
from figures.sources.naming import best_name
from figures.sources.speech import read_speech

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from polnear import SameName, load_same_name, read_gold, read_polnear

OUT = Path(__file__).parents[1] / "src" / "figures" / "vocabulary" / "en" / "source_weights.toml"
HEADING = "# Made by training/source_weights.py; docs/decisions/sources.md says from what."
PRIOR = 5.0
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
    met: Counter[str] = Counter()
    choices: list[Choice] = []
    for e in examples:
        choice = Choice([candidate.features for candidate in e.candidates], e.right, "" in e.names, e.weight)
        if choice.teaches:
            choices.append(choice)
            times = RARE // 3 if e.document == LESSON else 1
            for feature in (feature for features in choice.features for feature in features):
                met[feature] += times
    kept = [feature for feature, n in met.items() if n >= RARE]
    weights, bias = conditional_logit.fit(choices, kept, PRIOR, bias=-2.0)
    return {"bias": bias, "threshold": THRESHOLD, **weights}


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
        conditional_logit.write(fit([*lessons, *examples]), OUT, HEADING)


if __name__ == "__main__":
    main()
