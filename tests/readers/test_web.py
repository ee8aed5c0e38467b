"""Fetching never reaches this machine or its network, however the address is written, redirected or resolved."""

import gzip
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Thread

import pytest

from figures.documents import Document
from figures.readers import UnreadableError
from figures.readers.feeds import feed_links, read_feed
from figures.readers.web import Page, fetch_page, is_public

ARTICLE = (
    b"<html><head><title>Toll</title></head><body><article>"
    + b"<p>At least 11 died, officials said.</p>" * 9
    + b"</article></body></html>"
)


class Site:
    """A server on loopback that answers from a table and counts who asks."""

    def __init__(self) -> None:
        site = self
        self.hits: list[str] = []
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.hits.append(self.path)
                status, headers, body = site.answers.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    def fetch(self, path: str) -> Page:
        """Fetch one of its pages."""
        return fetch_page(f"http://127.0.0.1:{self.port}{path}", may_connect=lambda _: True, ports=[self.port])


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


def test_a_page_is_fetched_through_redirects_and_unpacked(site: Site) -> None:
    site.answers["/a"] = (302, {"Location": "/b?x=ü"}, b"")
    site.answers["/b?x=%C3%BC"] = (
        200,
        {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"},
        gzip.compress(ARTICLE),
    )
    page = site.fetch("/a")
    assert (page.data, page.suffix) == (ARTICLE, ".html")
    assert page.url.endswith("/b?x=ü")


@pytest.mark.parametrize(("answer", "message"), [
    ((404, {}, b""), "answered 404"),
    ((302, {"Location": "/a"}, b""), "redirects more than 3 times"),
    ((302, {"Location": "file:///etc/passwd"}, b""), "no http or https address"),
    ((302, {"Location": "http://127.0.0.1:22/"}, b""), "leads to port 22"),
    ((302, {"Location": "http://["}, b""), "could not be fetched"),
    ((200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000), 1)), "more than 5 MB"),
    ((200, {"Content-Encoding": "gzip"}, b"no gzip"), "could not be fetched"),
    ((200, {"Content-Encoding": "br"}, b"x"), "which was not asked for"),
    ((200, {}, bytes(5_000_001)), "more than 5 MB"),
])  # fmt: skip
def test_bad_answers_give_one_clear_line(site: Site, answer: tuple[int, dict[str, str], bytes], message: str) -> None:
    site.answers["/a"] = answer
    with pytest.raises(UnreadableError, match=message):
        site.fetch("/a")


LOOPBACK = ["127.0.0.1", "localhost", "LOCALHOST.", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.1", "0", "0.0.0.0",
            "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "127.0.0.1.", "１２７.0.0.1", "⑫7.0.0.1"]  # fmt: skip
INSIDE = ["169.254.169.254", "10.0.0.1", "192.168.1.1", "172.16.5.4", "100.64.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
          "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]",
          "[::ffff:169.254.169.254]", "2852039166", "0xa9fea9fe"]  # fmt: skip
ODD = [
    "http://user:pw@127.0.0.1/",
    "http://127.0.0.1:22/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "http:///x",
    "gopher://127.0.0.1/",
    "http://",
]


@pytest.mark.parametrize(
    "url", [f"http://{host}/" for host in LOOPBACK + INSIDE] + [f"https://{host}/" for host in LOOPBACK] + ODD
)
def test_hostile_addresses_are_refused_before_any_connection(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(UnreadableError):
        fetch_page(url)


def test_a_redirect_to_loopback_does_not_arrive(site: Site) -> None:
    """The first hop is allowed as if it were public; the second leads to a sentinel that must see nobody."""
    sentinel = Site()
    site.answers["/a"] = (302, {"Location": f"http://127.0.0.2:{sentinel.port}/secret"}, b"")
    with pytest.raises(UnreadableError, match="not on the public internet"):
        fetch_page(
            f"http://127.0.0.1:{site.port}/a",
            may_connect=lambda address: str(address) == "127.0.0.1",
            ports=[site.port, sentinel.port],
        )
    assert sentinel.hits == []


def test_a_name_that_changes_its_address_gains_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The resolver answers with a public address once and with loopback afterwards; only the first answer is used."""
    asked: list[str] = []
    tried: list[str] = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[object]:
        asked.append(host)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34" if len(asked) == 1 else "127.0.0.1", port))
        ]

    def connect(address: tuple[str, int], *_: object, **__: object) -> None:
        tried.append(address[0])
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(UnreadableError):
        fetch_page("http://rebind.test/")
    assert tried == ["93.184.216.34"]


def test_a_name_with_one_inside_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(UnreadableError, match="not on the public internet"):
        fetch_page("http://mixed.test/")


def test_public_addresses_are_public() -> None:
    assert all(
        is_public(ip_address(address)) for address in ("93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34")
    )


RSS = b'<?xml version="1.0"?><rss><channel><link>/home</link><item><title>A</title><link>/a</link></item><item><link>/gone</link></item></channel></rss>'
ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="self" href="/x"/><link href="/a"/></entry></feed>'
BOMB = b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><item><link>&b;</link></item></rss>'


@pytest.mark.parametrize(
    ("data", "links"),
    [(RSS, ["http://f.test/a", "http://f.test/gone"]), (ATOM, ["http://f.test/a"])],
)
def test_feed_links(data: bytes, links: list[str]) -> None:
    assert feed_links(data, "http://f.test/feed") == links


@pytest.mark.parametrize("data", [BOMB, b"<", b"", b"<rss><channel><title>T</title></channel></rss>"])
def test_what_is_no_feed_with_links_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"http://f.test/feed: is no feed with links"):
        feed_links(data, "http://f.test/feed")


def test_a_report_of_a_feed_in_a_language_without_vocabulary_is_a_problem(site: Site) -> None:
    site.answers |= {"/feed": (200, {}, ATOM), "/a": (200, {}, ARTICLE.replace(b"<html", b'<html lang="xx"'))}
    fetch = lambda url: fetch_page(url, may_connect=lambda _: True, ports=[site.port])  # noqa: E731
    problem, *_ = read_feed(f"http://127.0.0.1:{site.port}/feed", fetch)
    assert "is in language 'xx'" in str(problem)


def test_a_feed_gives_its_reports_and_names_those_that_fail(site: Site) -> None:
    site.answers |= {"/feed": (200, {}, RSS), "/a": (200, {}, ARTICLE)}
    fetch = lambda url: fetch_page(url, may_connect=lambda _: True, ports=[site.port])  # noqa: E731
    document, problem = read_feed(f"http://127.0.0.1:{site.port}/feed", fetch)
    assert isinstance(document, Document)
    assert (document.title, document.url) == ("Toll", f"http://127.0.0.1:{site.port}/a")
    assert "answered 404" in str(problem)
