"""The words of a language that tell who says something, ready for look-up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from figures import vocabulary

# Kinds of words. A word may be of several kinds, so they are bits.
DETERMINER, PREPOSITION, JOINING, SUBORDINATOR, CONJUNCTION, RELATIVE = 1, 2, 4, 8, 16, 32
PERSON, GROUP, THING, POSSESSIVE, OBJECT, AUXILIARY = 64, 128, 256, 512, 1024, 2048
COPULA, ADVERB, TIME, ROLE, DOCUMENT, SAYING, MODAL = 4096, 8192, 16384, 32768, 65536, 131072, 262144
NUMBER, PUNCTUATION, CUE, BODY = 1 << 19, 1 << 20, 1 << 21, 1 << 22
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
# The marks that may tell of saying: "X: ...", "... — X (@name)".
_MARKS = (":", "@")
_REMEMBERED = 20_000
# Stands for a form that is the same word as a later form of its row.
_SAME = "-"
FORMS = ("present", "third", "past", "ing", "participle")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Look-up tables, all in lower case: kinds of a word, group and form of a verb, kind of role, phrases, endings."""

    language: str
    kind_of: Callable[[str], int]
    verbs: dict[str, tuple[str, str]]
    kin: dict[str, frozenset[str]]
    outlets: frozenset[str]
    leads: dict[str, tuple[tuple[str, ...], ...]]
    quoting: tuple[tuple[str, ...], ...]
    bounding: dict[str, tuple[tuple[str, ...], ...]]
    sets: dict[str, frozenset[str]]
    adverb_endings: tuple[str, ...]
    owner_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    name_beginnings: tuple[str, ...]
    standing_for: dict[str, str]
    never_via: frozenset[str]


@cache
def load(language: str) -> Lexicon:
    """Return the lexicon of a language; raises as `vocabulary.load` does when there is none."""
    data = vocabulary.load(language, "sources")
    phrases = data["phrases"]
    roles = [word for words in data["roles"].values() for word in words]
    kinds: dict[str, int] = {}
    groups = [(words, _KINDS[name]) for name, words in data["words"].items()]
    groups += [(roles, ROLE), (data["documents"]["nouns"], DOCUMENT), (phrases["sayings"], SAYING)]
    groups += [(data["roles"][role], BODY) for role in phrases["bodies"]]
    for words, kind in groups:
        for word in words:
            kinds[word] = kinds.get(word, 0) | kind
    verbs, leads = _read_verbs(data["verbs"]), _by_first_word(phrases["leads"])
    for word in (*verbs, *leads, *phrases["sayings"], *phrases["utterances"], *_MARKS):
        kinds[word] = kinds.get(word, 0) | CUE
    kinds.update({mark: kinds[mark] | PUNCTUATION for mark in _MARKS})
    owner_endings = tuple(phrases["owner_endings"])
    return Lexicon(
        language=language,
        kind_of=lru_cache(_REMEMBERED)(partial(_kind_of, kinds, owner_endings)),
        verbs=verbs,
        kin=_read_kin(data["roles"], data["wider"]),
        outlets=frozenset(word for role in phrases["carriers"] for word in data["roles"][role]),
        leads=leads,
        quoting=tuple(tuple(phrase.split()) for phrase in phrases["quoting"]),
        bounding=_by_first_word(phrases["bounding"]),
        sets={name: frozenset(words) for name, words in phrases.items()},
        adverb_endings=tuple(phrases["adverb_endings"]),
        owner_endings=owner_endings,
        plural_endings=tuple(phrases["plural_endings"]),
        participle_endings=tuple(phrases["participle_endings"]),
        name_beginnings=tuple(phrases["name_beginnings"]),
        standing_for=data["standing_for"],
        never_via=frozenset(data["carriers"]["never"]),
    )


def _kind_of(kinds: dict[str, int], owner_endings: tuple[str, ...], word: str) -> int:
    if word in kinds:
        return kinds[word]
    if not word[0].isalpha():
        return NUMBER if word[0].isdigit() else PUNCTUATION
    for ending in owner_endings:
        if word.endswith(ending):
            return kinds.get(word[: -len(ending)], 0) & (ROLE | BODY)
    return kinds.get(word.partition("-")[0], 0) & NUMBER if "-" in word else 0


def _read_kin(roles: dict[str, list[str]], wider: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    kin = {word: frozenset(words) for words in roles.values() for word in words}
    for word, kinds in wider.items():
        kin[word] = kin[word].union(*(roles[kind] for kind in kinds))
    return kin


def _read_verbs(groups: dict[str, list[str]]) -> dict[str, tuple[str, str]]:
    verbs: dict[str, tuple[str, str]] = {}
    for group, rows in groups.items():
        for row in rows:
            for form, word in zip(FORMS, row.split(), strict=False):
                if word != _SAME:
                    verbs.setdefault(word, (group, form))
    return verbs


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        table[words[0]] = (*table.get(words[0], ()), words)
    return table
