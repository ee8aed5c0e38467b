"""The day of a document, from what a file says about itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from figures.readers.problems import Problem

FIELDS = ("published", "date")
LANGUAGES = ["en", "ru", "uk"]
"""Languages in which a written day is read. Trying all that dateparser knows takes seconds for one day that none has."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\b")


def published_of(fields: Mapping[str, Any], name: str) -> tuple[date | None, Problem | None]:
    """Return the day given by the field `published` (or `date`), and a problem when there is one that cannot be read."""
    value = next((fields[field] for field in FIELDS if fields.get(field)), None)
    day = parse_day(value)
    if value is None or day is not None:
        return day, None
    return None, Problem(name, f"the date {str(value)[:40]!r} cannot be read; write it as 2022-04-03", lost=False)


def parse_day(value: object) -> date | None:
    """Return the day a value stands for, None when it is unreadable, incomplete or ambiguous (03/04/2022)."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()[:60]
    if _ISO.match(text):
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            return None
    numeric = _NUMERIC.match(text)
    if not text or (numeric and numeric[1] != numeric[2] and max(int(numeric[1]), int(numeric[2])) <= 12):
        return None
    import dateparser

    parsed = dateparser.parse(
        text, languages=LANGUAGES, settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    )
    return parsed.date() if parsed else None
