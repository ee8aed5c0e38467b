"""Senses: whether a word tells of saying where it stands, and who may be the one who says it."""

from __future__ import annotations

from figures.sources.lexicon import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    COPULA,
    DETERMINER,
    DOCUMENT,
    MODAL,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SAYING,
    SUBORDINATOR,
)
from figures.sources.words import QUOTES, Span, Words, head_of


def is_verb(words: Words, i: int, form: str) -> bool:
    """Say whether the form at `i` stands where a verb stands, not a noun ("12 reports") or an adjective ("the reported")."""
    lexicon = words.lexicon
    previous = words.kinds[i - 1] if i else PUNCTUATION
    if form in {"past", "participle"}:
        infinitive = i > 0 and words.lower[i - 1] in lexicon.sets["infinitives"]
        return not previous & DETERMINER and not infinitive and not _is_counted(words, i)
    if form == "ing":
        if i and (words.lower[i - 1], words.lower[i]) in lexicon.quoting:
            return False
        return not previous & (PREPOSITION | DETERMINER)
    if i == 0 or previous & (DETERMINER | PREPOSITION | NUMBER) or words.lower[i - 1] in lexicon.sets["infinitives"]:
        return False
    if not words.kinds[i] & (DOCUMENT | SAYING):
        return True
    following = words.lower[i + 1] if i + 1 < len(words) else "."
    is_noun = following in lexicon.sets["noun_before"] or lexicon.kind_of(following) & AUXILIARY
    if following in lexicon.bounding and i + 2 < len(words) and words.kinds[i + 2] & NUMBER:
        is_noun = False  # "estimates about 40"
    return not (
        is_noun
        or (following in lexicon.verbs and not lexicon.kind_of(following) & DOCUMENT)
        or words.lower[i - 1].endswith(lexicon.owner_endings)
        or (previous & (PUNCTUATION | CONJUNCTION) and words.lower[i - 1] not in {",", ")"})
    )


def _is_counted(words: Words, i: int) -> bool:
    """Say whether a participle at `i` belongs to what is counted: "one suspected gunman"."""
    if (
        i in {0, len(words) - 1}
        or not words.kinds[i - 1] & NUMBER
        or words.lexicon.verbs[words.lower[i]][0] in {"say", "tell"}
    ):
        return False
    return not words.kinds[i + 1] & ~(ROLE | DOCUMENT) and not words.capital(i + 1)


def is_plural(words: Words, subject: Span, verb: int) -> bool:
    """Say whether a subject agrees with a plain present: it is plural, two joined, or an auxiliary stands between."""
    lexicon = words.lexicon
    if any(words.kinds[i] & AUXILIARY and not words.kinds[i] & MODAL for i in range(subject[1], verb)):
        return True
    if any(words.kinds[i] & CONJUNCTION for i in range(*subject)):
        return True
    word = words.lower[head_of(words, *subject)]
    owner = word.endswith(lexicon.owner_endings)
    return word in lexicon.sets["plurals"] or (word.endswith(lexicon.plural_endings) and not owner)


def is_passive(words: Words, i: int) -> bool:
    """Say whether a participle at `i` is passive: after a form of "be", or before the one who did it."""
    j = i - 1
    while j >= 0 and words.kinds[j] & ADVERB:
        j -= 1
    return (j >= 0 and bool(words.kinds[j] & COPULA)) or (
        i + 1 < len(words) and words.lower[i + 1] in words.lexicon.sets["agents"]
    )


def says_nothing(words: Words, i: int, group: str) -> bool:
    """Say whether the verb at `i` tells of no saying by its object or by what follows, whoever its subject is."""
    if is_deed(words, i) or is_said_of(words, i):
        return True
    if group == "level":
        return not is_level(words, i)
    return group == "act" and not is_passive(words, i) and not makes_public(words, i)


def is_deed(words: Words, i: int) -> bool:
    """Say whether the verb at `i` tells of a deed by its object: "claimed responsibility", "claimed 20 lives"."""
    sets = words.lexicon.sets
    if words.lower[i] not in sets["deed_verbs"]:
        return False
    for j in range(i + 1, min(i + 7, len(words))):
        if words.lower[j] in sets["deed_objects"]:
            return True
        ends = words.kinds[j] & (PUNCTUATION | SUBORDINATOR | AUXILIARY | PREPOSITION)
        if ends and words.lower[j] not in QUOTES | sets["name_joints"]:
            return False
    return False


def is_done(words: Words, i: int, group: str) -> bool:
    """Say whether the passive at `i` tells what was done: "men freed by", "an attack claimed by", but not "a toll claimed by"."""
    sets = words.lexicon.sets
    if group == "act":
        return i == 0 or not words.kinds[i - 1] & DOCUMENT
    figures = any(words.kinds[j] & DOCUMENT or words.lower[j] in sets["tolls"] for j in range(max(0, i - 6), i))
    return words.lower[i] in sets["deed_verbs"] and not figures


def makes_public(words: Words, i: int) -> bool:
    """Say whether the verb at `i` has words or figures as its object: "released figures", "gave a toll of 40"."""
    sets = words.lexicon.sets
    for j in range(i + 1, min(i + 8, len(words))):
        if (
            words.kinds[j] & DOCUMENT
            or words.lower[j] in sets["tolls"] | sets["contents_of_acts"] | sets["complementizers"] | QUOTES
        ):
            return True
        if words.lower[j] in {":", ".", ";"} or words.kinds[j] & (RELATIVE | SUBORDINATOR | NUMBER):
            return words.lower[j] == ":"
    return False


def is_sight(words: Words, i: int) -> bool:
    """Say whether the verb at `i` tells of something found where it lay: "found two bodies"."""
    sets = words.lexicon.sets
    return words.lower[i] in sets["finding"] and not sets["sights"].isdisjoint(words.lower[i + 1 : i + 7])


def is_said_of(words: Words, i: int) -> bool:
    """Say whether the verb at `i` is said of its subject, or tells what happened to it: "is believed to be", "found itself"."""
    if i + 1 >= len(words):
        return False
    sets = words.lexicon.sets
    if words.lower[i + 1] in sets["reflexives"]:
        return True
    infinitive = words.lower[i + 1] in sets["infinitives"] and i + 2 < len(words)
    return infinitive and words.lower[i] in sets["said_of"] and bool(words.kinds[i + 2] & AUXILIARY)


def is_level(words: Words, i: int) -> bool:
    """Say whether the verb at `i` sets a figure: "put the dead at 27", "raised its estimate to 40"."""
    sets = words.lexicon.sets
    level = words.lower[i] in sets["placing"]
    for j in range(i + 1, min(i + 14, len(words) - 1)):
        level = level or words.lower[j] in sets["levels"] or words.lower[j] in sets["tolls"]
        if words.kinds[j] & (PUNCTUATION | SUBORDINATOR | AUXILIARY):
            return False
        if level and words.lower[j] in sets["reaching"]:
            return bool(words.kinds[j + 1] & NUMBER) or words.lower[j + 1] in words.lexicon.bounding
    return False


def can_speak(words: Words, subject: Span, group: str) -> bool:
    """Say whether a subject may say something: it is neither nobody nor a thing that only happens ("the clashes").

    What was seen (`group`) is told by those only who are there to watch: "a reporter saw two bodies".
    """
    sets, head = words.lexicon.sets, words.lower[head_of(words, *subject)]
    if group == "see" and head not in sets["watchers"]:
        return False
    if (
        group == "count"
        and words.kinds[subject[0]] & NUMBER
        and not any(words.kinds[i] & ROLE for i in range(*subject))
    ):
        return False  # "40 bodies identified in Orn"
    return head not in sets["silent"] and words.lower[subject[0]] not in sets["nobody"]


def can_lead(words: Words, speaker: Span) -> bool:
    """Say whether a group of words after "per" or "by" may be a speaker: "per the mayor", not "per capita" or "by telephone"."""
    if words.lower[head_of(words, *speaker)] in words.lexicon.sets["occasions"]:
        return False
    return any(words.kinds[i] & (DETERMINER | ROLE | DOCUMENT | PRONOUN) or words.capital(i) for i in range(*speaker))
