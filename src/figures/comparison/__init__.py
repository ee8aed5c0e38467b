"""Comparison: which claims answer one question, which of them contradict each other and how far, and what all allow together.

    comparison = compare(table)                  # a claims table: pyarrow, pandas, or a list of claims
    for result in comparison.topics:
        for conflict in result.conflicts:
            print(conflict.above.source, conflict.below.source, conflict.factor)

docs/method.md derives every rule.
"""

from __future__ import annotations

from figures.comparison.bands import Band, reconcile
from figures.comparison.compare import (
    NOTABLE,
    Comparison,
    NotCompared,
    Revision,
    TopicResult,
    at_least_apart,
    compare,
)
from figures.comparison.conflicts import Conflict, IntervalClaim, find_conflicts
from figures.comparison.derived import DerivedSeries
from figures.comparison.explanations import Teller
from figures.comparison.families import Bias, FamilyPair, family_bias, family_matrix
from figures.comparison.periods import JointContradiction
from figures.comparison.prepare import prepare
from figures.comparison.relations import Relation, relate
from figures.comparison.report import to_csv, to_dict, to_json, to_text
from figures.comparison.rows import Options, unmatched
from figures.comparison.scans import scan, scan_families
from figures.comparison.topics import Topic
from figures.comparison.utterances import Relay
from figures.comparison.weightings import WEIGHTINGS, bands_on, set_aside

__all__ = [
    "NOTABLE",
    "WEIGHTINGS",
    "Band",
    "Bias",
    "Comparison",
    "Conflict",
    "DerivedSeries",
    "FamilyPair",
    "IntervalClaim",
    "JointContradiction",
    "NotCompared",
    "Options",
    "Relation",
    "Relay",
    "Revision",
    "Teller",
    "Topic",
    "TopicResult",
    "at_least_apart",
    "bands_on",
    "compare",
    "family_bias",
    "family_matrix",
    "find_conflicts",
    "prepare",
    "reconcile",
    "relate",
    "scan",
    "scan_families",
    "set_aside",
    "to_csv",
    "to_dict",
    "to_json",
    "to_text",
    "unmatched",
]
