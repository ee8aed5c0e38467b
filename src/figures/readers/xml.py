"""XML of strangers: read without entities or a document type, by names without their namespace."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from figures.readers.problems import UnreadableError


def read_xml(data: bytes, name: str, message: str) -> Element:
    """Return the root of an XML file. Raises `UnreadableError` with `message` when it is broken."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UnreadableError(name, message) from error
    return root


def tag(element: Element) -> str:
    """Return the name of an element without its namespace, "" for a comment or an instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
