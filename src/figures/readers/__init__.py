"""Documents from files: text, Markdown, HTML, PDF, Word, tables of documents, ZIP archives, folders, standard input, the web.

One module a format; each turns a byte stream into documents. This module chooses the format and walks folders and archives.
Every size is bounded while reading, nothing is written anywhere, and no name found inside a file is ever used as a path.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from figures.documents import Document
from figures.readers.archives import members
from figures.readers.html import read_html
from figures.readers.pdf import read_pdf
from figures.readers.problems import Problem, UnreadableError
from figures.readers.rows import read_csv, read_jsonl, read_parquet
from figures.readers.text import MAX_FILE, MAX_TEXT, content, read_markdown, read_text
from figures.readers.word import read_docx
from figures.vocabulary import languages

if TYPE_CHECKING:
    from figures.readers.web import Page  # its HTTP client is imported where it is used: files do not need it

__all__ = ["FORMATS", "MAX_FILE", "MAX_TEXT", "Problem", "UnreadableError", "read_bytes", "read_documents", "read_page"]

Reader = Callable[[BinaryIO, str], Iterator[Document | Problem]]

STANDARD_INPUT = "-"
FORMATS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".csv": read_csv,
    ".jsonl": read_jsonl,
    ".parquet": read_parquet,
}
ARCHIVE = ".zip"


def read_documents(source: str | Path, *, fetch: bool = False) -> Iterator[Document | Problem]:
    """Yield the documents of a file, a folder, an archive, `-` (standard input) or, with `fetch`, an http(s) address.

    Between the documents come the problems: parts that were unreadable or repaired. Raises `UnreadableError`, on the first
    item, when nothing can be read: a missing file, an unknown format, an empty or binary file, a folder without reports.
    """
    if not str(source):  # a variable of a script that is not set, and no name for the working folder
        raise UnreadableError("''", "names no input; give a file, a folder or -")
    if str(source) == STANDARD_INPUT:
        yield from read_bytes(content(sys.stdin.buffer, "standard input"), "standard input")
    elif str(source).startswith(("http://", "https://")):
        yield from _read_address(str(source), fetch)
    else:
        yield from _read_path(Path(source))


def read_bytes(data: bytes, name: str) -> Iterator[Document | Problem]:
    """Yield the documents of an uploaded file. The suffix of `name` gives the format; without one, the first bytes do."""
    yield from _read_stream(BytesIO(data), name, Path(name).suffix.lower() or _sniff(data))


def read_page(page: Page) -> Iterator[Document | Problem]:
    """Yield the documents of what an address answered; those that do not say their own address have that of the page."""
    for item in _read_stream(BytesIO(page.data), page.url, page.suffix or _sniff(page.data)):
        yield replace(item, url=item.url or page.url) if isinstance(item, Document) else item


def _read_address(url: str, fetch: bool) -> Iterator[Document | Problem]:
    if not fetch:
        raise UnreadableError(url, "is a web address; add --fetch to allow reading from the web")
    from figures.readers.web import fetch_page

    yield from read_page(fetch_page(url))


def _read_path(path: Path) -> Iterator[Document | Problem]:
    if path.is_dir():
        yield from _at_least_one(str(path), _read_folder(path))
        return
    try:
        with path.open("rb") as stream:
            yield from _read_stream(stream, str(path), path.suffix.lower())
    except FileNotFoundError as error:
        raise UnreadableError(str(path), "there is no such file; check the path") from error
    except OSError as error:
        raise UnreadableError(str(path), f"cannot be opened: {error.strerror or error}") from error


def _read_folder(folder: Path) -> Iterator[Document | Problem]:
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue  # what programs keep for themselves
        if path.is_symlink():
            yield Problem(str(path), "is a symbolic link, which is not followed")
        elif path.is_file():
            yield from _tolerant(_read_path(path))


def _read_stream(stream: BinaryIO, name: str, suffix: str) -> Iterator[Document | Problem]:
    if suffix == ARCHIVE:
        yield from _at_least_one(name, _read_archive(stream, name))
    elif suffix in FORMATS:
        yield from _at_least_one(name, _in_known_language(FORMATS[suffix](stream, name), name))
    else:
        known = " ".join([*FORMATS, ARCHIVE])
        raise UnreadableError(name, f"is of an unknown format ({suffix or 'no suffix'}); these are read: {known}")


def _in_known_language(items: Iterator[Document | Problem], name: str) -> Iterator[Document | Problem]:
    """Pass items on; a document in a language without vocabulary becomes a problem. "en-US" is "en"."""
    known = languages()
    for item in items:
        if isinstance(item, Problem):
            yield item
            continue
        language = item.language.lower().replace("_", "-").partition("-")[0]
        if language in known:
            yield item if language == item.language else replace(item, language=language)
        else:
            where = f"{name}, document {item.id}"
            yield Problem(where, f"is in language {language[:20]!r}; there are rules for: {', '.join(known)}")


def _read_archive(stream: BinaryIO, name: str) -> Iterator[Document | Problem]:
    for member in members(stream, name):
        if isinstance(member, Problem):
            yield member
        elif member.suffix == ARCHIVE:
            yield Problem(member.name, "is an archive inside an archive, which is not opened; unpack it first")
        else:
            yield from _tolerant(_read_stream(BytesIO(member.data), member.name, member.suffix))


def _tolerant(items: Iterator[Document | Problem]) -> Iterator[Document | Problem]:
    """Pass items on; a source that cannot be read becomes a problem, so that its neighbors still are."""
    try:
        yield from items
    except UnreadableError as error:
        yield error.problem


def _at_least_one(name: str, items: Iterator[Document | Problem]) -> Iterator[Document | Problem]:
    """Pass items on; raise when there was no document among them."""
    found, first = False, None
    for item in items:
        found = found or isinstance(item, Document)
        first = first or (item if isinstance(item, Problem) else None)
        yield item
    if not found:
        reason = f"; the first problem is: {first}" if first else ""
        raise UnreadableError(name, f"holds no readable report{reason}")


_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"PAR1", ".parquet"),
    (b"---\n", ".md"),
    (b"<!doctype html", ".html"),
    (b"<html", ".html"),
)


def _sniff(data: bytes) -> str:
    """Return the suffix that the first bytes stand for; plain text when nothing else fits."""
    start = data[:2000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"PK\x03\x04"):
        return ".docx" if b"word/" in data else ARCHIVE
    if start.startswith(b'{"'):
        return ".jsonl"
    return next((suffix for magic, suffix in _MAGIC if start.lower().startswith(magic.lower())), ".txt")
