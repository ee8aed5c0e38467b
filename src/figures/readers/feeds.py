"""RSS and Atom feeds: the reports they link to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from figures.documents import Document
from figures.readers.html import read_html
from figures.readers.problems import Problem, UnreadableError
from figures.readers.web import Page, fetch_page

MAX_REPORTS = 30
_ENTRIES = {"item", "entry"}


def read_feed(url: str, fetch: Callable[[str], Page] = fetch_page) -> Iterator[Document | Problem]:
    """Yield the reports that a feed links to, newest first as it lists them, at most `MAX_REPORTS`.

    Raises `UnreadableError` when the feed cannot be fetched or is none; a report that cannot be read is a problem.
    """
    page = fetch(url)
    links = feed_links(page.data, page.url)
    if not links:
        raise UnreadableError(url, "is no feed with links to reports; give the address of an RSS or Atom feed")
    for link in links[:MAX_REPORTS]:
        try:
            report = fetch(link)
            for item in read_html(BytesIO(report.data), report.url):
                yield replace(item, url=item.url or report.url) if isinstance(item, Document) else item
        except UnreadableError as error:
            yield error.problem
    if len(links) > MAX_REPORTS:
        yield Problem(url, f"lists {len(links)} reports; the first {MAX_REPORTS} were read")


def feed_links(data: bytes, base: str) -> list[str]:
    """Return the addresses of the entries of an RSS or Atom feed; none when it is broken."""
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return []
    links = (_link(element) for element in root.iter() if _tag(element) in _ENTRIES)
    return list(dict.fromkeys(urljoin(base, link) for link in links if link))


def _link(entry: Element) -> str | None:
    for child in entry:
        if _tag(child) == "link" and child.get("rel", "alternate") == "alternate":
            return (child.get("href") or child.text or "").strip() or None
    return None


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
