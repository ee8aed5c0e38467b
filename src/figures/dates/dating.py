"""Which moment of the calendar a figure belongs to, and what the figure is a count of: one event, a period, all since a start."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from figures import vocabulary
from figures.dates.calendar import Calendar, Moment
from figures.sentences import START, Sentence, sentence_at

_CLAUSE_COST = 30  # characters: as far apart as the begin of another clause counts
_SUPERLATIVE_REACH = 100
_REACH = 2  # sentences of a report over which the day told last still holds
_STORY = 8  # sentences of a report over which it goes on to speak of an event
_LEAD = 3  # sentences at the begin of a report, which may tell what happened before they tell when
_FRESH = timedelta(days=2)  # the age of news
_REPORTING_REACH = 70
_REPORTED = 100  # characters: as far away the day counts on which somebody spoke
_CLOSE = ("weekday", "day")
_NO_DAY = ("since", "future", "dateline")


@dataclass(frozen=True, slots=True)
class Dating:
    """When a figure holds; every field is None where neither the text nor the day of the document says it.

    `precision` is day or month (`as_of` is then its first day); `basis` stated, relative or published; `period_start` the
    first day of a cumulative count or a period; `scope` cumulative, incident, period or stock. `since_outbreak` says that
    the count starts on the first day of the conflict, which the text does not date.
    """

    as_of: date | None = None
    precision: str | None = None
    basis: str | None = None
    period_start: date | None = None
    scope: str | None = None
    since_outbreak: bool = False


@dataclass(frozen=True, slots=True)
class _Scope:
    name: str
    types: tuple[str, ...]
    going_on: bool
    unless_told: bool
    pattern: re.Pattern[str]  # with the character before it


@dataclass(frozen=True, slots=True)
class _Cues:
    scopes: tuple[_Scope, ...]
    clauses: re.Pattern[str]
    other: re.Pattern[str]
    opening: re.Pattern[str]
    reporting: re.Pattern[str]
    events: re.Pattern[str]
    happening: re.Pattern[str]
    superlatives: re.Pattern[str]
    outbreak: re.Pattern[str]


def find_dating(calendar: Calendar, start: int, end: int, claim_type: str) -> Dating:
    """Return when the figure at `start:end` of the calendar's text holds.

    The moment of its own sentence with the fewest words and clauses between counts; else the day told before; else, for a
    report, the day of the document.
    """
    cues = _cues(calendar.language)
    sentence = sentence_at(calendar.sentences, start) or Sentence(start, end, "", 0)
    first, last = (_index(calendar.moments, at) for at in (sentence.start, sentence.end))
    own = [m for m in calendar.moments[first:last] if not start <= m.start < end]
    scope = _scope(cues, calendar, sentence, claim_type)
    moment = _nearest(cues, calendar.lower, own, start, end)
    if moment and (moment.kind == "back" or moment.last is None):
        moment = next((m for m in own if m.role == "until" and m.last), moment)
    if moment and scope and scope.going_on and _is_background(scope, moment):
        moment = None
    elif moment is None:
        moment = _told_elsewhere(cues, calendar, sentence, scope)
    began = _began(cues, calendar.lower, own, moment)
    outbreak = cues.outbreak.search(calendar.lower, sentence.start, sentence.end)
    since_outbreak = outbreak is not None and not _is_superlative(cues, calendar.lower, outbreak.start())
    is_cumulative = since_outbreak or (began is not None and began.role == "since")
    name = "cumulative" if is_cumulative else _scope_name(scope, moment)
    return Dating(*_as_of(calendar, moment, start), began.first if began else None, name, since_outbreak)


def tells_a_day(calendar: Calendar, start: int) -> bool:
    """Say whether the sentence of the figure at `start` tells a day itself."""
    sentence = sentence_at(calendar.sentences, start)
    return sentence is not None and any(sentence.start <= moment.start < sentence.end for moment in calendar.moments)


def _is_background(scope: _Scope, moment: Moment) -> bool:
    """Say whether a count that goes on is of today although its sentence tells of another time: a stock, or a vague time."""
    return moment.last is None or (scope.name == "stock" and moment.basis == "stated" and moment.role != "until")


def _index(moments: Sequence[Moment], position: int) -> int:
    """Return the index of the first moment at or after `position`."""
    return bisect_left(moments, position, key=START)


def _as_of(calendar: Calendar, moment: Moment | None, start: int) -> tuple[date | None, str | None, str | None]:
    if moment is None and calendar.published is None:
        return None, None, None
    if moment is None:
        heads = calendar.headings[: _index(calendar.headings, start)]
        return heads[-1].last if heads else calendar.published, "day", "published"
    if moment.last is None:
        return None, None, None
    day = moment.last.replace(day=1) if moment.precision == "month" else moment.last
    return day, moment.precision, moment.basis


def _nearest(cues: _Cues, lower: str, moments: Iterable[Moment], start: int, end: int) -> Moment | None:
    best, least = None, None
    for moment in moments:
        if moment.role in _NO_DAY or moment.kind == "future":
            continue
        after = moment.start >= end
        between = lower[end : moment.start] if after else lower[moment.end : start]
        if after and (
            cues.other.search(between) or (cues.opening.search(between) and lower[moment.end : moment.end + 1] == ",")
        ):
            continue
        cost = len(between) + _CLAUSE_COST * len(cues.clauses.findall(between))
        cost += _REPORTED * _is_reported(cues, lower, moment)
        if least is None or cost < least:
            best, least = moment, cost
    return best


def _told_elsewhere(cues: _Cues, calendar: Calendar, sentence: Sentence, scope: _Scope | None) -> Moment | None:
    """Return the day of a figure whose sentence tells none; a count that goes on is of today."""
    if scope and scope.going_on:
        return _told_just_before(calendar, sentence) if scope.unless_told else None
    return (
        _told_before(calendar, sentence)
        or _day_of_the_event(cues, calendar, sentence)
        or _told_next(cues, calendar, sentence)
    )


def _told_just_before(calendar: Calendar, sentence: Sentence) -> Moment | None:
    """Return the day told in the sentence before, in the same paragraph: "... on Friday. Three have been wounded."""
    at = bisect_left(calendar.sentences, sentence.start, key=START)
    before = calendar.sentences[at - 1] if at else None
    if before is None or before.paragraph != sentence.paragraph:
        return None
    first, last = (_index(calendar.moments, position) for position in (before.start, before.end))
    days = [m for m in calendar.moments[first:last] if m.kind in _CLOSE and m.last and m.role not in _NO_DAY]
    return days[-1] if days else None


def _told_next(cues: _Cues, calendar: Calendar, sentence: Sentence) -> Moment | None:
    """Return the first day that a report tells, where it opens with the news and says a few sentences later when it happened."""
    at = bisect_left(calendar.sentences, sentence.start, key=START)
    near = calendar.sentences[at : at + _STORY + 1]
    if calendar.chronicle or calendar.published is None or at >= _LEAD or not near:
        return None
    for m in calendar.moments[: _index(calendar.moments, near[-1].end)]:
        if m.last is None or m.role in _NO_DAY or (m.start < sentence.start and m.kind not in _CLOSE):
            continue
        if m.start < sentence.start:
            return None
        told_in = sentence_at(calendar.sentences, m.start)
        if m.kind == "weekday" and told_in and calendar.published - m.last <= _FRESH:
            happens = cues.happening.search(calendar.lower, told_in.start, told_in.end)
            if happens and not _is_reported(cues, calendar.lower, m):
                return m
    return None


def _told_before(calendar: Calendar, sentence: Sentence) -> Moment | None:
    """Return the moment told last before a sentence: anywhere in a chronicle, in the sentences just before in a report."""
    floor = 0
    if not calendar.chronicle:
        at = bisect_left(calendar.sentences, sentence.start, key=START)
        near = [s for s in calendar.sentences[max(0, at - _REACH) : at] if s.paragraph == sentence.paragraph]
        floor = near[0].start if near else sentence.start
    for index in range(_index(calendar.moments, sentence.start) - 1, -1, -1):
        m = calendar.moments[index]
        if m.start < floor:
            break
        if m.role not in _NO_DAY and m.kind not in ("back", "future") and (calendar.chronicle or m.precision == "day"):
            return m
    return None


def _day_of_the_event(cues: _Cues, calendar: Calendar, sentence: Sentence) -> Moment | None:
    """Return the day on which a report says what happened, where a sentence speaks of it again: "the attack wounded 12".

    A report that has no day itself has no other: there it is the day of every figure.
    """
    if calendar.chronicle or (
        calendar.published and not cues.events.search(calendar.lower, sentence.start, sentence.end)
    ):
        return None
    at = bisect_left(calendar.sentences, sentence.start, key=START)
    reach = _STORY if calendar.published else at
    floor = min((s.start for s in calendar.sentences[max(0, at - reach) : at]), default=sentence.start)
    for index in range(_index(calendar.moments, sentence.start) - 1, -1, -1):
        m = calendar.moments[index]
        if m.start < floor:
            break
        if m.kind == "weekday" and m.last and m.role not in _NO_DAY and not _is_reported(cues, calendar.lower, m):
            return m
    return None


def _is_reported(cues: _Cues, lower: str, moment: Moment) -> bool:
    """Say whether a moment is when somebody spoke: "said on Friday"."""
    return cues.reporting.search(lower, max(0, moment.start - _REPORTING_REACH), moment.start) is not None


def _began(cues: _Cues, lower: str, own: Sequence[Moment], moment: Moment | None) -> Moment | None:
    """Return the moment that says when the count began: "since" in the sentence, or the period that the figure is of."""
    for m in own:
        if m.role == "since" and not _is_superlative(cues, lower, m.start):
            return m
    is_period = (
        moment is not None and moment.first != moment.last and (moment.precision == "day" or moment.kind == "months")
    )
    return moment if is_period else None


def _is_superlative(cues: _Cues, lower: str, position: int) -> bool:
    """Say whether the time that starts at `position` is that of a record ("the deadliest raid since ..."), not of a count."""
    return cues.superlatives.search(lower, max(0, position - _SUPERLATIVE_REACH), position) is not None


def _scope(cues: _Cues, calendar: Calendar, sentence: Sentence, claim_type: str) -> _Scope | None:
    key = sentence.start, claim_type
    if key not in calendar.scopes:
        fitting = ((i, s) for i, s in enumerate(cues.scopes) if not s.types or claim_type in s.types)
        found = (i for i, s in fitting if s.pattern.search(calendar.spaced, sentence.start, sentence.end + 1))
        calendar.scopes[key] = next(found, None)
    index = calendar.scopes[key]
    return None if index is None else cues.scopes[index]


def _scope_name(scope: _Scope | None, moment: Moment | None) -> str | None:
    is_month_of_event = moment is not None and moment.kind == "date" and scope is not None and scope.name == "incident"
    if moment and (moment.kind == "back" or (moment.first != moment.last and moment.role != "until")):
        return "incident" if is_month_of_event else "period"
    if moment and moment.role == "until":
        return "cumulative"
    if scope:
        return scope.name
    return "incident" if moment and moment.last else None


@cache
def told_event(language: str) -> re.Pattern[str]:
    """Return the pattern, for lower case, of words that speak again of an event told before: "the attack"."""
    events = vocabulary.load(language, "dates")["events"]
    return re.compile(rf"\b(?:{'|'.join(events['before'])}) (?:[a-z’'-]+ ){{0,2}}(?:{'|'.join(events['nouns'])})\b")


@lru_cache
def _cues(language: str) -> _Cues:
    data = vocabulary.load(language, "dates")
    return _Cues(
        tuple(
            _Scope(
                s["scope"],
                tuple(s.get("types", ())),
                s.get("going_on", False),
                s.get("unless_told", False),
                _any_after(s["patterns"]),
            )
            for s in data["scopes"]
        ),
        re.compile(r"[,;:()–—]|" + _any_of(data["clauses"]["any"]).pattern),
        re.compile(";|" + _any_of(data["clauses"]["other"]).pattern),
        re.compile(rf"(?:{'|'.join(data['clauses']['opening'])}) \Z"),
        re.compile(
            rf"\b(?:{'|'.join(data['reporting']['words'])})\b(?! (?:{'|'.join(data['reporting']['not_before'])})\b)[^.,;]{{0,40}}\Z"
        ),
        told_event(language),
        re.compile(rf"\b(?:{'|'.join(data['events']['happening'])})"),
        _any_of(data["superlatives"]["words"]),
        re.compile("|".join(data["outbreak"]["patterns"])),
    )


def _any_after(patterns: Sequence[str]) -> re.Pattern[str]:
    """Match one of the patterns with the character before it: `re` looks for that first, which is faster than a boundary."""
    return re.compile(rf"\W(?:{'|'.join(patterns)})\b")


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")
