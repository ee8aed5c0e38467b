"""The speech of a document: its sentences with the frames of saying in them, and its quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from figures.sentences import Sentence, sentence_index
from figures.sources.finding import find_frames
from figures.sources.frames import Frame
from figures.sources.lexicon import Lexicon, load
from figures.sources.quotes import Quotation, find_quotations
from figures.sources.words import Span, Words, read_words

# "ORN, May 3 (Agency) - ": the agency in parentheses before a dash, near the beginning.
_DATELINE = re.compile(r"\(([^\W\d_][\w ]{1,24})\)[^\S\n]{0,2}(?:--|[-–—])\s")
_HEAD = 600


@dataclass(frozen=True, slots=True)
class Speech:
    """What is needed of a document to tell who says a number. Sentences are read when they are asked for, once each.

    `agency` is the news agency that the dateline names as the one the report comes from. `names` has the best-named mention
    of each speaker found so far, by the sentence and the first and last word of the speaker.
    """

    text: str
    sentences: Sequence[Sentence]
    lexicon: Lexicon
    quotations: list[Quotation]
    agency: str | None = None
    names: dict[tuple[int, int, int], Span] = field(default_factory=dict, compare=False, repr=False)
    _read: dict[int, tuple[Words, list[Frame]]] = field(default_factory=dict, compare=False, repr=False)

    def sentence_index(self, position: int) -> int:
        """Return the index of the sentence that holds `position` or stands last before it; -1 before the first."""
        return sentence_index(self.sentences, position)

    def read(self, i: int) -> tuple[Words, list[Frame]]:
        """Return the words and the frames of sentence `i`."""
        if i not in self._read:
            sentence = self.sentences[i]
            words = read_words(self.text, sentence.start, sentence.end, self.lexicon)
            self._read[i] = words, find_frames(words)
        return self._read[i]


def read_speech(text: str, sentences: Sequence[Sentence], language: str = "en") -> Speech:
    """Return the speech of a text that was split into `sentences`. Cheap: the frames are found when they are asked for."""
    dateline = _DATELINE.search(text, 0, _HEAD)
    return Speech(text, sentences, load(language), find_quotations(text), dateline and dateline.group(1))
