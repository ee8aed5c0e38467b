"""Subjects: who the grammatical subject of a verb of saying is."""

from __future__ import annotations

from figures.sources.lexicon import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    DETERMINER,
    DOCUMENT,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SUBORDINATOR,
    TIME,
)
from figures.sources.words import DASHES, QUOTES, Span, Words, is_noun_like, phrase_after, phrase_before

_AFAR = 40
_JOINED = 6
_RELATIVE = 9
_STOPS = QUOTES | {";"}


def subject_before(words: Words, last: int) -> Span | None:
    """Return the subject that ends at word `last`, or before the apposition that ends there."""
    if last < 0:
        return None
    if words.lower[last] == "," or words.lower[last] in DASHES:
        return _apposition_subject(words, last)
    if last > 0 and words.lexicon.verbs.get(words.lower[last]) == ("act", "past") and is_noun_like(words, last - 1):
        last -= 1  # "a study by the council released in May estimated"
    phrase = phrase_before(words, _before_occasion(words, last))
    return phrase and (_antecedent(words, phrase[0]) or _whole(words, phrase))


def _before_occasion(words: Words, last: int) -> int:
    """Return the word before an occasion that ends at word `last`: "the mayor" of "the mayor in an online post"."""
    if words.lower[last] in words.lexicon.sets["occasions"]:
        for j in range(last - 1, max(0, last - 4), -1):
            if words.kinds[j] & PREPOSITION:
                return j - 1
    return last


def _antecedent(words: Words, first: int) -> Span | None:
    """Return X of "X that received the bodies said", where the group that begins at `first` ends a relative clause."""
    for j in range(first - 1, max(0, first - _RELATIVE), -1):
        if words.kinds[j] & RELATIVE:
            group, _ = words.lexicon.verbs.get(words.lower[j + 1], ("", ""))
            verb = not words.kinds[j + 1] or words.kinds[j + 1] & AUXILIARY
            own = j + 1 < first and verb and group in {"", "ask"} and not words.capital(j + 1)
            return phrase_before(words, j - 1) if own and is_noun_like(words, j - 1) else None
        if words.kinds[j] & PUNCTUATION:
            return None
    return None


def _whole(words: Words, phrase: Span) -> Span:
    """Take in what is joined before a group and opens the clause: "the ministry and the mayor said"."""
    joint = phrase[0] - 1
    if joint < 1 or not words.kinds[joint] & CONJUNCTION or words.lower[joint] in words.lexicon.sets["turns"]:
        return phrase
    other = phrase_before(words, joint - 1)
    if other is None or other[1] - other[0] > _JOINED:
        return phrase
    opens = other[0] == 0 or words.kinds[other[0] - 1] & (PUNCTUATION | SUBORDINATOR)
    known = words.kinds[other[1] - 1] & ROLE or words.capital(other[1] - 1)
    return (other[0], phrase[1]) if opens and known else phrase


def speaker_after(words: Words, i: int) -> Span | None:
    """Return X of '"...", said X', or None where the verb has its subject before it."""
    if i + 1 >= len(words) or (i and words.lower[i - 1] not in QUOTES | {","}):
        return None
    if words.kinds[i + 1] & (SUBORDINATOR | NUMBER | PUNCTUATION | PREPOSITION | ADVERB | PRONOUN | TIME):
        return None
    speaker = phrase_after(words, i + 1)
    if speaker is None or any(words.lower[j] in QUOTES for j in range(max(0, i - 2), i)):
        return speaker
    if not words.kinds[speaker[0]] & DETERMINER and not is_known(words, speaker):
        return None
    other = _apposition_subject(words, i - 1) if i else None
    if i == 0 or (other and (is_known(words, other) or not words.capital(speaker[0]))):
        return None
    ended = speaker[1] >= len(words) or words.kinds[speaker[1]] & (PUNCTUATION | PREPOSITION | RELATIVE | TIME)
    return speaker if ended else None


def opening_subject(words: Words, start: int, i: int) -> Span | None:
    """Return the group of words that opens the clause from word `start` to word `i`, after what only leads in."""
    while start < i and words.kinds[start] & (PUNCTUATION | CONJUNCTION | ADVERB):
        start += 1
    if start < i and words.kinds[start] & (PREPOSITION | SUBORDINATOR):
        start = next((j + 1 for j in range(start, min(i, start + 15)) if words.lower[j] == ","), i)
        while start + 1 < i and words.kinds[start] & NUMBER and words.lower[start + 1] == ",":
            start += 2  # the year of a date
    phrase = phrase_after(words, start) if start < i else None
    return _to_its_name(words, phrase[0], min(phrase[1], i)) if phrase else None


def _to_its_name(words: Words, start: int, end: int) -> Span | None:
    """Cut a group that opens a sentence after its names or roles: what follows may be the verb."""
    if words.kinds[start] & PRONOUN:
        return start, end
    if words.kinds[start] & DETERMINER and start + 1 < end and not words.capital(start + 1):
        return start, start + 2
    last = None
    for j in range(start, end):
        if words.capital(j) or words.kinds[j] & ROLE:
            if last is not None and j - last > 2:
                break
            last = j
    return None if last is None else (start, last + 1)


def _apposition_subject(words: Words, comma: int) -> Span | None:
    """Return X of "X, the mayor, said": `comma` is the one before the verb."""
    mark = words.lower[comma]
    i = comma - 1
    for _ in range(3):
        while i >= 0 and words.lower[i] != mark and comma - i < _AFAR:
            if words.lower[i] in _STOPS:
                return None
            i -= 1
        if i <= 0 or words.lower[i] != mark:
            return None
        if not (_explains(words, i + 1) or words.kinds[i + 1] & ADVERB):
            return _name_after_role(words, i, comma)
        subject = phrase_before(words, skip_back(words, i - 1))
        if subject and not words.kinds[subject[0]] & (NUMBER | PREPOSITION):
            return _named_by(words, subject) or subject
        i -= 1
    return None


def _named_by(words: Words, role: Span) -> Span | None:
    """Return X of "X, a clinic of ..., " where words such as "a clinic of" only explain it."""
    comma = role[0] - 1
    if comma < 1 or words.lower[comma] != "," or words.lower[role[0]] not in words.lexicon.sets["articles"]:
        return None
    name = phrase_before(words, comma - 1)
    if name is None or words.kinds[name[0] - 1] & PREPOSITION or words.kinds[name[1] - 1] & TIME:
        return None
    return name if words.capital(name[1] - 1) else None


def is_known(words: Words, subject: Span) -> bool:
    """Say whether a subject is a pronoun or holds a name, a role or a document."""
    return any(words.kinds[i] & (PRONOUN | RELATIVE | ROLE | DOCUMENT) or words.capital(i) for i in range(*subject))


def _name_after_role(words: Words, first_comma: int, last_comma: int) -> Span | None:
    """Return X of "a spokeswoman, X, said"."""
    name = phrase_before(words, last_comma - 1)
    role = phrase_before(words, first_comma - 1)
    if name is None or role is None or name[0] != first_comma + 1 or not words.capital(name[0]):
        return None
    if named := _named_by(words, role):
        return named
    return name if words.kinds[role[0]] & (DETERMINER | NUMBER) or words.kinds[role[1] - 1] & ROLE else None


def _explains(words: Words, i: int) -> bool:
    """Say whether the words from `i` explain the name before them: "the mayor", "who ...", "34", "head of", "in Kyiv"."""
    if words.kinds[i] & (RELATIVE | NUMBER | PREPOSITION | DETERMINER | TIME):
        return True
    if words.lexicon.verbs.get(words.lower[i]) == ("quote", "ing"):
        return True
    if not words.kinds[i] and words.lower[i].endswith(words.lexicon.participle_endings) and not words.capital(i):
        return words.lower[i] not in words.lexicon.verbs
    return any(words.kinds[j] & ROLE for j in range(i, min(len(words), i + 4)) if "," not in words.lower[i:j])


def skip_back(words: Words, i: int) -> int:
    """Return the word left of `i` that is no auxiliary, adverb or time ("also", "has", "on Friday")."""
    stop = max(-1, i - 8)
    while i > stop and _is_skipped(words, i):
        i -= 1
    return i


def _is_skipped(words: Words, i: int) -> bool:
    kind = words.kinds[i]
    following = words.kinds[i + 1] if i + 1 < len(words) else 0
    return bool(
        kind & TIME
        or (kind & (AUXILIARY | ADVERB) and not kind & PRONOUN)
        or (i and words.lower[i].endswith(words.lexicon.adverb_endings) and not words.capital(i))
        or (kind & PREPOSITION and following & (TIME | NUMBER))
        or (kind & NUMBER and i and words.kinds[i - 1] & TIME)
    )
