"""Verbs: the frames that stand around a verb of saying: "X said that", "said X", "reported by X", "quoted X as saying"."""

from __future__ import annotations

from figures.sources.frames import Frame, build_frame, opening_of, told
from figures.sources.lexicon import CONJUNCTION, DETERMINER, DOCUMENT, OBJECT, PRONOUN, RELATIVE, SAYING
from figures.sources.senses import is_done, is_passive, is_plural, is_sight, is_verb, says_nothing
from figures.sources.subjects import is_known, opening_subject, skip_back, speaker_after, subject_before
from figures.sources.words import QUOTES, Span, Words, phrase_after, phrase_before


def verb_frame(words: Words, i: int, frames: list[Frame]) -> Frame | None:
    """Return the frame of the verb at `i`, or None where it tells of no saying; `frames` are those before it."""
    group, form = _sense(words, i)
    if (i and words.capital(i) and not words.titled) or says_nothing(words, i, group):
        return None
    if group == "quote" or _hands_on(words, i):
        return _quote_frame(words, i, frames)
    if form in {"past", "participle"} and is_passive(words, i):
        return _passive_frame(words, i, group)
    if not is_verb(words, i, form):
        return None
    if form in {"past", "third"}:
        speaker = speaker_after(words, i)
        if speaker:
            return build_frame(words, speaker, (i, i + 1), "after", group)
    before = skip_back(words, i - 1)
    subject = subject_before(words, before)
    if subject:
        return _subject_frame(words, i, subject, group, form)
    linked = before >= 0 and (words.kinds[before] & CONJUNCTION or words.lower[before] == ",")
    if before >= 0 and (linked or form == "ing"):
        subject = _shared_subject(words, i, frames)
        return build_frame(words, subject, (i, i + 1), "shared", group) if subject else None
    return None


def _sense(words: Words, i: int) -> tuple[str, str]:
    """Return group and form of the verb at `i`: "cited that" puts a figure forward, "found two bodies" is what one saw."""
    group, form = words.lexicon.verbs[words.lower[i]]
    if group == "quote" and not words.lexicon.sets["complementizers"].isdisjoint(words.lower[i + 1 : i + 2]):
        return "count", form
    return ("see" if is_sight(words, i) else group), form


def _subject_frame(words: Words, i: int, subject: Span, group: str, form: str) -> Frame | None:
    """Read "X said", "X saying"."""
    if _is_object(words, subject, i) or (form == "present" and not is_plural(words, subject, i)):
        return None
    if form in {"third", "present"} and not is_known(words, subject) and not words.kinds[subject[0]] & DETERMINER:
        return None
    if form != "ing":
        return build_frame(words, subject, (i, i + 1), "before", group)
    subject = _after_absolute(words, subject)
    absolute = subject[0] and words.lower[subject[0] - 1] in words.lexicon.sets["absolutes"]
    return build_frame(
        words, subject, (i, i + 1), "participle" if i == subject[1] and not absolute else "before", group
    )


def _after_absolute(words: Words, subject: Span) -> Span:
    """Return X of "the plan failed with X saying"."""
    opens = [j for j in range(*subject) if words.lower[j] in words.lexicon.sets["absolutes"]]
    return (opens[-1] + 1, subject[1]) if opens and opens[-1] + 1 < subject[1] else subject


def _is_object(words: Words, subject: Span, i: int) -> bool:
    """Say whether a saying at `i` is a noun, the object of the verb before: "rejected Vardian claims that"."""
    noun = words.kinds[i] & (DOCUMENT | SAYING) and not words.kinds[subject[0]] & (PRONOUN | RELATIVE | DETERMINER)
    return bool(noun) and subject[1] == i and subject[0] > 0 and words.lower[subject[0] - 1] in words.lexicon.verbs


def _shared_subject(words: Words, i: int, frames: list[Frame]) -> Span | None:
    """Return the subject of the verb of saying before, in the same clause, or what opens the clause."""
    start = max((j + 1 for j in range(i) if words.lower[j] == ";" or words.lower[j] in QUOTES), default=0)
    for frame in reversed(frames):
        if frame.shape in {"before", "shared", "after"} and start <= frame.cue < i:
            return frame.first, frame.last
    return opening_subject(words, start, i)


def _passive_frame(words: Words, i: int, group: str) -> Frame | None:
    """Read "reported by X"; what somebody did is not said ("released by X", "an attack claimed by X")."""
    if is_done(words, i, group):
        return None
    for j in range(i + 1, min(i + 4, len(words))):
        if words.lower[j] in words.lexicon.sets["agents"]:
            speaker = phrase_after(words, j + 1)
            return build_frame(words, speaker, (i, j + 1), "passive", group) if speaker else None
    return None


def _hands_on(words: Words, i: int) -> bool:
    """Say whether a verb carries the words of another: "reported him saying"."""
    told = words.kinds[i + 1] & OBJECT if i + 1 < len(words) else 0
    return bool(told) and _after_quoting(words, i + 2) > i + 2


def _quote_frame(words: Words, i: int, frames: list[Frame]) -> Frame | None:
    """Read "X was quoted by Y as saying", "Y quoted X as saying" and "Y reported, citing X"; Y is the carrier."""
    carrier = phrase_before(words, skip_back(words, i - 1))
    if carrier and is_passive(words, i):
        by = i + 1 < len(words) and words.lower[i + 1] in words.lexicon.sets["agents"]
        via = phrase_after(words, i + 2) if by else None
        end = _after_quoting(words, via[1] if via else i + 1)
        return Frame(*carrier, i, end, "before", "quote", opening_of(words, end), via)
    quoted = told(words, i + 1)
    if carrier is None and i > 1 and words.lower[i - 1] == ",":
        reports = [frame for frame in frames if frame.group in {"count", "say"} and frame.shape in {"before", "after"}]
        carrier = (reports[-1].first, reports[-1].last) if reports else phrase_before(words, i - 2)
    if quoted is None:
        return None
    end = _after_quoting(words, quoted[1])
    if end > quoted[1]:
        return Frame(*quoted, i, end, "before", "say", opening_of(words, end), carrier)
    return Frame(*quoted, i, i + 1, "lead", "quote", opening_of(words, end), carrier)


def _after_quoting(words: Words, i: int) -> int:
    for phrase in words.lexicon.quoting:
        if tuple(words.lower[i : i + len(phrase)]) == phrase:
            return i + len(phrase)
    return i
