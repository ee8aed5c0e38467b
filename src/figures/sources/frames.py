"""Frames: the places of a sentence where somebody is said to say something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from figures.sources.lexicon import (
    ADVERB,
    CONJUNCTION,
    CUE,
    DETERMINER,
    DOCUMENT,
    OBJECT,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    PUNCTUATION,
    RELATIVE,
    ROLE,
    SAYING,
    SUBORDINATOR,
    TIME,
)
from figures.sources.subjects import (
    can_speak,
    is_deed,
    is_passive,
    is_plural,
    is_verb,
    opening_subject,
    skip_back,
    speaker_after,
    subject_before,
)
from figures.sources.words import DASHES, QUOTES, Span, Words, phrase_after, phrase_before


class Frame(NamedTuple):
    """Somebody (words `first` to `last` of the sentence) with the words that tell of saying (`cue` to `cue_end`).

    `shape` is how the two stand: `before` (X said that), `after` (said X), `lead` (according to X, ... - X), `shared` (the subject
    of an earlier verb), `passive` (reported by X), `label` (X: ...), `announcing` (X made a statement:). `group` is
    the group of the verb; `opening` what follows: `that`, `quote`, `colon`, `comma`, `infinitive`, `preposition`, `clause`
    or `end`.
    """

    first: int
    last: int
    cue: int
    cue_end: int
    shape: str
    group: str
    opening: str
    via: Span | None = None

    @property
    def begin(self) -> int:
        """The first word of speaker and cue together."""
        return min(self.first, self.cue)

    @property
    def finish(self) -> int:
        """The word after speaker, cue and who was told."""
        return max(self.last, self.cue_end, self.via[1] if self.via and self.group == "tell" else 0)


def find_frames(words: Words) -> list[Frame]:
    """Return the frames of a sentence in the order of their cues."""
    frames: list[Frame] = []
    for i in [i for i, kind in enumerate(words.kinds) if kind & CUE]:
        frame = _frame_at(words, i, frames)
        if frame is not None and can_speak(words, (frame.first, frame.last)):
            frames = [*_without_carriers(words, frames, frame)]
    if words.lower and words.lower[-1] == ":" and not frames:
        frames.extend(_announcing_frame(words))
    return frames or list(_dash_frame(words))


def _without_carriers(words: Words, frames: list[Frame], frame: Frame) -> Iterator[Frame]:
    """Yield the frames with the next one; whoever only carries what another says is kept as the `via` of the other's frame."""
    last = frames[-1] if frames else None
    if frame.group in {"quote", "say"} and frame.via:
        yield from (f for f in frames if (f.first, f.last) != frame.via)
        yield frame
    elif last and last.group == "quote" and last.via == (frame.first, frame.last):
        yield from frames
    elif last and frame.group == "lead" and _follows(words, last, frame):
        # "X said, according to Y": Y carries.
        yield from frames[:-1]
        yield last._replace(cue_end=frame.finish, via=(frame.first, frame.last))
    else:
        yield from (*frames, frame)


def _follows(words: Words, said: Frame, lead: Frame) -> bool:
    """Say whether a lead stands right after a verb with its subject, so that nothing but a comma is between them."""
    gap = words.lower[said.finish : lead.begin]
    return said.shape in {"before", "after"} and said.group in {"say", "tell"} and gap in ([], [","]) and not said.via


def _frame_at(words: Words, i: int, frames: list[Frame]) -> Frame | None:
    """Return the frame whose cue is word `i`; `frames` are those before it."""
    word = words.lower[i]
    found = _owner_frame(words, i) if words.kinds[i] & SAYING else None
    if found is None and word in words.lexicon.verbs:
        found = _verb_frame(words, i, frames)
    if found is None and word in words.lexicon.leads:
        found = _lead_frame(words, i)
    if word == ":":
        return None if frames and frames[-1].cue_end == i else _label_frame(words, i)
    return _signature_frame(words, i) if word == "@" else found


def _frame(words: Words, speaker: Span, cue: Span, shape: str, group: str) -> Frame:
    via = _told(words, cue[1]) if group == "tell" and shape in {"before", "shared"} else None
    opening = _opening(words, max(cue[1], speaker[1], via[1] if via else 0))
    return Frame(*speaker, *cue, shape, group, opening, via)


# --- verbs of saying ---


def _verb_frame(words: Words, i: int, frames: list[Frame]) -> Frame | None:
    group, form = words.lexicon.verbs[words.lower[i]]
    if i and words.capital(i) and not words.titled:
        return None
    if is_deed(words, i):
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
            return _frame(words, speaker, (i, i + 1), "after", group)
    before = skip_back(words, i - 1)
    subject = subject_before(words, before)
    if subject and _is_object(words, subject, i):
        return None
    if subject and form == "present" and not is_plural(words, subject, i):
        return None
    if subject:
        absolute = subject[0] and words.lower[subject[0] - 1] in words.lexicon.sets["absolutes"]
        shape = "participle" if form == "ing" and i == subject[1] and not absolute else "before"
        return _frame(words, subject, (i, i + 1), shape, group)
    linked = before >= 0 and (words.kinds[before] & CONJUNCTION or words.lower[before] == ",")
    if before >= 0 and (linked or form == "ing"):
        subject = _shared_subject(words, i, frames)
        return _frame(words, subject, (i, i + 1), "shared", group) if subject else None
    return None


def _is_object(words: Words, subject: Span, i: int) -> bool:
    """Say whether a saying at `i` is a noun, the object of the verb before: "rejected Vardian claims that"."""
    noun = words.kinds[i] & (DOCUMENT | SAYING) and not words.kinds[subject[0]] & (PRONOUN | RELATIVE | DETERMINER)
    return bool(noun) and subject[1] == i and subject[0] > 0 and words.lower[subject[0] - 1] in words.lexicon.verbs


def _shared_subject(words: Words, i: int, frames: list[Frame]) -> Span | None:
    """Return the subject of the verb of saying before, in the same clause, or what opens the clause."""
    start = max((j + 1 for j in range(i) if words.lower[j] == ";"), default=0)
    for frame in reversed(frames):
        if frame.shape in {"before", "shared"} and start <= frame.cue < i:
            return frame.first, frame.last
    return opening_subject(words, start, i)


def _passive_frame(words: Words, i: int, group: str) -> Frame | None:
    """Read "reported by X"."""
    for j in range(i + 1, min(i + 4, len(words))):
        if words.lower[j] in words.lexicon.sets["agents"]:
            speaker = phrase_after(words, j + 1)
            return _frame(words, speaker, (i, j + 1), "passive", group) if speaker else None
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
        return Frame(*carrier, i, end, "before", "quote", _opening(words, end), via)
    quoted = _told(words, i + 1)
    if carrier is None and i > 1 and words.lower[i - 1] == ",":
        reports = [frame for frame in frames if frame.group == "count" and frame.shape in {"before", "after"}]
        carrier = (reports[-1].first, reports[-1].last) if reports else phrase_before(words, i - 2)
    if quoted is None:
        return None
    end = _after_quoting(words, quoted[1])
    if end > quoted[1]:
        return Frame(*quoted, i, end, "before", "say", _opening(words, end), carrier)
    return Frame(*quoted, i, i + 1, "lead", "quote", _opening(words, end), carrier)


def _after_quoting(words: Words, i: int) -> int:
    for phrase in words.lexicon.quoting:
        if tuple(words.lower[i : i + len(phrase)]) == phrase:
            return i + len(phrase)
    return i


def _told(words: Words, i: int) -> Span | None:
    """Return who was told, right after the verb ("told the newspaper")."""
    if i >= len(words):
        return None
    return (i, i + 1) if words.kinds[i] & OBJECT else phrase_after(words, i)


# --- other frames ---


def _lead_frame(words: Words, i: int) -> Frame | None:
    for phrase in words.lexicon.leads[words.lower[i]]:
        end = i + len(phrase)
        if tuple(words.lower[i:end]) == phrase:
            speaker = phrase_after(words, end)
            if speaker:
                return _frame(words, speaker, (i, end), "lead", "lead")
    return None


def _owner_frame(words: Words, i: int) -> Frame | None:
    """Read "by X's count", "by army estimates" and "(X claim)": an opening, an owner, a noun of saying.

    What follows a verb of saying tells where it was said ("said on its account").
    """
    closed = i + 1 < len(words) and words.lower[i + 1] == ")"
    for j in range(i - 1, max(-1, i - 7), -1):
        if closed and words.lower[j] == "(" and j + 1 < i:
            return _frame(words, (j + 1, i), (j, i + 1), "lead", "lead")
        if words.lower[j] in words.lexicon.sets["owning"]:
            unowned = words.lower[j + 1] in words.lexicon.sets["indefinite"]
            if unowned or (j and words.lower[j - 1] in words.lexicon.verbs):
                return None
            owned = words.lower[i - 1].endswith(words.lexicon.owner_endings) or words.kinds[i - 1] & POSSESSIVE
            return _frame(words, (j + 1, i if owned else i + 1), (j, i + 1), "lead", "lead") if j + 1 < i else None
        if words.kinds[j] & (PUNCTUATION | SUBORDINATOR):
            return None
    return None


def _label_frame(words: Words, i: int) -> Frame | None:
    """Read "X: so many dead" where X opens the sentence, and 'X: "..."' anywhere."""
    quoted = i + 1 < len(words) and words.lower[i + 1] in QUOTES
    if i > 8 and not quoted:
        return None
    speaker = phrase_before(words, i - 1)
    if speaker is None or (speaker[0] > 1 and not (quoted and words.kinds[speaker[0] - 1] & PUNCTUATION)):
        return None
    return _frame(words, speaker, (i, i + 1), "label", "label")


def _signature_frame(words: Words, i: int) -> Frame | None:
    """Read "So many dead — X (@name)" under a post."""
    speaker = phrase_before(words, i - 2) if i > 2 and words.lower[i - 1] == "(" else None
    signed = speaker is not None and speaker[0] > 0 and words.lower[speaker[0] - 1] in DASHES
    return Frame(*speaker, i - 1, i + 1, "lead", "lead", "end") if speaker and signed else None


def _announcing_frame(words: Words) -> Iterator[Frame]:
    """Read "X made the following statement:" before what X said."""
    end = len(words) - 1
    speaker = opening_subject(words, 0, end)
    if speaker:
        yield Frame(*speaker, end, end + 1, "announcing", "label", "end")


def _dash_frame(words: Words) -> Iterator[Frame]:
    """Read "So many dead - officials" at the end of a headline."""
    n = len(words)
    for i in range(n - 2, max(2, n - 7), -1):
        if words.lower[i] in DASHES:
            speaker = phrase_after(words, i + 1)
            if speaker and speaker[1] == n and any(kind & (ROLE | DOCUMENT) for kind in words.kinds[i + 1 :]):
                yield Frame(*speaker, i, i + 1, "lead", "lead", "end")
            return


def _opening(words: Words, i: int) -> str:
    """Return what follows a frame that ends before word `i`."""
    n = len(words)
    while i < n and (after := _after_aside(words, i)) > i:
        i = after
    if i >= n:
        return "end"
    word = words.lower[i]
    if word in QUOTES or (word == "," and i + 1 < n and words.lower[i + 1] in QUOTES):
        return "quote"
    if word in {":", ","}:
        return "colon" if word == ":" else "comma"
    if word in words.lexicon.sets["complementizers"]:
        return "that"
    if word in words.lexicon.sets["infinitives"]:
        return "infinitive"
    kind = words.kinds[i]
    if any(tuple(words.lower[i : i + len(phrase)]) == phrase for phrase in words.lexicon.bounding.get(word, ())):
        return "clause"
    return "end" if kind & PUNCTUATION else "preposition" if kind & PREPOSITION else "clause"


def _after_aside(words: Words, i: int) -> int:
    """Return the word after a time, an adverb or an occasion ("on Friday", "in a message") at `i`, or `i` for none."""
    if words.kinds[i] & SUBORDINATOR:
        return i
    if words.kinds[i] & (TIME | ADVERB):
        return i + 1
    for j in range(i + 1, min(i + 5, len(words)) if words.kinds[i] & PREPOSITION else i):
        if words.kinds[j] & TIME or words.lower[j] in words.lexicon.sets["occasions"]:
            return j + 1
        if (
            words.kinds[j] & ~(DETERMINER | POSSESSIVE | ADVERB)
            and words.lower[j] not in words.lexicon.sets["name_joints"]
        ):
            break
    return i
