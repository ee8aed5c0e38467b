"""RSS and Atom feeds: the reports they link to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from figures.documents import Document
from figures.readers import read_page
from figures.readers.problems import Problem, UnreadableError
from figures.readers.web import Page, fetch_page
from figures.readers.xml import read_xml, tag

MAX_REPORTS = 30
_ENTRIES = {"item", "entry"}
_NO_FEED = "is no feed with links to reports; give the address of an RSS or Atom feed"


def read_feed(url: str, fetch: Callable[[str], Page] = fetch_page) -> Iterator[Document | Problem]:
    """Yield the reports that a feed links to, newest first as it lists them, at most `MAX_REPORTS`.

    Raises `UnreadableError` when the feed cannot be fetched or is none; a report that cannot be read is a problem.
    """
    page = fetch(url)
    links = feed_links(page.data, page.url)
    for link in links[:MAX_REPORTS]:
        try:
            yield from read_page(fetch(link))
        except UnreadableError as error:
            yield error.problem
    if len(links) > MAX_REPORTS:
        yield Problem(url, f"lists {len(links)} reports; the first {MAX_REPORTS} were read")


def feed_links(data: bytes, base: str) -> list[str]:
    """Return the addresses of the entries of an RSS or Atom feed. Raises `UnreadableError` when it is broken or has none."""
    root = read_xml(data, base, _NO_FEED)
    links = (_link(element) for element in root.iter() if tag(element) in _ENTRIES)
    found = list(dict.fromkeys(urljoin(base, link) for link in links if link))
    if not found:
        raise UnreadableError(base, _NO_FEED)
    return found


def _link(entry: Element) -> str | None:
    for child in entry:
        if tag(child) == "link" and child.get("rel", "alternate") == "alternate":
            return (child.get("href") or child.text or "").strip() or None
    return None
