"""A document: one article, its text never altered."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read. Every span of every claim points into `text`.

    `published` is the day of the document; `language` is an ISO 639-1 code that names a vocabulary folder.
    Anything unknown is None. `id` is derived from the text when it is not given, so the same text has the same id.
    """

    text: str
    id: str = ""
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    language: str = "en"

    def __post_init__(self) -> None:
        if isinstance(self.published, datetime):  # it passes for a date, but is written and compared in another way
            object.__setattr__(self, "published", self.published.date())
        if not self.id:
            object.__setattr__(self, "id", fingerprint(self.text))


def fingerprint(text: str) -> str:
    """Return the key that only the same text has."""
    return "d" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
