"""The calendar of a document: every expression of time with the days it stands for, in the order of the text.

A date without a year belongs to the year nearest to its neighbors: in a report the last such day before it was published, in
a chronicle (a text that tells of a time long past) the one nearest to the day told before. What cannot be known stays None.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from figures.dates.expressions import Expression, find_expressions, plain_lower
from figures.sentences import Sentence, sentence_at

_HEAD = 160  # characters in which a dateline stands
_CLOCK = re.compile(r"\s{1,3}\d{1,2}[.:]\d\d\b")
_OPENING = 12  # characters: "In early " and the like stand before a date that opens a sentence
_BESIDE = 2  # characters: ", "
_LIVE = timedelta(days=3)
_LONG_AGO = timedelta(days=14)
_AWAY = 15  # days: as far away a date elsewhere in the text counts
_OLDEST_SHORT_YEAR = 50  # two digits above it are of the 20th century
_MONTH, _YEAR = 30, 365  # the units that are no fixed number of days


class Moment(NamedTuple):
    """An expression of time at `start:end` and the days from `first` to `last` it stands for, None where they are unknown.

    `precision` is day or month; `basis` stated or relative; `role` and `kind` are those of the expression, `role` also
    "dateline".
    """

    start: int
    end: int
    kind: str
    role: str | None
    first: date | None = None
    last: date | None = None
    precision: str = "day"
    basis: str = "stated"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The moments of a document in order, its day, whether it is a chronicle, and what it was read from.

    `headings` are the moments that date the entries of a live report.
    `lower` is the text in lower case, letter by letter, so that every position is one of the text; `spaced` is `lower` after
    a space, so that every word of it stands after some character. `scopes` has which rule about the scope was
    found for a claim type in a sentence, by where that begins: a sentence with a hundred figures is searched once.
    """

    lower: str
    spaced: str
    sentences: Sequence[Sentence]
    language: str
    moments: tuple[Moment, ...]
    headings: tuple[Moment, ...]
    published: date | None
    chronicle: bool
    scopes: dict[tuple[int, str], int | None] = field(default_factory=dict, compare=False, repr=False)


class _Now(NamedTuple):
    """What is known at a place of the text.

    `today` is its day; `told` the day told last, with its basis; `line` the last day in the line of the story, dates aside
    left out; `dated` the complete dates of the text, sorted; `days_of_year` the days told before, by their year.
    """

    today: date | None
    told: date | None
    told_basis: str
    line: date | None
    dated: Sequence[date]
    chronicle: bool
    days_of_year: dict[int, set[date]]

    @property
    def base(self) -> date | None:
        """The day from which "today" and "on Friday" are counted; the day of a chronicle is not that of its story."""
        return self.told if self.chronicle else self.today


Days = tuple[date | None, date | None, str, str]  # first, last, precision, basis
_UNKNOWN: Days = (None, None, "day", "stated")


def read_calendar(text: str, sentences: Sequence[Sentence], published: date | None, language: str = "en") -> Calendar:
    """Return the calendar of `text`. `published` is its day; without it a dateline is the base of "today" and the like."""
    lower = plain_lower(text)
    expressions = find_expressions(text, lower, language)
    dateline = _dateline(text, expressions)
    today = published or (_with_year(dateline.fields) if dateline else _day_of_the_week(expressions))
    chronicle = _is_chronicle(expressions, today)
    dated = [day for e in expressions if (day := _with_year(e.fields))]
    told = dated[0] if chronicle and dated else None
    now = _Now(today, told, "stated", told, sorted(dated), chronicle, {})
    moments = []
    for e in expressions:
        is_heading = e is dateline or (not chronicle and _is_entry(text, e, published))
        if is_heading:
            now = now._replace(today=_with_year(e.fields) or now.today)
        first, last, precision, basis = _RULES[e.kind](e.fields, now)
        moment = Moment(e.start, e.end, e.kind, "dateline" if is_heading else e.role, first, last, precision, basis)
        moments.append(moment)
        now = _after(now, e, moment, _opens(sentences, e.start))
    headings = tuple(
        m for m in moments if m.role == "dateline" and m.last and not (dateline and m.start == dateline.start)
    )
    return Calendar(lower, f" {lower}", sentences, language, tuple(moments), headings, published, chronicle)


def _after(now: _Now, expression: Expression, moment: Moment, opens: bool) -> _Now:
    """Return what is known after a moment was told. `opens` says that a sentence starts with it."""
    first, last = moment.first, moment.last
    if first is None or last is None or moment.role in ("since", "dateline") or moment.kind == "back":
        return now
    if moment.kind == "date" and moment.precision == "day":
        now.days_of_year.setdefault(last.year, set()).add(last)
    day = first if last - first > _LONG_AGO else last
    is_aside = "year" in expression.fields and not opens and now.line is not None
    return now._replace(told=day, told_basis=moment.basis, line=now.line if is_aside else day)


def _opens(sentences: Sequence[Sentence], position: int) -> bool:
    sentence = sentence_at(sentences, position)
    return sentence is not None and position - sentence.start <= _OPENING


def _dateline(text: str, expressions: Sequence[Expression]) -> Expression | None:
    """Return the date of "KYIV, 3 May --": the first date, in a line that a dash or a bracket ends after it."""
    if not expressions or expressions[0].kind != "date" or expressions[0].end > _HEAD:
        return None
    first = expressions[0]
    place = text[max(0, text.rfind("\n", 0, first.start)) : first.start].rstrip(" ,(")
    return first if place.isupper() and "." not in place and text[first.end :].lstrip(" .)")[:1] in "-–—(/" else None


def _day_of_the_week(expressions: Sequence[Expression]) -> date | None:
    """Return the day of "Friday, May 9, 2014": a text that says which day of the week it is tells of that week."""
    for weekday, day in pairwise(expressions):
        found = _with_year(day.fields) if weekday.kind == "weekday" and day.start - weekday.end <= _BESIDE else None
        if found and found.weekday() == weekday.fields["weekday"]:
            return found
    return None


def _is_entry(text: str, expression: Expression, published: date | None) -> bool:
    """Say whether a date heads an entry of a live report: "8 May 2022 21.48", a few days before it was published."""
    day = _with_year(expression.fields)
    if day is None or published is None or not timedelta(0) <= published - day <= _LIVE:
        return False
    return _CLOCK.match(text, expression.end) is not None


def _is_chronicle(expressions: Sequence[Expression], published: date | None) -> bool:
    """Say whether the text tells of a time long past: it gives full dates of then and hardly a day of the week."""
    days = sum(e.kind in ("date", "span") and len(e.fields) > 1 for e in expressions)
    close = sum(e.kind in ("weekday", "day", "weekend", "unit", "back") for e in expressions)
    full = [day for e in expressions if (day := _with_year(e.fields))]
    old = [day for day in full if published is None or published - day > _LONG_AGO]
    return len(old) * 2 > len(full) and (days > 3 * close or len(old) > max(2, close))


def _with_year(fields: Mapping[str, int]) -> date | None:
    """Return the day of a complete date, the first of the month where only the month is given, None without a year."""
    year = fields.get("year")
    if "short_year" in fields:
        year = fields["short_year"] + (1900 if fields["short_year"] > _OLDEST_SHORT_YEAR else 2000)
    month = fields.get("month", fields.get("month_number"))
    return _day(year, month, fields.get("day", 1)) if year and month else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_year(month: int, day: int, now: _Now) -> date | None:
    """Return the day of a date without a year. Where the document has no day, only a day told before gives the year."""
    if now.chronicle:
        return _in_story(month, day, now)
    if now.today is None:
        return _day(now.line.year, month, day) if now.line else None
    found = _day(now.today.year, month, day)
    return found if found and found <= now.today else _day(now.today.year - 1, month, day)


def _in_story(month: int, day: int, now: _Now) -> date | None:
    """Return the day that goes on from the one told last, or, somewhat less likely, is near another date of the text."""
    years = {d.year for d in (*now.dated, now.line) if d}
    days = [d for y in years if (d := _day(y, month, day)) and (now.today is None or d <= now.today)]
    return min(days, key=lambda d: _jump(d, now), default=None)


def _jump(day: date, now: _Now) -> int:
    """Return how many days a story jumps to tell of `day` next."""
    at = bisect_left(now.dated, day)
    elsewhere = min((abs((day - d).days) for d in now.dated[max(0, at - 1) : at + 1]), default=0) + _AWAY
    return min(abs((day - now.line).days), elsewhere) if now.line else elsewhere


def _date(fields: Mapping[str, int], now: _Now) -> Days:
    month = fields.get("month", fields.get("month_number"))
    if month is None:
        return _ordinal(fields["ordinal_day"], now) if "ordinal_day" in fields else _year(fields["year"], now)
    day = _with_year(fields) or _in_year(month, fields.get("day", 1), now)
    if day is None or "day" in fields:
        return day, day, "day", "stated"
    return day, day.replace(day=monthrange(day.year, day.month)[1]), "month", "stated"


def _ordinal(day: int, now: _Now) -> Days:
    base = now.told or now.today
    found = _day(base.year, base.month, day) if base else None
    return found, found, "day", "stated"


def _year(year: int, now: _Now) -> Days:
    """A year alone says no day, unless it is the one told of, or the text gave just one day of it ("the 2023 attack")."""
    if now.chronicle:
        return (now.told, now.told, "day", now.told_basis) if now.told and now.told.year == year else _UNKNOWN
    days = now.days_of_year.get(year, ())
    if len(days) != 1:
        return _UNKNOWN
    (day,) = days
    return day, day, "day", "stated"


def _span(fields: Mapping[str, int], now: _Now) -> Days:
    end = {"month": fields.get("last_month", fields["month"]), "day": fields["last"]}
    year = fields.get("last_year", fields.get("year"))
    last = _with_year({**end, "year": year}) if year else _in_year(end["month"], end["day"], now)
    if last is None:
        return _UNKNOWN
    first = _day(fields.get("year", last.year), fields["month"], fields["day"])
    if first and first > last:
        first = _day(last.year - 1, fields["month"], fields["day"])
    return first, last, "day", "stated"


def _months(fields: Mapping[str, int], now: _Now) -> Days:
    """Return the first day of the first month and the last day of the last one."""
    ends = {"month": fields["last_month"]} | ({"year": fields["year"]} if "year" in fields else {})
    _, last, precision, basis = _date(ends, now)
    if last is None:
        return _UNKNOWN
    return date(last.year - (fields["month"] > last.month), fields["month"], 1), last, precision, basis


def _year_end(fields: Mapping[str, int], now: _Now) -> Days:
    last = date(fields["year"], 12, 31)
    return _UNKNOWN if now.today and last > now.today else (last, last, "day", "stated")


def _relative(day: date | None, precision: str = "day") -> Days:
    if day is None:
        return _UNKNOWN
    if precision == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]), "month", "relative"
    return day, day, "day", "relative"


def _weekday(fields: Mapping[str, int], now: _Now) -> Days:
    return _relative(now.base and now.base - timedelta((now.base.weekday() - fields["weekday"]) % 7))


def _weekend(_: Mapping[str, int], now: _Now) -> Days:
    return _weekday({"weekday": 6}, now)


def _from_published(fields: Mapping[str, int], now: _Now) -> Days:
    return _relative(_shifted(now.base, fields["days"], 1))


def _ago(fields: Mapping[str, int], now: _Now) -> Days:
    unit = fields["unit"]
    if unit == _YEAR:
        return _UNKNOWN
    return _relative(_shifted(now.base, -fields["number"], unit), "day" if unit <= 1 else "month")


def _back(fields: Mapping[str, int], now: _Now) -> Days:
    number, unit = fields.get("number", 1), fields["unit"]
    days = (-(-number // 24), 1) if unit == 0 else (number, unit)
    return _shifted(now.base, -days[0], days[1]), now.base, "day", "relative"


def _unit(fields: Mapping[str, int], now: _Now) -> Days:
    """The week, month or year of the document, or the one before; a year alone says no day."""
    unit, back = fields["unit"], fields["back"]
    if now.base is None or unit == _YEAR:
        return _UNKNOWN
    if unit == _MONTH:
        return _relative(_shifted(now.base.replace(day=1), -back, _MONTH), "month")
    if back == 0:
        return _relative(now.base)
    return _relative(now.base - timedelta(now.base.weekday() + 1), "month" if unit > 1 else "day")


def _story(fields: Mapping[str, int], now: _Now) -> Days:
    return _told(now, fields["days"], 1)


def _later(fields: Mapping[str, int], now: _Now) -> Days:
    return _told(now, fields["number"], fields["unit"])


def _earlier(fields: Mapping[str, int], now: _Now) -> Days:
    return _told(now, -fields["number"], fields["unit"])


def _told(now: _Now, number: int, unit: int) -> Days:
    first, last, precision, _ = _relative(_shifted(now.told, number, unit), "month" if unit > 1 else "day")
    return first, last, precision, now.told_basis


def _nothing(_: Mapping[str, int], __: _Now) -> Days:
    return _UNKNOWN


def _shifted(day: date | None, number: int, unit: int) -> date | None:
    """Return the day `number` units after `day`; hours of a day stay in it, months and years keep the day where they can."""
    if day is None:
        return None
    if unit not in (_MONTH, _YEAR):
        return _safely(lambda: day + timedelta(number * unit))
    months = day.year * 12 + day.month - 1 + number * (1 if unit == _MONTH else 12)
    return _safely(
        lambda: date(months // 12, months % 12 + 1, min(day.day, monthrange(months // 12, months % 12 + 1)[1]))
    )


def _safely(make: Callable[[], date]) -> date | None:
    """Return the day, or None for one before the year 1 or after 9999."""
    try:
        return make()
    except (ValueError, OverflowError):
        return None


_RULES: Mapping[str, Callable[[Mapping[str, int], _Now], Days]] = {
    "date": _date, "span": _span, "months": _months, "year_end": _year_end, "weekday": _weekday, "weekend": _weekend, "day": _from_published, "ago": _ago, "back": _back,
    "unit": _unit, "story": _story, "story_later": _later, "story_earlier": _earlier, "future": _nothing, "vague": _nothing,
}  # fmt: skip
