"""Word files (.docx): the paragraphs of the document part, read straight from the archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from figures.documents import Document
from figures.readers.archives import Member, members
from figures.readers.problems import Problem, UnreadableError
from figures.readers.text import checked
from figures.readers.xml import read_xml, tag

_BROKEN = "is a broken Word file; save it again as .docx"
_BODY = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
# ISO/IEC 29500, WordprocessingML; the last part of a tag is the same in the strict and the transitional namespace.
_WRITTEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def read_docx(stream: BinaryIO, name: str) -> Iterator[Document | Problem]:
    """Yield the one document of a Word file; deleted text is left out. Raises `UnreadableError` when it is no Word file."""
    parts = {
        member.name.removeprefix(f"{name}/"): member.data
        for member in members(stream, name, wanted=(_BODY, _PROPERTIES))
        if isinstance(member, Member)
    }
    if _BODY not in parts:
        raise UnreadableError(name, "is not a Word file (.docx); save it again as .docx")
    paragraphs = (
        _written(paragraph) for paragraph in read_xml(parts[_BODY], name, _BROKEN).iter() if tag(paragraph) == "p"
    )
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())
    title = read_xml(parts[_PROPERTIES], name, _BROKEN).findtext(_TITLE) if _PROPERTIES in parts else None
    yield Document(checked(text, name), title=title or None)


def _written(paragraph: Element) -> str:
    """The characters of one paragraph; those of a text box inside it come as a paragraph of their own."""
    parts: list[str] = []
    open_elements = [iter(paragraph)]
    while open_elements:
        element = next(open_elements[-1], None)
        if element is None:
            open_elements.pop()
        elif (kind := tag(element)) == "t":
            parts.append(element.text or "")
        elif kind in _WRITTEN:
            parts.append(_WRITTEN[kind])
        elif kind != "p":
            open_elements.append(iter(element))
    return "".join(parts)
