"""PDF files: the text of their pages, by pypdf."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from figures.documents import Document
from figures.readers.problems import Problem, UnreadableError
from figures.readers.text import MAX_TEXT, checked, content

MAX_PAGES = 500
MAX_SECONDS = 20.0
MAX_STREAM = 20_000_000
"""Bytes of one unpacked stream."""
MAX_OPERATORS = 300_000
"""Operators and operands of one page; a dense page of a newspaper has some 20,000."""


def read_pdf(stream: BinaryIO, name: str) -> Iterator[Document | Problem]:
    """Yield the one document of a PDF file; its day stays unknown, as a file's own dates are not those of the report.

    Raises `UnreadableError` for a broken or locked file, one without text (a scan), or one beyond the limits.
    """
    data = content(stream, name)
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError(name, "is not a PDF file; give it the suffix of what it is")
    from pypdf import apply_configuration
    from pypdf.errors import LimitReachedError

    try:
        with apply_configuration(
            zlib_maximum_output_length=MAX_STREAM, stream_parsing_work_maximum_count=MAX_OPERATORS
        ):
            title, text = _pages(data, name)
    except UnreadableError:
        raise
    except LimitReachedError as error:
        raise UnreadableError(
            name, f"unpacks to more than {MAX_STREAM // 1_000_000} MB, or draws more than a page holds"
        ) from error
    except Exception as error:  # a broken file can raise almost anything inside the parser
        raise UnreadableError(name, f"is a broken PDF file ({type(error).__name__}); export it again") from error
    if not text.strip():
        raise UnreadableError(name, "holds no text, perhaps a scan; run text recognition (OCR) on it first")
    yield Document(checked(text, name), title=title)


def _pages(data: bytes, name: str) -> tuple[str | None, str]:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on repaired files are not for the reader
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError(name, "is locked with a password; save it without one")
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableError(name, f"has {len(reader.pages)} pages; at most {MAX_PAGES} are read; split it")
    end = time.monotonic() + MAX_SECONDS
    texts: list[str] = []
    for page in reader.pages:
        texts.append(page.extract_text())
        if time.monotonic() > end:
            raise UnreadableError(name, f"takes longer than {MAX_SECONDS:.0f} seconds to read; export it again")
        if sum(map(len, texts)) > MAX_TEXT:
            break  # `checked` says the limit
    title = reader.metadata.title if reader.metadata else None
    return title or None, "\n".join(texts)
