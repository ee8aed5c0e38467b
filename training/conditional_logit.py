"""A conditional logit over the candidates of one figure and "nobody" (McFadden 1974), with a Gaussian prior on the weights.

Where several candidates are right their probabilities are summed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

STEPS = 300
SMALL = 0.02  # weights nearer to nothing are not written


@dataclass(frozen=True, slots=True)
class Choice:
    """One figure: the features of each candidate, which are right, whether nobody is, and how much the figure counts."""

    features: Sequence[Sequence[str]]
    right: Sequence[bool]
    nobody: bool
    weight: float

    @property
    def teaches(self) -> bool:
        """Whether there is a candidate, and somebody or nobody is right."""
        return bool(self.features) and (any(self.right) or self.nobody)


def fit(choices: Sequence[Choice], kept: Collection[str], prior: float, bias: float) -> tuple[dict[str, float], float]:
    """Return the weights of the features `kept`, and the bias, which starts at `bias`; every choice must teach."""
    columns = {feature: i for i, feature in enumerate(kept)}
    cells = [
        (row, columns[feature])
        for row, features in enumerate(features for choice in choices for features in choice.features)
        for feature in features
        if feature in columns
    ]
    rows, feature = (np.array(axis) for axis in zip(*cells, strict=True))
    group = np.repeat(np.arange(len(choices)), [len(choice.features) for choice in choices])
    right = np.array([r for choice in choices for r in choice.right], dtype=float)
    weight = np.array([choice.weight for choice in choices])[group]
    nobody = np.array([float(choice.nobody) for choice in choices])

    def gradient(weights: np.ndarray) -> np.ndarray:
        odds = np.exp(np.clip(weights[-1] + np.bincount(rows, weights[feature], len(right)), -30, 30))
        share = odds / (1 + np.bincount(group, odds, len(choices)))[group]
        good = odds * right
        slope = (share - good / (nobody + np.bincount(group, good, len(choices)))[group]) * weight
        return np.append(np.bincount(feature, slope[rows], len(columns)) + prior * weights[:-1], slope.sum())

    weights = _descend(gradient, np.append(np.zeros(len(columns)), bias))
    return dict(zip(columns, weights[:-1].tolist(), strict=True)), float(weights[-1])


def _descend(gradient: Callable[[np.ndarray], np.ndarray], weights: np.ndarray) -> np.ndarray:
    """Adam (Kingma and Ba 2015) over the whole set, with a smaller step at the end."""
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = gradient(weights)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = 0.1 if step < 0.6 * STEPS else 0.02
        weights = weights - rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def write(weights: dict[str, float], out: Path, heading: str) -> None:
    """Write the weights to a file of the vocabulary; those too small to matter are left out."""
    lines = [
        heading,
        *sorted(f"{json.dumps(name)} = {value:.2f}" for name, value in weights.items() if abs(value) >= SMALL),
    ]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
