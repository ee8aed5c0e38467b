"""Web pages: the main text, title, publisher and day of an article, found by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from figures.documents import Document
from figures.readers.days import parse_day
from figures.readers.problems import Problem, UnreadableError
from figures.readers.text import checked, content, decode

MAX_HTML = 5_000_000
"""Characters of one page."""

# A year in a footer is no day of publication: only stated dates are taken, never the extensive guesses.
_DATES = {"original_date": True, "extensive_search": False}
_CHARSET = re.compile(rb"charset=[\"']?([\w-]{2,20})", re.I)
_LANGUAGE = re.compile(r"<html\b[^>]{0,1000}?\blang=[\"']?([a-z]{2,3})\b", re.I)


def read_html(stream: BinaryIO, name: str) -> Iterator[Document | Problem]:
    """Yield the one document of a saved page. Raises `UnreadableError` when no article text is found in it."""
    data = content(stream, name)
    source, problems = _decode(data, name)
    if len(source) > MAX_HTML:
        raise UnreadableError(name, f"is larger than {MAX_HTML // 1_000_000} MB, the limit for a web page")
    import trafilatura

    # A string and no bytes: trafilatura would unpack compressed bytes without a limit.
    page = trafilatura.bare_extraction(
        source, include_comments=False, with_metadata=True, date_extraction_params=_DATES
    )
    text = (getattr(page, "text", None) or trafilatura.html2txt(source)).strip()
    if not text:
        raise UnreadableError(name, "no article text was found in this page; paste the text instead")
    language = _LANGUAGE.search(source[:20_000])
    yield from problems
    yield Document(
        checked(text, name),
        title=getattr(page, "title", None),
        publisher=getattr(page, "sitename", None) or getattr(page, "hostname", None),
        url=getattr(page, "url", None),
        published=parse_day(getattr(page, "date", None)),
        language=language[1].lower() if language else "en",
    )


def _decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """Decode by the encoding the page declares, else as any text."""
    declared = _CHARSET.search(data[:4096])
    if declared and declared[1].lower() not in {b"utf-8", b"utf8"}:
        try:
            return data.decode(declared[1].decode("ascii")), []
        except (LookupError, UnicodeDecodeError):
            pass  # an unknown or wrong declaration: the bytes themselves decide
    return decode(data, name)
