"""Claims: each counted quantity of a document with who says it, when and where. Pure: a document in, claims out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from figures import registry
from figures.counts import Count, Skipped, read_counts
from figures.dates import Calendar, Dating, find_dating, read_calendar, tells_a_day
from figures.documents import Document
from figures.linking import Link, carried_on, link
from figures.places import Atlas, find_place, main_places, read_atlas
from figures.sentences import Sentence, find_tokens, sentence_at, split_sentences
from figures.sources import Speech, attribute, read_speech

METHOD = "rules-1"
# A figure without a source is right about as often as one whose source was found with this confidence (docs/decisions/confidence.md).
_OWN_VOICE = 0.75
_FEW = 10  # people: so few are often counted twice on different days


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of the claims table; `figures.columns.COLUMNS` says what each field means. Unknown is None."""

    claim_id: str
    origin: str
    claim_type: str
    bound: str
    document_id: str | None = None
    conflict: str | None = None
    subject: str | None = None
    population: str | None = None
    side: str | None = None
    place: str | None = None
    scope: str | None = None
    event: str | None = None
    definition: str | None = None
    text: str | None = None
    low: int | None = None
    high: int | None = None
    value: int | None = None
    source: str | None = None
    source_text: str | None = None
    source_kind: str | None = None
    family: str | None = None
    via: str | None = None
    publisher: str | None = None
    relay_of: str | None = None
    as_of: date | None = None
    as_of_precision: str | None = None
    as_of_basis: str | None = None
    period_start: date | None = None
    published: date | None = None
    quote: str | None = None
    quote_start: int | None = None
    start: int | None = None
    end: int | None = None
    statement: str | None = None
    title: str | None = None
    url: str | None = None
    provenance: str | None = None
    verification: str | None = None
    note: str | None = None
    hedge: str | None = None
    repeats: str | None = None
    confidence: float | None = None
    rule: str | None = None
    trigger: str | None = None
    review: str | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one document: its claims and the numbers that are none, both in order of position."""

    document: Document
    claims: tuple[Claim, ...]
    skipped: tuple[Skipped, ...]


def json_line(row: Mapping[str, object]) -> str:
    """Return one row as a line of JSON; dates are written as ISO 8601."""
    return json.dumps(row, ensure_ascii=False, default=date.isoformat)


def read_document(document: Document) -> Reading:
    """Return every number of the document, as a claim or as skipped with a reason. Raises for nothing a text says."""
    sentences = split_sentences(document.text, document.language)
    counts, skipped = read_counts(document.text, sentences, document.language)
    if not counts:  # most texts: who, when and where of nothing need not be read
        return Reading(document, (), tuple(skipped))
    atlas = read_atlas(
        document.text, sentences, [count.quantity.start for count in counts], document.language, document.title
    )
    context = _Context(
        sentences,
        read_speech(document.text, sentences, document.language),
        read_calendar(document.text, sentences, document.published, document.language),
        atlas,
        main_places(atlas),
    )
    claims: list[Claim] = []
    for count, repeated in zip(counts, _repeated(counts), strict=True):
        claims.append(_claim(document, context, count, repeated, claims[-1] if claims else None))
    return Reading(document, tuple(claims), tuple(skipped))


@dataclass(frozen=True, slots=True)
class _Context:
    """What is read once of a document for all its claims: its sentences, who speaks, its dates and its places.

    `settings` are the places it names most.
    """

    sentences: Sequence[Sentence]
    speech: Speech
    calendar: Calendar
    atlas: Atlas
    settings: tuple[str, ...]


def _claim(
    document: Document, context: _Context, count: Count, repeated: Count | None, previous: Claim | None
) -> Claim:
    """Return the claim that a count makes; `repeated` is the count that it says again, `previous` the claim before it."""
    quantity = count.quantity
    sentence = sentence_at(context.sentences, quantity.start)
    said_by = attribute(context.speech, quantity.start)
    dating = _dating(context, count, repeated)
    place = find_place(context.atlas, quantity.start, quantity.end, quantity.value, dating.scope, count.claim_type)
    source = registry.find_source(said_by.name) if said_by else None
    own_place = place.name if place else None
    linked = link(count, sentence, source, context.settings, own_place, dating.as_of, document.language)
    if previous and sentence and previous.quote_start == sentence.start:
        linked = carried_on(linked, count, Link(previous.population, previous.side, None))
    conflict = linked.conflict
    return Claim(
        claim_id=_claim_id(document, count),
        document_id=document.id,
        origin="extracted",
        conflict=conflict.id if conflict else None,
        claim_type=count.claim_type,
        subject=count.subject,
        population=linked.population,
        side=linked.side,
        place=(place.name or place.text) if place else None,
        scope=dating.scope,
        text=quantity.text,
        bound=quantity.bound,
        low=_whole(quantity.low if count.total is None else count.total),
        high=_whole(quantity.high if count.total is None else count.total),
        value=_whole(quantity.value),
        source=source.name if source else said_by.name if said_by else None,
        source_text=said_by.name if said_by else None,
        source_kind=source.kind if source else None,
        family=source.family if source else None,
        via="; ".join(said_by.via) or None if said_by else None,
        publisher=document.publisher,
        as_of=dating.as_of,
        as_of_precision=dating.precision,
        as_of_basis=dating.basis,
        period_start=conflict.start if conflict and dating.since_outbreak else dating.period_start,
        published=document.published,
        quote=sentence.text if sentence else None,
        quote_start=sentence.start if sentence else None,
        start=quantity.start,
        end=quantity.end,
        title=document.title,
        url=document.url,
        hedge=count.hedge,
        repeats=_claim_id(document, repeated) if repeated else None,
        confidence=round(count.confidence * (said_by.confidence if said_by else _OWN_VOICE), 3),
        rule=count.rule,
        trigger=count.trigger,
        review="unreviewed",
        method=METHOD,
    )


def _dating(context: _Context, count: Count, repeated: Count | None) -> Dating:
    """Return when a figure holds: one said again, for the day it was first said of (a caption dates its photo).

    Not where its sentence tells another day, nor where it is the same by chance: "dozens", or a few of another day.
    """
    quantity = count.quantity
    own = find_dating(context.calendar, quantity.start, quantity.end, count.claim_type)
    if repeated is None or quantity.bound == "vague" or tells_a_day(context.calendar, quantity.start):
        return own
    if (quantity.value or 0) < _FEW and own.basis != "published":
        return own
    return find_dating(context.calendar, repeated.quantity.start, repeated.quantity.end, count.claim_type)


def _claim_id(document: Document, count: Count) -> str:
    return f"{document.id}-{count.quantity.start}-{count.quantity.end}"


def _whole(number: float | None) -> int | None:
    """A count of persons or items is whole: "1.5 million" is 1,500,000; a fraction of a person is dropped."""
    return None if number is None else int(number)


def _repeated(counts: Sequence[Count]) -> list[Count | None]:
    """Return for each count the earlier one of the document that it says again, None where it is new.

    The same number of the same type, of subjects that share a word or are not named twice, is a repetition.
    """
    first_said: dict[tuple[str, int | None], list[tuple[Count, frozenset[str]]]] = {}
    repeated = []
    for count in counts:
        words = _words(count.subject)
        said = first_said.setdefault((count.claim_type, _whole(count.quantity.value)), [])
        earlier = next((c for c, known in said if known & words or not (known and words)), None)
        if earlier is None:
            said.append((count, words))
        repeated.append(earlier)
    return repeated


def _words(subject: str | None) -> frozenset[str]:
    """Return the words of a subject that are long enough to tell who is meant."""
    return frozenset(token.lower for token in find_tokens(subject or "") if len(token.lower) > 3)
