"""Finding: the frames of a sentence, each where a word may tell of saying, and who of them only carries another's words."""

from __future__ import annotations

from collections.abc import Iterator

from figures.sources.frames import Frame
from figures.sources.leads import (
    announcing_frame,
    dash_frame,
    label_frame,
    lead_frame,
    owner_frame,
    signature_frame,
    utterance_frame,
)
from figures.sources.lexicon import CUE, SAYING
from figures.sources.senses import can_speak
from figures.sources.verbs import verb_frame
from figures.sources.words import Words, head_of


def find_frames(words: Words) -> list[Frame]:
    """Return the frames of a sentence in the order of their cues."""
    frames: list[Frame] = []
    for i in [i for i, kind in enumerate(words.kinds) if kind & CUE]:
        frame = _frame_at(words, i, frames)
        if frame is not None and can_speak(words, (frame.first, frame.last), frame.group) and _tells(words, frame):
            frames = [*_without_carriers(words, frames, frame)]
    if words.lower and words.lower[-1] == ":" and not frames:
        frames.extend(announcing_frame(words))
    return frames or list(dash_frame(words))


def _tells(words: Words, frame: Frame) -> bool:
    """Say whether what follows a frame can be what was said: "continued" has no object, and images show no more than things."""
    if frame.group == "show" and words.lower[head_of(words, frame.first, frame.last)] in words.lexicon.sets["images"]:
        return frame.opening == "that"
    return frame.group != "resume" or frame.opening in {"quote", "colon", "comma", "end", "that"}


def _without_carriers(words: Words, frames: list[Frame], frame: Frame) -> Iterator[Frame]:
    """Yield the frames with the next one; whoever only carries what another says is kept as the `via` of the other's frame."""
    last = frames[-1] if frames else None
    if frame.group in {"quote", "say"} and frame.via:
        yield from (f for f in frames if (f.first, f.last) != frame.via)
        yield frame
    elif last and last.group == "quote" and last.via == (frame.first, frame.last):
        yield from frames
    elif last and last.group == "quote" and not last.via and last.opening == "comma" and frame.first - last.last == 1:
        # "Citing X, Y reported": Y carries.
        yield from frames[:-1]
        yield last._replace(cue_end=frame.finish, opening=frame.opening, via=(frame.first, frame.last))
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
    found = owner_frame(words, i) if words.kinds[i] & SAYING else None
    if found is None and word in words.lexicon.verbs:
        found = verb_frame(words, i, frames)
    if found is None and word in words.lexicon.leads:
        found = lead_frame(words, i)
    if found is None and word in words.lexicon.sets["utterances"]:
        found = utterance_frame(words, i)
    if word == ":":
        return None if frames and frames[-1].cue_end == i else label_frame(words, i)
    return signature_frame(words, i) if word == "@" else found
