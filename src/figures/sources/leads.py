"""Leads: the frames without a verb of saying: "according to X", "by X's count", "X: ...", "... - X"."""

from __future__ import annotations

from collections.abc import Iterator

from figures.sources.frames import Frame, build_frame
from figures.sources.lexicon import DOCUMENT, POSSESSIVE, PUNCTUATION, ROLE, SUBORDINATOR
from figures.sources.senses import can_lead
from figures.sources.subjects import opening_subject
from figures.sources.words import DASHES, QUOTES, Words, phrase_after, phrase_before


def lead_frame(words: Words, i: int) -> Frame | None:
    """Read "according to X", "per X"."""
    for phrase in words.lexicon.leads[words.lower[i]]:
        end = i + len(phrase)
        if tuple(words.lower[i:end]) == phrase:
            speaker = phrase_after(words, end)
            if speaker and (len(phrase) > 1 or can_lead(words, speaker)):
                return build_frame(words, speaker, (i, end), "lead", "lead")
    return None


def owner_frame(words: Words, i: int) -> Frame | None:
    """Read "by X's count", "by army estimates" and "(X claim)": an opening, an owner, a noun of saying.

    What follows a verb of saying tells where it was said ("said on its account").
    """
    closed = i + 1 < len(words) and words.lower[i + 1] == ")"
    for j in range(i - 1, max(-1, i - 7), -1):
        if closed and words.lower[j] == "(" and j + 1 < i:
            return build_frame(words, (j + 1, i), (j, i + 1), "lead", "lead")
        if words.lower[j] in words.lexicon.sets["owning"]:
            unowned = words.lower[j + 1] in words.lexicon.sets["indefinite"]
            if unowned and i + 2 < len(words) and words.lower[i + 1] in words.lexicon.sets["agents"]:
                maker = phrase_after(words, i + 2)
                return build_frame(words, maker, (j, i + 2), "lead", "lead") if maker else None
            if unowned or (j and words.lower[j - 1] in words.lexicon.verbs):
                return None
            owned = words.lower[i - 1].endswith(words.lexicon.owner_endings) or words.kinds[i - 1] & POSSESSIVE
            return build_frame(words, (j + 1, i if owned else i + 1), (j, i + 1), "lead", "lead") if j + 1 < i else None
        if words.kinds[j] & (PUNCTUATION | SUBORDINATOR):
            return None
    return None


def utterance_frame(words: Words, i: int) -> Frame | None:
    """Read "X's claim that ..." and "its estimate of ..."."""
    if i + 1 >= len(words) or words.lower[i + 1] not in words.lexicon.sets["contents"]:
        return None
    first = i - 1
    while (
        first > max(0, i - 3)
        and words.kinds[first] == 0
        and not words.lower[first].endswith(words.lexicon.owner_endings)
    ):
        first -= 1
    if words.kinds[first] & POSSESSIVE:
        return build_frame(words, (first, first + 1), (i, i + 1), "owner", "claim")
    if first < 0 or not words.lower[first].endswith(words.lexicon.owner_endings):
        return None
    speaker = phrase_before(words, first)
    return build_frame(words, speaker, (i, i + 1), "owner", "claim") if speaker else None


def label_frame(words: Words, i: int) -> Frame | None:
    """Read "X: so many dead" where X opens the sentence, and 'X: "..."' anywhere."""
    quoted = i + 1 < len(words) and words.lower[i + 1] in QUOTES
    if i > 8 and not quoted:
        return None
    speaker = phrase_before(words, i - 1)
    if (
        speaker is None
        or next(dash_frame(words), None)
        or (speaker[0] > 1 and not (quoted and words.kinds[speaker[0] - 1] & PUNCTUATION))
    ):
        return None
    return build_frame(words, speaker, (i, i + 1), "label", "label")


def signature_frame(words: Words, i: int) -> Frame | None:
    """Read "So many dead — X (@name)" under a post."""
    speaker = phrase_before(words, i - 2) if i > 2 and words.lower[i - 1] == "(" else None
    signed = speaker is not None and speaker[0] > 0 and words.lower[speaker[0] - 1] in DASHES
    return Frame(*speaker, i - 1, i + 1, "lead", "lead", "end") if speaker and signed else None


def announcing_frame(words: Words) -> Iterator[Frame]:
    """Read "X made the following statement:" before what X said."""
    end = len(words) - 1
    speaker = opening_subject(words, 0, end)
    if speaker:
        yield Frame(*speaker, end, end + 1, "announcing", "label", "end")


def dash_frame(words: Words) -> Iterator[Frame]:
    """Read "So many dead - officials" and "So many dead: officials" at the end of a headline, and '"So many died." - X' under a quotation."""
    n = len(words) - (words.lower[-1:] == ["."])
    for i in range(n - 2, max(-1, n - 7), -1):
        if words.lower[i] in DASHES or words.lower[i] == ":":
            speaker = phrase_after(words, i + 1)
            known = any(kind & (ROLE | DOCUMENT) for kind in words.kinds[i + 1 : n]) and i > 2
            signed = (i == 0 or words.lower[i - 1] in QUOTES) and all(map(words.capital, range(i + 1, n)))
            if speaker and speaker[1] == n and (known or signed):
                yield Frame(*speaker, i, i + 1, "lead", "lead", "end")
            return
