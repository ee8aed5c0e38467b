"""Plain text and Markdown with front matter."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, BinaryIO

from figures.documents import Document
from figures.readers.days import published_of
from figures.readers.problems import Problem, UnreadableError

MAX_FILE = 20_000_000
"""Bytes of one file that holds one report."""
MAX_TEXT = 1_000_000
"""Characters of one report."""

MIN_BROKEN = 8
"""Bytes that are not UTF-8 from which another encoding can be told; fewer say too little."""
ENCODINGS = ["cp1252", "cp1250", "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5"]
"""8-bit encodings of the languages of Europe that files still come in."""

# A PNG or a program has bytes below 0x20 everywhere; text has only tabs, line ends, form feeds and escapes.
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.{0,20000}?)\n\1[ \t]*(?:\n|\Z)", re.S)
_FRONT_LINE = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*:[ \t]*(.*)")


def read_text(stream: BinaryIO, name: str) -> Iterator[Document | Problem]:
    """Yield the one document of a plain text file, and a problem when its bytes had to be repaired."""
    text, problems = decode(content(stream, name), name)
    yield from problems
    yield Document(checked(text, name))


def read_markdown(stream: BinaryIO, name: str) -> Iterator[Document | Problem]:
    """Yield the one document of a Markdown file: its prose without markup.

    Title, publisher, url, date and lang come from the front matter (YAML lines `key: value`, or TOML); the title otherwise
    from the first heading.
    """
    source, problems = decode(content(stream, name), name)
    yield from problems
    fields, body = _split_front_matter(source)
    published, problem = published_of(fields, name)
    if problem:
        yield problem
    heading, text = _prose(body)
    yield Document(
        checked(text, name),
        title=_field(fields, "title") or heading,
        publisher=_field(fields, "publisher"),
        url=_field(fields, "url"),
        published=published,
        language=_field(fields, "lang") or "en",
    )


def content(stream: BinaryIO, name: str) -> bytes:
    """Return all bytes of a stream that holds one report. Raises `UnreadableError` for none, or more than `MAX_FILE`."""
    data = stream.read(MAX_FILE + 1)
    if not data:
        raise UnreadableError(name, "is empty")
    if len(data) > MAX_FILE:
        raise UnreadableError(name, f"is larger than {MAX_FILE // 1_000_000} MB, the limit for one file; split it")
    return data


def checked(text: str, name: str) -> str:
    """Return `text` when it can be a report. Raises `UnreadableError` when it is blank or longer than `MAX_TEXT`."""
    if not text.strip():
        raise UnreadableError(name, "holds no text")
    if len(text) > MAX_TEXT:
        raise UnreadableError(
            name, f"has {len(text):,} characters; a report may have at most {MAX_TEXT:,}; split it into its articles"
        )
    return text


def decode(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """Return text whose lines end in a line feed, and what had to be repaired. Raises `UnreadableError` when the bytes are no text.

    UTF-8 and UTF-16 with a mark are read as they are. Mostly sound UTF-8 keeps what is readable, with U+FFFD for the rest;
    anything else is read in the 8-bit encoding that fits best.
    """
    problems: list[Problem] = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    elif _is_binary(data):
        raise UnreadableError(
            name, "is a binary file, not text; give a text, HTML, PDF or Word file with its own suffix"
        )
    else:
        text = data.decode("utf-8-sig", "replace")
        broken = text.count("\ufffd") - data.count("\ufffd".encode())
        if broken > 0:
            text, repair = _repaired(data, text, broken)
            problems.append(Problem(name, repair, lost=False))
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _is_binary(data: bytes) -> bool:
    start = data[:8192]
    return 0 in start or len(start) - len(start.translate(None, _CONTROL)) > len(start) / 20


def _repaired(data: bytes, text: str, broken: int) -> tuple[str, str]:
    beyond_ascii = sum(not character.isascii() for character in text[:100_000])
    if broken >= MIN_BROKEN and broken * 4 > beyond_ascii:  # more broken than sound characters: not UTF-8 at all
        import charset_normalizer

        best = charset_normalizer.from_bytes(data[:100_000], cp_isolation=ENCODINGS).best()
        if best:
            return data.decode(
                best.encoding, "replace"
            ), f"is not UTF-8; read as {best.encoding}; save it as UTF-8 if wrong"
    places = "1 place" if broken == 1 else f"{broken} places"
    return text, f"has bytes in {places} that are not UTF-8; they stand as U+FFFD; save it as UTF-8 to mend it"


def _split_front_matter(source: str) -> tuple[dict[str, Any], str]:
    match = _FRONT_MATTER.match(source)
    if not match:
        return {}, source
    fence, block = match.group(1), match.group(2)
    if fence == "+++":
        try:
            return tomllib.loads(block), source[match.end() :]
        except tomllib.TOMLDecodeError:
            return {}, source[match.end() :]
    lines = (_FRONT_LINE.fullmatch(line.strip()) for line in block.split("\n"))
    return {line[1].lower(): line[2].strip().strip("\"'") for line in lines if line}, source[match.end() :]


def _field(fields: dict[str, Any], name: str) -> str | None:
    return str(fields[name]).strip() or None if name in fields else None


def _prose(body: str) -> tuple[str | None, str]:
    """Return the first heading and the text of Markdown without its markup, blocks parted by a blank line."""
    from markdown_it import MarkdownIt

    heading, blocks, kind = None, [], ""
    for token in MarkdownIt().parse(body):
        if token.type == "inline":
            parts = ("\n" if part.type.endswith("break") else part.content for part in token.children or ())
            blocks.append("".join(parts))
            if kind == "heading_open" and heading is None:
                heading = blocks[-1]
        elif token.type in {"code_block", "fence"}:
            blocks.append(token.content)
        kind = token.type
    return heading, "\n\n".join(blocks)
