"""A comparison written out: as JSON for other programs, as CSV with a row a conflict, as text for a terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from math import inf
from typing import Any

from figures import registry
from figures.comparison.bands import Ranges
from figures.comparison.compare import Comparison, TopicResult
from figures.comparison.conflicts import Conflict
from figures.comparison.explanations import Teller
from figures.comparison.topics import KEY, Topic
from figures.spreadsheets import escape_cell

MOST_NAMED = 20
"""Claims left out for one reason that the text names; of more it says the number."""
CSV_COLUMNS = (*KEY, "measures", "period", "a", "b", "factor", "gap", "sentence")


def to_dict(comparison: Comparison, language: str = "en") -> dict[str, Any]:
    """Return a comparison as plain lists and dictionaries (docs/method.md, "The result as JSON"); an open end is None."""
    tell = Teller(language)
    return {
        "topics": [_topic(result, tell) for result in comparison.topics],
        "not_compared": [
            {"claim": left.claim_id, "reason": tell.not_compared(left.problem, left.by, left.definition)}
            for left in comparison.not_compared
        ],
    }


def across_topics(comparison: Comparison, language: str = "en") -> dict[str, Any]:
    """Return what contradicts across topics: parts with wholes, and periods jointly with totals."""
    tell = Teller(language)
    joint = [
        {"claims": [claim.claim_id for claim in joint.claims], "gap": joint.gap, "sentence": tell.joint(joint)}
        for joint in comparison.joint
    ]
    return {"nested": [_conflict(conflict, tell) for conflict in comparison.nested], "joint": joint}


def to_json(comparison: Comparison, across: bool = False, language: str = "en") -> str:
    """Return `to_dict` as JSON, with `across_topics` if asked for."""
    found = to_dict(comparison, language) | (across_topics(comparison, language) if across else {})
    return json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False)


def to_csv(comparison: Comparison, language: str = "en") -> str:
    """Return a row for each conflict, as CSV that is safe to open in a spreadsheet."""
    tell = Teller(language)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for conflict in (conflict for result in comparison.topics for conflict in result.conflicts):
        topic = _parts(conflict.above.topic)
        topic["period"] = "/".join(topic["period"] or ())  # an interval of ISO 8601
        told = _conflict(conflict, tell)
        cells = [
            *(part or "" for part in topic.values()),
            told["a"],
            told["b"],
            str(told["factor"]),
            f"{conflict.gap:g}",
            told["sentence"],
        ]
        writer.writerow([escape_cell(cell) for cell in cells])
    return out.getvalue()


def to_text(comparison: Comparison, language: str = "en") -> str:
    """Return the topics with conflicts, each as a block of sentences, what contradicts across topics, and why rows are left
    out.
    """
    tell = Teller(language)
    blocks = ["\n".join(_block(result, tell)) for result in comparison.topics if result.conflicts]
    across = [tell.conflict(conflict) for conflict in comparison.nested]
    across += [tell.joint(joint) for joint in comparison.joint]
    if not blocks and not across:
        blocks.append(tell.heading("no_conflicts"))
    left = [tell.heading("left_out"), *_left_out(comparison, tell)] if comparison.not_compared else []
    return "\n\n".join(block for block in (*blocks, "\n".join(dict.fromkeys(across)), "\n".join(left)) if block)


def _left_out(comparison: Comparison, tell: Teller) -> Iterator[str]:
    """The lines of what is not compared; claims that share their reason with many are counted."""
    alike: dict[str, list[str]] = {}
    for out in comparison.not_compared:
        alike.setdefault(tell.not_compared(out.problem, out.by, out.definition), []).append(out.claim_id)
    for reason, claims in alike.items():
        if len(claims) > MOST_NAMED:
            yield f"  {tell.left_out(len(claims), reason)}"
        else:
            yield from (f"  {claim}: {reason}" for claim in claims)


def _topic(result: TopicResult, tell: Teller) -> dict[str, Any]:
    return {
        "topic": _parts(result.topic),
        "claims": [claim.claim_id for claim in result.claims],
        "conflicts": [_conflict(conflict, tell) for conflict in result.conflicts],
        "set_aside": {weighting: list(ids) for weighting, ids in result.set_aside.items()},
        "bands": [
            {"date": band.day.isoformat(), "best": _ranges(band.best), "plus_one": _ranges(band.plus_one)}
            for band in result.bands
        ],
        "relays": [
            {"claim": relay.claim_id, "of": relay.of, "drift": list(relay.drift), "sentence": tell.relay(relay)}
            for relay in result.relays
        ],
        "revisions": [
            {"older": revision.older.claim_id, "newer": revision.newer.claim_id, "sentence": tell.revision(revision)}
            for revision in result.revisions
        ],
    }


def _parts(topic: Topic) -> dict[str, Any]:
    """Return all that tells a topic from others; its period as its first and last day."""
    period = [day.isoformat() for day in topic.period] if topic.period else None
    return {**{name: getattr(topic, name) for name in KEY}, "measures": topic.measures, "period": period}


def _conflict(conflict: Conflict, tell: Teller) -> dict[str, Any]:
    a, b = conflict.pair
    return {"a": a.claim_id, "b": b.claim_id, "factor": round(conflict.factor, 6), "sentence": tell.conflict(conflict)}


def _ranges(ranges: Ranges) -> list[list[float | None]]:
    return [[_end(low), _end(high)] for low, high in ranges]


def _end(end: float) -> float | None:
    if end == inf:
        return None
    return end if end % 1 else int(end)


def _named(column: str, part: str) -> str:
    """Return a part of a topic as people read it: by its name in the registry, else without underscores."""
    registries: Mapping[str, Mapping[str, registry.Conflict | registry.Population]] = {
        "conflict": registry.conflicts(),
        "population": registry.populations(),
    }
    known = registries.get(column, {}).get(part)
    return known.name if known else part.replace("_", " ")


def _block(result: TopicResult, tell: Teller) -> Iterator[str]:
    """The lines of a topic: what it is, its conflicts, what is always set aside, and the band of its last day."""
    topic = result.topic
    parts = [_named(name, part) for name in (*KEY, "measures") if (part := getattr(topic, name))]
    yield " · ".join([*parts, *([" – ".join(map(tell.day, topic.period))] if topic.period else [])])
    # Rows that carry one statement give one sentence.
    yield from dict.fromkeys(f"  {tell.conflict(conflict)}" for conflict in result.conflicts)
    always = [claim for claim in result.claims if claim.claim_id in result.set_aside["always"]]
    if always:
        yield f"  {tell.set_aside(always)}"
    yield f"  {tell.band(result.bands[-1])}"
    yield from (f"  {tell.derived(series)}" for series in result.derived)
