"""Frames: the places of a sentence where somebody is said to say something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from figures.sources.lexicon import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    COPULA,
    CUE,
    DETERMINER,
    DOCUMENT,
    MODAL,
    NUMBER,
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
from figures.sources.words import DASHES, QUOTES, Span, Words, phrase_after, phrase_before

_AFAR = 40
_STOPS = QUOTES | {";"}


@dataclass(frozen=True, slots=True)
class Frame:
    """Somebody (words `first` to `last` of the sentence) with the words that tell of saying (`cue` to `cue_end`).

    `shape` is how the two stand: `before` (X said that), `after` (said X), `lead` (according to X), `shared` (the subject
    of an earlier verb), `passive` (reported by X), `label` (X: ...), `dash` (... - X). `group` is
    the group of the verb; `opening` what follows: `that`, `quote`, `colon`, `comma`, `preposition`, `clause` or `end`.
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
        if frame is not None:
            frames.append(frame)
    if words.lower and words.lower[-1] == ":" and not frames:
        frames.extend(_announcing_frame(words))
    return frames or list(_dash_frame(words))


def _frame_at(words: Words, i: int, frames: list[Frame]) -> Frame | None:
    """Return the frame whose cue is word `i`; `frames` are those before it."""
    word = words.lower[i]
    found = _owner_frame(words, i) if words.kinds[i] & SAYING else None
    if found is None and word in words.lexicon.verbs:
        found = _verb_frame(words, i, frames)
    if found is None and word in words.lexicon.leads:
        found = _lead_frame(words, i)
    return _label_frame(words, i) if word == ":" else found


def _frame(words: Words, speaker: Span, cue: Span, shape: str, group: str) -> Frame:
    via = _told(words, cue[1]) if group == "tell" and shape in {"before", "shared"} else None
    opening = _opening(words, max(cue[1], speaker[1], via[1] if via else 0))
    return Frame(*speaker, *cue, shape, group, opening, via)


# --- verbs of saying ---


def _verb_frame(words: Words, i: int, frames: list[Frame]) -> Frame | None:
    group, form = words.lexicon.verbs[words.lower[i]]
    if i and words.capital(i) and not words.titled:
        return None
    if group == "quote":
        return _quote_frame(words, i)
    if form in {"past", "participle"} and _is_passive(words, i):
        return _passive_frame(words, i, group)
    if not _is_verb(words, i, form):
        return None
    if form in {"past", "third"}:
        speaker = _speaker_after(words, i)
        if speaker:
            return _frame(words, speaker, (i, i + 1), "after", group)
    before = _skip_back(words, i - 1)
    subject = _subject(words, before)
    if subject and form == "present" and not _is_plural(words, subject, i):
        return None
    if subject:
        return _frame(
            words, subject, (i, i + 1), "participle" if form == "ing" and i == subject[1] else "before", group
        )
    linked = before >= 0 and (words.kinds[before] & CONJUNCTION or words.lower[before] == ",")
    if before >= 0 and (linked or form == "ing"):
        subject = _shared_subject(words, i, frames)
        return _frame(words, subject, (i, i + 1), "shared", group) if subject else None
    return None


def _is_verb(words: Words, i: int, form: str) -> bool:
    """Say whether the form at `i` stands where a verb stands, not a noun ("12 reports") or an adjective ("the reported")."""
    lexicon = words.lexicon
    previous = words.kinds[i - 1] if i else PUNCTUATION
    if form in {"past", "participle"}:
        return not previous & DETERMINER
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
    return not (
        is_noun
        or (following in lexicon.verbs and not lexicon.kind_of(following) & DOCUMENT)
        or words.lower[i - 1].endswith(lexicon.owner_endings)
        or (previous & (PUNCTUATION | CONJUNCTION) and words.lower[i - 1] not in {",", ")"})
    )


def _is_plural(words: Words, subject: Span, verb: int) -> bool:
    """Say whether a subject agrees with a plain present: it is plural, two joined, or an auxiliary stands between."""
    lexicon = words.lexicon
    if any(words.kinds[i] & AUXILIARY and not words.kinds[i] & MODAL for i in range(subject[1], verb)):
        return True
    if any(words.kinds[i] & CONJUNCTION for i in range(*subject)):
        return True
    # The head stands before the first preposition: "residents of the town say".
    head = next((i - 1 for i in range(subject[0] + 1, subject[1]) if words.kinds[i] & PREPOSITION), subject[1] - 1)
    word = words.lower[head]
    owner = word.endswith(lexicon.owner_endings)
    return word in lexicon.sets["plurals"] or (word.endswith(lexicon.plural_endings) and not owner)


def _skip_back(words: Words, i: int) -> int:
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


def _is_passive(words: Words, i: int) -> bool:
    """Say whether a participle at `i` is passive: after a form of "be", or before the one who did it."""
    j = i - 1
    while j >= 0 and words.kinds[j] & ADVERB:
        j -= 1
    return (j >= 0 and bool(words.kinds[j] & COPULA)) or (
        i + 1 < len(words) and words.lower[i + 1] in words.lexicon.sets["agents"]
    )


def _passive_frame(words: Words, i: int, group: str) -> Frame | None:
    """Read "reported by X"."""
    for j in range(i + 1, min(i + 4, len(words))):
        if words.lower[j] in words.lexicon.sets["agents"]:
            speaker = phrase_after(words, j + 1)
            return _frame(words, speaker, (i, j + 1), "passive", group) if speaker else None
    return None


def _quote_frame(words: Words, i: int) -> Frame | None:
    """Read "X was quoted by Y as saying", "Y quoted X as saying" and "citing X"; Y is the carrier."""
    carrier = phrase_before(words, _skip_back(words, i - 1))
    if carrier and _is_passive(words, i):
        by = i + 1 < len(words) and words.lower[i + 1] in words.lexicon.sets["agents"]
        via = phrase_after(words, i + 2) if by else None
        end = _after_quoting(words, via[1] if via else i + 1)
        return Frame(*carrier, i, end, "before", "quote", _opening(words, end), via)
    quoted = phrase_after(words, i + 1)
    if quoted is None:
        return None
    end = _after_quoting(words, quoted[1])
    return Frame(*quoted, i, i + 1, "lead", "quote", _opening(words, end), carrier)


def _after_quoting(words: Words, i: int) -> int:
    for phrase in words.lexicon.quoting:
        if tuple(words.lower[i : i + len(phrase)]) == phrase:
            return i + len(phrase)
    return i


# --- who speaks ---


def _speaker_after(words: Words, i: int) -> Span | None:
    """Return X of '"...", said X', or None where the verb has its subject before it."""
    if i + 1 >= len(words) or (i and words.lower[i - 1] not in QUOTES | {","}):
        return None
    if words.kinds[i + 1] & (SUBORDINATOR | NUMBER | PUNCTUATION | PREPOSITION | ADVERB | PRONOUN | TIME):
        return None
    speaker = phrase_after(words, i + 1)
    if speaker is None or any(words.lower[j] in QUOTES for j in range(max(0, i - 2), i)):
        return speaker
    if i == 0 or _apposition_subject(words, i - 1):
        return None
    ended = speaker[1] >= len(words) or words.kinds[speaker[1]] & (PUNCTUATION | PREPOSITION | RELATIVE | TIME)
    return speaker if ended else None


def _subject(words: Words, last: int) -> Span | None:
    if last < 0:
        return None
    if words.lower[last] == "," or words.lower[last] in DASHES:
        return _apposition_subject(words, last)
    return phrase_before(words, last)


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
        subject = phrase_before(words, _skip_back(words, i - 1))
        if subject and not words.kinds[subject[0]] & (NUMBER | PREPOSITION):
            return subject
        i -= 1
    return None


def _name_after_role(words: Words, first_comma: int, last_comma: int) -> Span | None:
    """Return X of "a spokeswoman, X, said"."""
    name = phrase_before(words, last_comma - 1)
    role = phrase_before(words, first_comma - 1)
    if name is None or role is None or name[0] != first_comma + 1 or not words.capital(name[0]):
        return None
    return name if words.kinds[role[0]] & (DETERMINER | NUMBER) or words.kinds[role[1] - 1] & ROLE else None


def _explains(words: Words, i: int) -> bool:
    """Say whether the words from `i` explain the name before them: "the mayor", "who ...", "34", "head of", "in Kyiv"."""
    if words.kinds[i] & (RELATIVE | NUMBER | PREPOSITION | DETERMINER | TIME):
        return True
    return any(words.kinds[j] & ROLE for j in range(i, min(len(words), i + 4)) if "," not in words.lower[i:j])


def _shared_subject(words: Words, i: int, frames: list[Frame]) -> Span | None:
    """Return the subject of the verb before, or the group of words that opens the sentence."""
    start = max((j + 1 for j in range(i) if words.lower[j] == ";"), default=0)
    for frame in reversed(frames):
        if frame.shape in {"before", "shared"} and start <= frame.cue < i:
            return frame.first, frame.last
    while start < i and words.kinds[start] & (PUNCTUATION | CONJUNCTION | ADVERB):
        start += 1
    if start < i and words.kinds[start] & (PREPOSITION | SUBORDINATOR):
        start = next((j + 1 for j in range(start, min(i, start + 15)) if words.lower[j] == ","), i)
    phrase = phrase_after(words, start) if start < i else None
    return _to_its_name(words, phrase[0], min(phrase[1], i)) if phrase else None


def _to_its_name(words: Words, start: int, end: int) -> Span | None:
    """Cut a group that opens a sentence after its names or roles: what follows may be the verb."""
    if words.kinds[start] & PRONOUN:
        return start, end
    last = None
    for j in range(start, end):
        if words.capital(j) or words.kinds[j] & ROLE:
            if last is not None and j - last > 2:
                break
            last = j
    return None if last is None else (start, last + 1)


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
    """Read "by X's count" and "by army estimates": a preposition, an owner, a noun of saying."""
    for j in range(i - 1, max(-1, i - 7), -1):
        if words.lower[j] in words.lexicon.sets["owning"]:
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


def _announcing_frame(words: Words) -> Iterator[Frame]:
    """Read "X made the following statement:" before what X said."""
    end = len(words) - 1
    speaker = _shared_subject(words, end, [])
    if speaker:
        yield Frame(*speaker, end, end + 1, "announcing", "label", "end")


def _dash_frame(words: Words) -> Iterator[Frame]:
    """Read "So many dead - officials" at the end of a headline."""
    n = len(words)
    for i in range(n - 2, max(2, n - 7), -1):
        if words.lower[i] in DASHES:
            speaker = phrase_after(words, i + 1)
            if speaker and speaker[1] == n:
                yield Frame(*speaker, i, i + 1, "dash", "label", "end")
            return


def _opening(words: Words, i: int) -> str:
    """Return what follows a frame that ends before word `i`."""
    n = len(words)
    while i < n and _is_aside(words, i):
        i += 1
    if i >= n:
        return "end"
    word = words.lower[i]
    if word in QUOTES or (word == "," and i + 1 < n and words.lower[i + 1] in QUOTES):
        return "quote"
    if word in {":", ","}:
        return "colon" if word == ":" else "comma"
    if word in words.lexicon.sets["complementizers"]:
        return "that"
    kind = words.kinds[i]
    if any(tuple(words.lower[i : i + len(phrase)]) == phrase for phrase in words.lexicon.bounding.get(word, ())):
        return "clause"
    return "end" if kind & PUNCTUATION else "preposition" if kind & PREPOSITION else "clause"


def _is_aside(words: Words, i: int) -> bool:
    kind = words.kinds[i]
    following = words.kinds[i + 1] if i + 1 < len(words) else 0
    return not kind & SUBORDINATOR and bool(kind & (TIME | ADVERB) or (kind & PREPOSITION and following & TIME))
