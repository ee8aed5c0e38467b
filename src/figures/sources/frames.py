"""Frames: the places of a sentence where somebody is said to say something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from figures.sources.lexicon import (
    ADVERB,
    AUXILIARY,
    CONJUNCTION,
    COPULA,
    DETERMINER,
    DOCUMENT,
    OBJECT,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    ROLE,
    SAYING,
    SUBORDINATOR,
    TIME,
    Lexicon,
)
from figures.sources.words import NUMBER, PUNCTUATION, Words, phrase_after, phrase_before

_QUOTES = {'"', "“", "”", "„", "«", "»", "''"}
_DASHES = {"—", "–", "-"}
_AFAR = 40


@dataclass(frozen=True, slots=True)
class Frame:
    """Somebody (`first`, `last`: words of the sentence) with the words that tell of saying (`cue` to `cue_end`).

    `shape` is how the two stand: `before` (X said that), `after` (said X), `lead` (according to X), `shared` (the subject
    of an earlier verb), `passive` (reported by X), `label` (X: ...), `dash` (... - X), `owner` (by X's count).
    `group` is the group of the verb; `opening` what follows the cue: `that`, `quote`, `colon`, `clause` or `end`.
    """

    first: int
    last: int
    cue: int
    cue_end: int
    shape: str
    group: str
    opening: str
    via: tuple[int, int] | None = None

    @property
    def begin(self) -> int:
        """The first word of speaker and cue together."""
        return min(self.first, self.cue)

    @property
    def finish(self) -> int:
        """The word after speaker and cue."""
        return max(self.last, self.cue_end)


def find_frames(words: Words, lexicon: Lexicon) -> list[Frame]:
    """Return the frames of a sentence in the order of their cues."""
    frames: list[Frame] = []
    for i, word in enumerate(words.lower):
        frame = None
        if word in lexicon.verbs:
            frame = _verb_frame(words, i, frames, lexicon)
        if frame is None and word in lexicon.leads:
            frame = _lead_frame(words, i, lexicon)
        if frame is None and words.kinds[i] & SAYING:
            frame = _owner_frame(words, i, lexicon)
        if frame is None and word == ":":
            frame = _label_frame(words, i, frames, lexicon)
        if frame is not None:
            frames.append(frame)
    if not frames:
        frames.extend(_dash_frame(words, lexicon))
    return frames


def _verb_frame(words: Words, i: int, frames: list[Frame], lexicon: Lexicon) -> Frame | None:
    group, form = lexicon.verbs[words.lower[i]]
    previous = words.kinds[i - 1] if i else PUNCTUATION
    before = _skip_back(words, i - 1)
    if group in {"quote"} or (form in {"past", "participle"} and _after_copula(words, i)):
        return _passive_frame(words, i, group, lexicon)
    if form == "present" and previous & (PREPOSITION | DETERMINER):
        return None
    if form in {"present", "third"} and _is_noun(words, i, lexicon):
        return None
    if form in {"past", "participle"} and previous & DETERMINER:
        return None
    inverted = _inverted(words, i, form, lexicon)
    if inverted:
        return _frame(words, inverted, i, i + 1, "after", group)
    if form == "ing":
        return _ing_frame(words, i, before, frames, group, lexicon)
    subject = _subject(words, before, lexicon)
    shape = "before"
    if subject is None and before >= 0 and words.kinds[before] & CONJUNCTION | (words.lower[before] == ","):
        subject, shape = _shared_subject(words, i, frames, lexicon), "shared"
    if subject is None:
        if form == "past" and i + 1 < len(words) and words.lower[i + 1] == "by":
            return _passive_frame(words, i, group, lexicon)
        return None
    return _frame(words, subject, i, i + 1, shape, group, lexicon)


def _frame(
    words: Words,
    speaker: tuple[int, int],
    cue: int,
    cue_end: int,
    shape: str,
    group: str,
    lexicon: Lexicon | None = None,
) -> Frame:
    finish = max(cue_end, speaker[1])
    via = None
    if lexicon is not None:
        told = _told(words, cue_end, lexicon)
        if told:
            via, finish = told, max(finish, told[1])
    return Frame(*speaker, cue, cue_end, shape, group, _opening(words, finish), via)


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
        or (i and words.lower[i].endswith("ly") and not words.capital[i])
        or (kind & PREPOSITION and following & (TIME | NUMBER))
        or (kind & NUMBER and i and words.kinds[i - 1] & TIME)
    )


def _after_copula(words: Words, i: int) -> bool:
    j = i - 1
    while j >= 0 and words.kinds[j] & ADVERB:
        j -= 1
    return j >= 0 and bool(words.kinds[j] & COPULA)


def _is_noun(words: Words, i: int, lexicon: Lexicon) -> bool:
    """Say whether a present form reads as a noun: what follows is a verb, or what stands before wants a noun."""
    if i == 0:
        return True
    following = words.kinds[i + 1] if i + 1 < len(words) else 0
    after = words.lower[i + 1] if i + 1 < len(words) else ""
    if not words.kinds[i] & (DOCUMENT | SAYING):
        return False
    if following & AUXILIARY or after in {"of", "from", "by"} or (after in lexicon.verbs and not following & DOCUMENT):
        return True
    if words.kinds[i - 1] & (DETERMINER | PREPOSITION | PUNCTUATION | CONJUNCTION) and words.lower[i - 1] not in {
        ",",
        ")",
    }:
        return True
    return words.lower[i - 1].endswith(("'s", "’s"))


def _inverted(words: Words, i: int, form: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the speaker after the verb ("...", said X), or None."""
    if (
        form in {"ing", "participle", "present"}
        or i + 1 >= len(words)
        or (i and words.lower[i - 1] not in _QUOTES | {","})
    ):
        return None
    kind = words.kinds[i + 1]
    if kind & (SUBORDINATOR | NUMBER | PUNCTUATION | PREPOSITION | ADVERB | PRONOUN | TIME):
        return None
    speaker = phrase_after(words, i + 1, lexicon)
    if speaker is None:
        return None
    after_quote = (i > 0 and words.lower[i - 1] in _QUOTES) or (i > 1 and words.lower[i - 2] in _QUOTES)
    if not after_quote:
        if i == 0 or _apposition_subject(words, i - 1, lexicon):
            return None
        if speaker[1] < len(words) and not words.kinds[speaker[1]] & (PUNCTUATION | PREPOSITION | RELATIVE | TIME):
            return None
    return speaker


def _subject(words: Words, last: int, lexicon: Lexicon) -> tuple[int, int] | None:
    if last < 0:
        return None
    if words.lower[last] in {",", "—", "–", ")"}:
        return _apposition_subject(words, last, lexicon) or (
            phrase_before(words, last, lexicon) if words.lower[last] == ")" else None
        )
    if words.kinds[last] & RELATIVE:
        return last, last + 1
    return phrase_before(words, last, lexicon)


def _apposition_subject(words: Words, comma: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return X of "X, the mayor, said": `comma` is the one before the verb."""
    mark = words.lower[comma]
    i = comma - 1
    for _ in range(3):
        while i >= 0 and words.lower[i] != mark and comma - i < _AFAR:
            if words.lower[i] in _QUOTES or words.lower[i] == ";":
                return None
            i -= 1
        if i <= 0 or words.lower[i] != mark or not _is_parenthetical(words, i + 1):
            return None
        subject = phrase_before(words, _skip_back(words, i - 1), lexicon)
        if subject and not _is_parenthetical(words, subject[0], names=False):
            return subject
        i -= 1
    return None


def _is_parenthetical(words: Words, i: int, names: bool = True) -> bool:
    """Say whether the words from `i` explain the name before them: "the mayor", "who ...", "34", "head of ...", "in Kyiv"."""
    kind = words.kinds[i]
    if kind & (RELATIVE | NUMBER | PREPOSITION) or (kind & ADVERB and names):
        return True
    if not names:
        return False
    return bool(kind & (DETERMINER | ROLE | TIME)) or any(
        words.kinds[j] & ROLE for j in range(i, min(len(words), i + 4))
    )


def _ing_frame(words: Words, i: int, before: int, frames: list[Frame], group: str, lexicon: Lexicon) -> Frame | None:
    """Read "Kyiv claiming that", "X, the mayor, reporting that" and ", saying that"."""
    if before < 0:
        return None
    if words.kinds[i - 1] & (PREPOSITION | DETERMINER) or (_after_copula(words, i) and words.kinds[i - 1] & DETERMINER):
        return None
    subject = _subject(words, before, lexicon)
    shape = "before"
    if subject is None:
        subject, shape = _shared_subject(words, i, frames, lexicon), "shared"
    return _frame(words, subject, i, i + 1, shape, group, lexicon) if subject else None


def _shared_subject(words: Words, i: int, frames: list[Frame], lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the subject of the verb before, or the group of words that opens the sentence."""
    for frame in reversed(frames):
        if frame.shape in {"before", "shared"} and frame.cue < i:
            return frame.first, frame.last
    start = 0
    while start < i and words.kinds[start] & (PUNCTUATION | CONJUNCTION | ADVERB):
        start += 1
    if start < i and words.kinds[start] & (PREPOSITION | SUBORDINATOR):
        comma = next((j for j in range(start, min(i, start + 15)) if words.lower[j] == ","), None)
        if comma is None:
            return None
        start = comma + 1
    return _opening_phrase(words, start, i, lexicon)


def _opening_phrase(words: Words, start: int, stop: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the subject at `start`: through its names, or through its role where it has none."""
    phrase = phrase_after(words, start, lexicon)
    if phrase is None:
        return None
    end = min(phrase[1], stop)
    named = [j for j in range(start, end) if words.capital[j] or words.kinds[j] & ROLE]
    last = start
    for j in named:
        if j - last > 2:
            break
        last = j
    return (start, last + 1) if named else None


def _passive_frame(words: Words, i: int, group: str, lexicon: Lexicon) -> Frame | None:
    """Read "reported by X", "X was quoted by Y as saying", "Y quoted X as saying", "citing X"."""
    if group == "quote" or words.lower[i] == "quoted":
        return _quote_frame(words, i, lexicon)
    for j in range(i + 1, min(i + 4, len(words))):
        if words.lower[j] == "by":
            speaker = phrase_after(words, j + 1, lexicon)
            return _frame(words, speaker, i, j + 1, "passive", group) if speaker else None
    return None


def _quote_frame(words: Words, i: int, lexicon: Lexicon) -> Frame | None:
    carrier = phrase_before(words, _skip_back(words, i - 1), lexicon)
    if _after_copula(words, i) and carrier:
        by = i + 1 < len(words) and words.lower[i + 1] == "by"
        via = phrase_after(words, i + 2, lexicon) if by else None
        end = _after_quoting(words, via[1] if via else i + 1, lexicon)
        return Frame(*carrier, i, end, "before", "say", _opening(words, end), via)
    quoted = phrase_after(words, i + 1, lexicon)
    if quoted is None:
        return None
    end = _after_quoting(words, quoted[1], lexicon)
    return Frame(*quoted, i, i + 1, "lead", "quote", _opening(words, end), carrier)


def _after_quoting(words: Words, i: int, lexicon: Lexicon) -> int:
    for phrase in lexicon.quoting:
        if tuple(words.lower[i : i + len(phrase)]) == phrase:
            return i + len(phrase)
    return i


def _lead_frame(words: Words, i: int, lexicon: Lexicon) -> Frame | None:
    for phrase in lexicon.leads[words.lower[i]]:
        end = i + len(phrase)
        if tuple(words.lower[i:end]) == phrase:
            speaker = phrase_after(words, end, lexicon)
            if speaker:
                return _frame(words, speaker, i, end, "lead", "lead")
    return None


def _owner_frame(words: Words, i: int, lexicon: Lexicon) -> Frame | None:
    """Read "by X's count", "in her view": a preposition, an owner, a noun of saying."""
    for j in range(i - 1, max(-1, i - 7), -1):
        if words.kinds[j] & PREPOSITION and words.lower[j] in {"by", "in", "on"}:
            speaker = (j + 1, i)
            if speaker[1] > speaker[0]:
                return _frame(words, speaker, j, i + 1, "owner", "lead")
            return None
        if words.kinds[j] & (PUNCTUATION | SUBORDINATOR):
            return None
    return None


def _label_frame(words: Words, i: int, frames: list[Frame], lexicon: Lexicon) -> Frame | None:
    """Read "X: so many dead" where X opens the sentence."""
    if frames or not 0 < i <= 8:
        return None
    speaker = phrase_before(words, i - 1, lexicon)
    if speaker is None or speaker[0] > 1:
        return None
    return _frame(words, speaker, i, i + 1, "label", "label")


def _dash_frame(words: Words, lexicon: Lexicon) -> Iterator[Frame]:
    """Read "So many dead - officials" at the end of a headline."""
    n = len(words)
    for i in range(n - 2, max(0, n - 7), -1):
        if words.lower[i] in _DASHES and i > 2:
            speaker = phrase_after(words, i + 1, lexicon)
            if (
                speaker
                and speaker[1] == n
                and any(words.kinds[j] & (ROLE | DOCUMENT) or words.capital[j] for j in range(i + 1, n))
            ):
                yield Frame(*speaker, i, i + 1, "dash", "label", "end")
            return


def _told(words: Words, i: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return who was told, right after the verb ("told the newspaper")."""
    if (
        i >= len(words)
        or lexicon.verbs.get(words.lower[i - 1], ("", ""))[0] != "say"
        or not words.lower[i - 1].startswith("t")
    ):
        return None
    if words.kinds[i] & OBJECT:
        return i, i + 1
    return phrase_after(words, i, lexicon)


def _opening(words: Words, i: int) -> str:
    """Return what follows a frame that ends before word `i`."""
    n = len(words)
    while i < n and words.kinds[i] & (TIME | ADVERB) and not words.kinds[i] & SUBORDINATOR:
        i += 1
    if i >= n:
        return "end"
    word = words.lower[i]
    if word in _QUOTES:
        return "quote"
    if word == ":":
        return "colon"
    if word == ",":
        return "quote" if i + 1 < n and words.lower[i + 1] in _QUOTES else "comma"
    if words.kinds[i] & PUNCTUATION:
        return "end"
    if word == "that":
        return "that"
    if words.kinds[i] & PREPOSITION:
        return "preposition"
    return "clause"
