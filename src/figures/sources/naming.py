"""Naming: the best-named mention of a speaker whom the text calls "he", "the ministry" or by surname alone."""

from __future__ import annotations

from collections.abc import Iterator, Set

from figures.sources.frames import Frame
from figures.sources.lexicon import (
    ADVERB,
    BODY,
    CONJUNCTION,
    DETERMINER,
    DOCUMENT,
    PERSON,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    ROLE,
    SAYING,
    THING,
    TIME,
)
from figures.sources.speech import Speech
from figures.sources.words import Span, Words, head_of, phrase_after, phrase_before

_BACK = 10
_FAR_BACK = 18
_NEAR = 2
_LONGEST_NAME = 3


def best_name(speech: Speech, sentence: int, first: int, last: int, depth: int = 3) -> Span:
    """Return where the text names best whom words `first` to `last` of a sentence mean; their own span when nowhere better."""
    words = speech.read(sentence)[0]
    kind = words.kinds[first]
    if named := _name_after(words, first, last):
        return words.span(*named)
    if issuer := _issuer(words, first, last):
        return words.span(*issuer)
    found: tuple[int, int, int] | None = None
    if depth and (maker := _maker(speech, sentence, first, last)):
        return best_name(speech, sentence, *maker, depth=depth - 1)
    if depth and (pronoun := _stands_for(words, first, last)):
        found = _speaker_before(speech, sentence, first, pronoun)
    elif depth and last - first == 1 and kind & RELATIVE:
        found = _antecedent(speech, sentence, first)
    elif depth and not _is_named(words, first, last):
        found = _described_before(speech, sentence, first, last)
    if found and found != (sentence, first, last):
        return best_name(speech, *found, depth=depth - 1)
    first = _after_title(words, first, last)
    own = _without_owner(words, words.span(first, last))
    return _full_name(speech, own) if last - first == 1 and words.capital(first) and not kind else own


def _stands_for(words: Words, first: int, last: int) -> int:
    """Return the kind of the pronoun that words mean ("it", "him", "its count"), or 0 where they hold a noun of their own."""
    lexicon, word = words.lexicon, words.lower[first]
    if last - first > 1 and not (words.kinds[last - 1] & (DOCUMENT | SAYING) and not words.kinds[last - 1] & ROLE):
        return 0
    if word in lexicon.standing_for:
        return lexicon.kind_of(lexicon.standing_for[word]) & PRONOUN
    return words.kinds[first] & PRONOUN if last - first == 1 and not words.kinds[first] & RELATIVE else 0


def _after_title(words: Words, first: int, last: int) -> int:
    """Return where the name of a person begins after a title: "defense minister Iva Maren"."""
    roles = [i for i in range(first, last) if words.kinds[i] & ROLE]
    after = roles[-1] + 1 if roles else first
    named = last - after >= 2 and all(words.capital(i) and not words.kinds[i] for i in range(after, last))
    return after if named and not words.titled else first


def _issuer(words: Words, first: int, last: int) -> Span | None:
    """Return X of "figures from X", "data released by X" and "a report published on Monday by X"."""
    documents = [i for i in range(first, last) if words.kinds[i] & DOCUMENT and not words.kinds[i] & ROLE]
    if not documents:
        return None
    j = documents[0] + 1
    while j < last and words.lower[j] not in words.lexicon.sets["origins"]:
        j += 1
    if j == last:
        j = _origin_after(words, last)
    if j == 0 or words.lower[j - 1] in words.lexicon.sets["carrying"]:
        return None
    issuer = (j + 1, last) if j + 1 < last else phrase_after(words, j + 1)
    published = words.lower[j - 1].endswith(words.lexicon.participle_endings)
    return None if issuer and published and words.lower[issuer[1] - 1] in words.lexicon.outlets else issuer


def _maker(speech: Speech, sentence: int, first: int, last: int) -> Span | None:
    """Return X of "X published a report", where words `first` to `last` are the report."""
    words, frames = speech.read(sentence)
    if not any(words.kinds[i] & DOCUMENT for i in range(first, last)):
        return None
    return next((f[:2] for f in frames if f.group == "act" and f.shape == "before" and f.cue_end == first), None)


def _origin_after(words: Words, j: int) -> int:
    """Return the "by" or "from" after a document that ends before word `j`, 0 for none: what is between tells when."""
    if j < len(words) and words.lower[j].endswith(words.lexicon.participle_endings):
        j += 1
    while j < len(words) and words.lower[j] not in words.lexicon.sets["origins"]:
        if not words.kinds[j] & (TIME | ADVERB) and not (j + 1 < len(words) and words.kinds[j + 1] & TIME):
            return 0
        j += 1
    return j if j < len(words) else 0


def _name_after(words: Words, first: int, last: int) -> Span | None:
    """Return the name that explains a description: "the local governor, Iva Maren, said"."""
    if not any(words.kinds[i] & ROLE for i in range(first, last)) or last + 2 >= len(words) or words.lower[last] != ",":
        return None
    if not all(words.capital(i) and not words.kinds[i] for i in (last + 1, last + 2)):
        return None
    return phrase_after(words, last + 1)


def _antecedent(speech: Speech, sentence: int, i: int) -> tuple[int, int, int] | None:
    words = speech.read(sentence)[0]
    last = i - 2 if i > 1 and words.lower[i - 1] == "," else i - 1
    phrase = phrase_before(words, last)
    return (sentence, *phrase) if phrase else None


def _is_named(words: Words, first: int, last: int) -> bool:
    """Say whether a group of words holds a name: a capital that is not just the first word of the sentence."""
    return any(
        words.capital(i) and (i > 0 or not words.kinds[i])
        for i in range(first, last)
        if not words.kinds[i] & DETERMINER
    )


def _speakers_before(speech: Speech, sentence: int, before: int) -> Iterator[tuple[int, Frame]]:
    """Yield the frames before word `before` of a sentence, the nearest first."""
    for i in range(sentence, max(-1, sentence - _BACK), -1):
        for frame in reversed(speech.read(i)[1]):
            if i < sentence or frame.last <= before:
                yield i, frame


def _speaker_before(speech: Speech, sentence: int, first: int, pronoun: int) -> tuple[int, int, int] | None:
    for i, frame in _speakers_before(speech, sentence, first):
        words = speech.read(i)[0]
        if frame.shape == "label" or words.kinds[frame.first] & (PRONOUN | RELATIVE):
            continue
        if _fits(words, frame, pronoun):
            return i, frame.first, frame.last
    return None


def _fits(words: Words, frame: Frame, pronoun: int) -> bool:
    """Say whether a pronoun may mean the speaker of a frame: a person for "he", an organization for "it"."""
    whole = 0
    for i in range(frame.first, frame.last):
        whole |= words.kinds[i]
    capitals = [i for i in range(frame.first, frame.last) if words.capital(i) and not words.kinds[i] & DETERMINER]
    if pronoun & PERSON:
        # "the mayor Iva Maren" is named at the end, "the Iva Maren Center" is not.
        ends = all(words.capital(i) and not words.kinds[i] for i in range(max(frame.first, frame.last - 2), frame.last))
        names = sum(1 for i in capitals if not words.kinds[i])
        named = ends or not words.kinds[frame.first] & DETERMINER
        return named and names > (1 if whole & BODY else 0) and not whole & DOCUMENT
    if pronoun & THING:
        return bool(whole & (BODY | DOCUMENT) or words.kinds[frame.first] & DETERMINER) or len(capitals) in {1, 3, 4}
    return True


def _described_before(speech: Speech, sentence: int, first: int, last: int) -> tuple[int, int, int] | None:
    """Find the named mention that "the ministry" goes back to: the nearest with the same noun, then with one of its kind."""
    words = speech.read(sentence)[0]
    if not words.kinds[first] & (DETERMINER | POSSESSIVE) and first > 0:
        return None
    joined = any(words.kinds[i] & CONJUNCTION for i in range(first, last))
    if joined or words.lower[first] in words.lexicon.sets["indefinite"]:
        return None
    middle = head_of(words, first, last) + 1
    bare = sum(1 for i in range(first, last) if not words.kinds[i] & DETERMINER) == 1
    if words.kinds[middle - 1] & ROLE:
        told = frozenset(words.lower[i] for i in range(middle, last) if not words.kinds[i] & (PREPOSITION | DETERMINER))
        return _named_like(speech, sentence, first, words.lower[middle - 1], told, bare=bare)
    if any(words.kinds[i] & DOCUMENT for i in range(first, last)) and words.kinds[first] & DETERMINER:
        for i, frame in _speakers_before(speech, sentence, first):
            earlier = speech.read(i)[0]
            if _is_named(earlier, frame.first, frame.last) and _fits(earlier, frame, THING):
                return i, frame.first, frame.last
    return None


def _named_like(
    speech: Speech, sentence: int, before: int, head: str, told: Set[str], *, bare: bool
) -> tuple[int, int, int] | None:
    """Return the nearest earlier name that stands with the noun `head`, or else with a noun of its kind.

    Where the description tells more ("the head of the mission") the sentence of the name must tell the same; where it
    is `bare` ("the authorities") an earlier speaker of that noun with more words ("local authorities") does as well, and
    then a noun of its kind, one that is singular or plural like it before others.
    """
    kin = speech.lexicon.kin.get(head, frozenset())
    ends = speech.lexicon.plural_endings
    alike = frozenset(noun for noun in kin if noun.endswith(ends) == head.endswith(ends))
    akin: tuple[int, int, int] | None = None
    unlike: tuple[int, int, int] | None = None
    for i in range(sentence, max(-1, sentence - _FAR_BACK), -1):
        written = speech.sentences[i].text.lower()
        if told and not any(noun in written for noun in told):
            continue
        limit = before if i == sentence else None
        if head in written and (found := _named_by(speech, i, limit, {head})):
            return i, *found
        nouns = alike | {head} if sentence - i <= _NEAR else {head}
        if bare and any(noun in written for noun in nouns) and (found := _speaker_of(speech, i, limit, nouns)):
            return i, *found
        if bare and akin is None and any(noun in written for noun in kin):
            found = _named_by(speech, i, limit, alike)
            akin = (i, *found) if found else None
            found = None if found or unlike else _named_by(speech, i, limit, kin)
            unlike = unlike or ((i, *found) if found else None)
    return akin or unlike


def _speaker_of(speech: Speech, sentence: int, before: int | None, nouns: Set[str]) -> Span | None:
    """Return the last speaker of a sentence whose noun is one of `nouns` with words of its own beside it."""
    words, frames = speech.read(sentence)
    for frame in reversed(frames):
        own = range(frame.first, frame.last)
        told = sum(1 for i in own if not words.kinds[i] & DETERMINER) > 1
        if (
            (before is None or frame.last <= before)
            and told
            and words.lower[head_of(words, frame.first, frame.last)] in nouns
        ):
            return frame.first, frame.last
    return None


def _named_by(speech: Speech, sentence: int, before: int | None, nouns: Set[str]) -> Span | None:
    """Return the last name that stands with one of the nouns in a sentence, before word `before` if that is given."""
    words = speech.read(sentence)[0]
    for i in range((len(words) if before is None else before) - 1, -1, -1):
        if words.lower[i] in nouns and (named := _name_beside(words, i)):
            return named
    return None


def _name_beside(words: Words, i: int) -> Span | None:
    """Return the name that stands with a role: before it ("X, a lawyer"), after it ("the governor, X") or around it."""
    phrase = phrase_before(words, i)
    if phrase is None:
        return None
    joints = [j for j in range(phrase[0], i) if words.kinds[j] & PREPOSITION]
    if joints and _is_named(words, joints[-1] + 1, i + 1):
        # The noun is not the head of its group ("a spokesman for the ministry"): what stands beside the group is another.
        return joints[-1] + 1, i + 1
    first = phrase[0]
    last = i + 1
    while last < len(words) and (words.kinds[last] & ROLE or (words.capital(last) and not words.kinds[last])):
        last += 1
    says = last < len(words) and words.lower[last] in words.lexicon.verbs
    if first > 1 and words.lower[first - 1] == "," and words.kinds[first] & DETERMINER and not says:
        before = phrase_before(words, first - 2)
        if before and _is_proper(words, *before):
            return before
    after = _name_after(words, first, last)
    return after or ((first, last) if _is_named(words, first, last) else None)


def _is_proper(words: Words, first: int, last: int) -> bool:
    """Say whether a group of words is a name and little else."""
    return (
        last - first <= 6
        and all(words.capital(i) or words.kinds[i] for i in range(first, last))
        and _is_named(words, first, last)
    )


def _full_name(speech: Speech, own: Span) -> Span:
    """Return the first mention in the text of a surname with the names before it."""
    text, surname = speech.text, speech.text[own[0] : own[1]]
    at = text.find(surname, 0, own[0])
    i = speech.sentence_index(at) if at >= 0 else -1
    if i < 0:
        return own
    words = speech.read(i)[0]
    n = next((n for n, span in enumerate(words.spans) if span[0] == at), 0)
    first = n
    while first and n - first < _LONGEST_NAME and words.capital(first - 1) and not words.kinds[first - 1]:
        first -= 1
    return (words.spans[first][0], at + len(surname)) if first < n else own


def _without_owner(words: Words, span: Span) -> Span:
    """Cut the ending of an owner: "the army" of "the army's"."""
    for ending in words.lexicon.owner_endings:
        if words.text.endswith(ending, span[0] + 1, span[1]):
            return span[0], span[1] - len(ending.lstrip("".join(words.lexicon.plural_endings)))
    return span
