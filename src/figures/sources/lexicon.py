"""The words of a language that tell who says something, ready for look-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from figures import vocabulary

# Kinds of words. A word may be of several kinds, so they are bits.
DETERMINER, PREPOSITION, JOINING, SUBORDINATOR, CONJUNCTION, RELATIVE = 1, 2, 4, 8, 16, 32
PERSON, GROUP, THING, POSSESSIVE, OBJECT, AUXILIARY = 64, 128, 256, 512, 1024, 2048
COPULA, ADVERB, TIME, ROLE, DOCUMENT, SAYING = 4096, 8192, 16384, 32768, 65536, 131072
PRONOUN = PERSON | GROUP | THING

_KINDS = {
    "determiners": DETERMINER,
    "prepositions": PREPOSITION,
    "joining": JOINING,
    "subordinators": SUBORDINATOR,
    "conjunctions": CONJUNCTION,
    "relatives": RELATIVE,
    "persons": PERSON,
    "groups": GROUP,
    "things": THING,
    "possessives": POSSESSIVE,
    "objects": OBJECT,
    "auxiliaries": AUXILIARY,
    "copulas": COPULA,
    "adverbs": ADVERB,
    "times": TIME,
}
FORMS = ("present", "third", "past", "ing", "participle")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Look-up tables, all in lower case: kinds of a word, group and form of a verb, kind of role, leads by their first word."""

    language: str
    kinds: dict[str, int]
    verbs: dict[str, tuple[str, str]]
    roles: dict[str, str]
    leads: dict[str, tuple[tuple[str, ...], ...]]
    quoting: tuple[tuple[str, ...], ...]
    never_via: frozenset[str]


@cache
def load(language: str) -> Lexicon:
    """Return the lexicon of a language; raises as `vocabulary.load` does when there is none."""
    data = vocabulary.load(language, "sources")
    kinds: dict[str, int] = {}

    def mark(words: Iterable[str], kind: int) -> None:
        for word in words:
            kinds[word] = kinds.get(word, 0) | kind

    for name, words in data["words"].items():
        mark(words, _KINDS[name])
    roles = {word: role for role, words in data["roles"].items() for word in words}
    mark(roles, ROLE)
    mark(data["documents"]["nouns"], DOCUMENT)
    mark(data["phrases"]["sayings"], SAYING)
    return Lexicon(
        language=language,
        kinds=kinds,
        verbs=_read_verbs(data["verbs"]),
        roles=roles,
        leads=_by_first_word(data["phrases"]["leads"]),
        quoting=tuple(tuple(phrase.split()) for phrase in data["phrases"]["quoting"]),
        never_via=frozenset(data["carriers"]["never"]),
    )


def _read_verbs(groups: dict[str, list[str]]) -> dict[str, tuple[str, str]]:
    verbs: dict[str, tuple[str, str]] = {}
    for group, rows in groups.items():
        for row in rows:
            for form, word in zip(FORMS, row.split(), strict=False):
                verbs.setdefault(word, (group, form))
    return verbs


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        table[words[0]] = (*table.get(words[0], ()), words)
    return table
