"""Comparison: which claims answer one question, which of them contradict each other and how far, and what all allow together.

    comparison = compare(table)                  # a claims table: pyarrow, pandas, or a list of claims
    for result in comparison.topics:
        for conflict in result.conflicts:
            print(conflict.above.source, conflict.below.source, conflict.factor)

docs/method.md derives every rule.
"""

from __future__ import annotations

from figures.comparison.bands import Band, reconcile
from figures.comparison.compare import Comparison, NotCompared, TopicResult, bands_on, compare
from figures.comparison.conflicts import Conflict, IntervalClaim, find_conflicts, scan
from figures.comparison.revisions import Revision
from figures.comparison.rows import Options, read_rows
from figures.comparison.topics import Topic

__all__ = [
    "Band",
    "Comparison",
    "Conflict",
    "IntervalClaim",
    "NotCompared",
    "Options",
    "Revision",
    "Topic",
    "TopicResult",
    "bands_on",
    "compare",
    "find_conflicts",
    "read_rows",
    "reconcile",
    "scan",
]
