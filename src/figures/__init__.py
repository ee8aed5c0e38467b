"""Figures: what each source says in reports of war, and where sources disagree.

The library in three calls:

    claims = figures.extract(text, publisher="Newsweek", published="2022-04-04")
    quantities = figures.find_quantities(text)
    said_by = figures.find_source(text, quantities[0].start, quantities[0].end)

Tables are in `figures.table`, comparison is in `figures.comparison`.
"""

from __future__ import annotations

from datetime import date

from figures.claims import Claim, Reading, read_document
from figures.columns import read_value
from figures.documents import Document
from figures.quantities import Quantity, find_quantities
from figures.sources import Attribution, find_source

__all__ = [
    "Attribution",
    "Claim",
    "Document",
    "Quantity",
    "Reading",
    "extract",
    "find_quantities",
    "find_source",
    "read_document",
]


def extract(
    text: str,
    *,
    publisher: str | None = None,
    published: date | str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str = "en",
) -> list[Claim]:
    """Return the claims of one article, in order of position.

    `published` is the day of the article as a date, a moment or YYYY-MM-DD; without it, dates that need it are None.
    Raises `ValueError` for another form of `published` and `UnknownLanguageError` for a language without vocabulary;
    never for what the text says. The numbers that are no claims are in `read_document(...).skipped`.
    """
    try:
        day = read_value("date", published)
    except ValueError as error:
        raise ValueError(f"published: {published!r} {error}") from None
    document = Document(text, title=title, publisher=publisher, url=url, published=day, language=language)
    return list(read_document(document).claims)
