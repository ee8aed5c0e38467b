"""Runs of capitalized words that may name a place, and what the words around them say about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from figures.places.words import Words, is_source, places_by_name
from figures.registry import Place

Lead = Literal["strong", "weak", "none"]

_BEFORE = re.compile(r"[a-z'’-]+|[^a-z\s]")
_TOKEN = re.compile(r"\w[\w'-]{1,40}")
_SENTENCE_START = re.compile(r"(?:\A|[.:|•\n-]\s?)\Z")
_REACH = 48  # characters before a name in which its preposition is looked for
_AROUND = 20_000  # characters of the text on either side of a name that are searched
_HEADLINE = 3  # spaces in a run of capitalized words that is no name
_WORDS_TRIED = 3  # no place has more words in a text that is all capitals


class Name(NamedTuple):
    """A name at `start:end` with the words for its kind; `key` is the name alone in lower case, `place` its registry entry.

    `lead` tells what the words before it make of it: strong (a place), weak (a place if the name is known as one) or none.
    """

    start: int
    end: int
    key: str
    place: Place | None
    kind: str | None
    lead: Lead
    word: str
    possessive: bool
    actor: bool


def find_names(text: str, lower: str, words: Words, start: int, end: int) -> Iterator[Name]:
    """Yield the names between `start` and `end` that are places or may be. `lower` is the text in lower case."""
    if text[start:end].isupper():
        yield from _known_names(text, lower, words, start, end)
        return
    done = 0
    for run in words.name.finditer(text, start, end):
        name = _read(text, lower, words, run.start(), run.end()) if run.start() >= done else None
        if name:
            yield name
            done = name.end


def _known_names(text: str, lower: str, words: Words, begin: int, end: int) -> Iterator[Name]:
    """Yield the names of the registry in a text that is all capitals, where a capital tells nothing."""
    places = places_by_name()
    spans = [m.span() for m in _TOKEN.finditer(lower, begin, end)]
    done = 0
    for i, (start, _) in enumerate(spans):
        if start < done:
            continue
        for last in range(min(i + _WORDS_TRIED, len(spans)), i, -1):
            key = lower[start : spans[last - 1][1]]
            if key in places and key not in words.skipped:
                done = spans[last - 1][1]
                lead, kind, word = _lead(text, lower, words, start, places[key])
                yield Name(start, done, key, places[key], kind, lead, word, False, False)
                break


def _read(text: str, lower: str, words: Words, start: int, end: int) -> Name | None:
    run_end = end
    start, place, length = _trimmed(lower, words, start, end)
    end = start + length
    if not length or (place and lower[end:run_end].rpartition(" ")[2] in words.others):
        return None  # "Kurdistan Freedom Party"
    longer = words.longer.match(lower, end)
    if longer and (whole := places_by_name().get(lower[start : longer.end()])):
        place, end = whole, longer.end()  # "Democratic Republic of the Congo"
    if not place:
        end = _without_time(lower, words, start, end)
    key = lower[start:end]
    last = key.rpartition(" ")[2]
    after = words.after.match(lower, end)
    following = (after[1], after[2] or "") if after else ("", "")
    if following[0] in words.others or (not place and _is_other(words, key, last)):
        return None
    actor = _is_actor(words, following)
    possessive = lower[end : end + 2] in ("'s", "’s") or (key.endswith("s") and lower[end : end + 1] in ("'", "’"))
    lead, kind, word = _lead(text, lower, words, start, place)
    if possessive and lead == "strong":
        lead, kind = "weak", None  # "the area of Russia's ..." goes on to the place that is meant
    if last in words.kinds and last != key:
        lead, kind = "strong", last
    elif after and (place or not _SENTENCE_START.search(text, max(0, start - 2), start)):
        size = _kind_words(words, following)
        if size:
            lead, kind, end, actor = "strong", following[size - 1], after.end(size), False
            place = _of_kind(words, lower[start:end], place, kind)
    if lead == "none" and following[0] in words.speech_verbs:
        return None
    if not place and not kind and (key.count(" ") >= _HEADLINE or is_source(key)):
        return None
    if not place and (text[start:end].isupper() or _is_common(text, key, start)):
        lead = "none"
    return Name(start, end, key, place, kind, lead, word, possessive, actor)


def _trimmed(lower: str, words: Words, start: int, end: int) -> tuple[int, Place | None, int]:
    """Cut the words of a run that are no part of a name; return the new start, the place if it is known, and the length."""
    places = places_by_name()
    while start < end:
        part = lower[start:end]
        while part and part not in places:
            part = part.rpartition(" ")[0]
        if part and part not in words.skipped:
            rest = lower[start + len(part) : end]
            is_other = rest.rpartition(" ")[2] in words.others  # "Kurdistan Freedom Party"
            return (start, None, 0) if is_other else (start, places[part], len(part))
        first = lower[start:end].partition(" ")[0]
        if first not in words.skipped and first.partition("-")[0] not in words.peoples:
            return start, None, end - start
        start += len(first) + 1
    return start, None, 0


def _without_time(lower: str, words: Words, start: int, end: int) -> int:
    """Return where a name ends when a day or month after it is left out: "in Ardova Thursday"."""
    while (cut := lower.rfind(" ", start, end)) > 0 and lower[cut + 1 : end] in words.times:
        end = cut
    return end


def _of_kind(words: Words, full: str, place: Place | None, kind: str) -> Place | None:
    """Return the place of a name with its kind: the Kharkiv region is not the city."""
    of_kind = places_by_name().get(full)
    return of_kind or (place if place and words.level(place, None) <= words.level(None, kind) else None)


def _is_other(words: Words, key: str, last: str) -> bool:
    """Say whether an unknown name is that of a time, an event, or of something that is no place."""
    parts = key.split()
    return (
        not words.others.isdisjoint(parts)
        or last.rpartition("-")[2] in words.endings
        or key in words.pronouns
        or key in words.peoples
        or key in words.event_nouns
        or parts[0] in words.times
        or words.kinds.issuperset(parts)
    )


def _is_common(text: str, key: str, start: int) -> bool:
    """Say whether a name of one word stands in the text around it as an ordinary word, too."""
    return " " not in key and text.find(f" {key} ", max(0, start - _AROUND), start + _AROUND) >= 0


def _is_actor(words: Words, following: tuple[str, str]) -> bool:
    """Say whether the two words after a name make it one who acts or speaks: "citizen", "regional government"."""
    first, second = following
    if second in words.kinds or second in words.before_kinds:
        return False  # "military air base"
    return first in words.actors or (first in words.heads and second in words.actors)


def _kind_words(words: Words, following: tuple[str, str]) -> int:
    """Return how many of the two words after a name say what kind of place it is: "region", "steel plant"."""
    if following[0] in words.kinds:
        return 1
    return 2 if following[0] in words.before_kinds and following[1] in words.kinds else 0


def _lead(text: str, lower: str, words: Words, start: int, place: Place | None) -> tuple[Lead, str | None, str]:
    """Say what the words before a name make of it, and which kind of place they say it is."""
    if lower[start - 1 : start] != " " or text.startswith("\n\n", start - 2):
        return "none", None, ""
    before = _BEFORE.findall(lower, max(0, start - _REACH), start)
    while before and _is_modifier(words, before[-1]):
        before.pop()
    word, previous = before[-1] if before else "", before[-2] if len(before) > 1 else ""
    if place and word == "," and previous in words.kinds and words.level(None, previous) == words.level(place, None):
        return "strong", previous, word  # "the capital, Kyiv"
    if word in words.kinds:
        return ("strong", word, word) if words.level(None, word) <= words.level(None, None) else ("none", None, word)
    if word in words.weak:
        previous = before[-3] if previous in words.modifiers and len(before) > 2 else previous
        if word == words.of and previous in words.kinds:
            return "strong", previous, word
        is_small = word in words.small and place is not None and words.level(place, None) > 1
        return ("strong" if previous in words.event_nouns or is_small else "weak"), None, word
    if place and previous in words.strong and word.isalpha():
        return "strong", None, word  # "in volatile northwestern Ardova"
    return ("strong" if word in words.strong or word in words.event_verbs else "none"), None, word


def _is_modifier(words: Words, word: str) -> bool:
    return word in words.modifiers or word in words.peoples or "-" in word or word.endswith(("'s", "’s"))
