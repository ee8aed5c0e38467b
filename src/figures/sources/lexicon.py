"""The words of a language that tell who says something, ready for look-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from figures import vocabulary

# Kinds of words. A word may be of several kinds, so they are bits.
DETERMINER, PREPOSITION, JOINING, SUBORDINATOR, CONJUNCTION, RELATIVE = 1, 2, 4, 8, 16, 32
PERSON, GROUP, THING, POSSESSIVE, OBJECT, AUXILIARY = 64, 128, 256, 512, 1024, 2048
COPULA, ADVERB, TIME, ROLE, DOCUMENT, SAYING, MODAL = 4096, 8192, 16384, 32768, 65536, 131072, 262144
NUMBER, PUNCTUATION = 1 << 19, 1 << 20
PRONOUN = PERSON | GROUP | THING

_KINDS = {
    "determiners": DETERMINER,
    "numerals": NUMBER,
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
    "modals": MODAL,
    "adverbs": ADVERB,
    "times": TIME,
}
FORMS = ("present", "third", "past", "ing", "participle")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Look-up tables, all in lower case: kinds of a word, group and form of a verb, kind of role, phrases, endings."""

    language: str
    kinds: dict[str, int]
    verbs: dict[str, tuple[str, str]]
    roles: dict[str, str]
    leads: dict[str, tuple[tuple[str, ...], ...]]
    quoting: tuple[tuple[str, ...], ...]
    bounding: dict[str, tuple[tuple[str, ...], ...]]
    sets: dict[str, frozenset[str]]
    adverb_endings: tuple[str, ...]
    owner_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    never_via: frozenset[str]


@cache
def load(language: str) -> Lexicon:
    """Return the lexicon of a language; raises as `vocabulary.load` does when there is none."""
    data = vocabulary.load(language, "sources")
    phrases = data["phrases"]
    roles = {word: role for role, words in data["roles"].items() for word in words}
    kinds: dict[str, int] = {}
    groups = [(words, _KINDS[name]) for name, words in data["words"].items()]
    groups += [(roles, ROLE), (data["documents"]["nouns"], DOCUMENT), (phrases["sayings"], SAYING)]
    for words, kind in groups:
        for word in words:
            kinds[word] = kinds.get(word, 0) | kind
    sets = ("agents", "origins", "owning", "complementizers", "noun_before", "infinitives", "plurals", "turns")
    return Lexicon(
        language=language,
        kinds=kinds,
        verbs=_read_verbs(data["verbs"]),
        roles=roles,
        leads=_by_first_word(phrases["leads"]),
        quoting=tuple(tuple(phrase.split()) for phrase in phrases["quoting"]),
        bounding=_by_first_word(phrases["bounding"]),
        sets={name: frozenset(phrases[name]) for name in sets},
        adverb_endings=tuple(phrases["adverb_endings"]),
        owner_endings=tuple(phrases["owner_endings"]),
        plural_endings=tuple(phrases["plural_endings"]),
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
