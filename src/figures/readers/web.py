"""One page from the web, fetched so that nobody can make this machine ask its own network.

Every hop is checked anew (scheme, port, no credentials), and the address is checked at the moment of connecting: the name is
resolved once and the connection goes to exactly the address that was checked, so a name that changes its mind (DNS
rebinding) gains nothing. No proxy of the environment, no cookies, three redirects, ten seconds, 5 MB unpacked.
"""

from __future__ import annotations

import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import urljoin, urlsplit

import certifi
import httpcore

from figures.readers.problems import UnreadableError

MAX_REDIRECTS = 3
MAX_SECONDS = 10.0
MAX_BYTES = 5_000_000
PORTS = {"http": 80, "https": 443}
_HEADERS = [
    ("User-Agent", "figures (reads reports of war)"),
    ("Accept", "text/html, application/pdf, text/plain, */*;q=0.1"),
    ("Accept-Encoding", "gzip"),
]
_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/plain": ".txt"}
# RFC 6052 and RFC 3056: addresses that carry an IPv4 address which a gateway would connect to instead
_TUNNELS = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"), IPv6Network("2002::/16"))

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: its final `url`, its bytes, and the suffix of its declared kind ("" when it is another)."""

    url: str
    data: bytes
    suffix: str


class _RefusedError(Exception):
    """An address that must not be asked, with the reason."""


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, as opposed to this machine, its network, or a tunnel to either."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        if address.teredo or any(address in tunnel for tunnel in _TUNNELS):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def fetch_page(
    url: str, *, may_connect: Callable[[Address], bool] = is_public, ports: Iterable[int] = PORTS.values()
) -> Page:
    """Return what `url` answers after at most `MAX_REDIRECTS` redirects.

    Raises `UnreadableError` for an address that is refused or fails, an answer that is too long, too slow or no success.
    """
    end = time.monotonic() + MAX_SECONDS
    target = url
    try:
        context = ssl.create_default_context(cafile=certifi.where())
        with httpcore.ConnectionPool(
            ssl_context=context, network_backend=_CheckedBackend(may_connect), retries=0
        ) as pool:
            for _ in range(MAX_REDIRECTS + 1):
                _check(target, set(ports))
                answer = _ask(pool, target, end)
                if isinstance(answer, Page):
                    return answer
                target = urljoin(target, answer)
    except _RefusedError as error:
        raise UnreadableError(url, str(error)) from error
    except (
        httpcore.NetworkError,
        httpcore.TimeoutException,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
    ) as error:
        raise UnreadableError(
            url, f"could not be fetched ({type(error).__name__}); save the page and give the file"
        ) from error
    except (OSError, ValueError, zlib.error) as error:
        raise UnreadableError(
            url, "could not be fetched; check the address, or save the page and give the file"
        ) from error
    raise UnreadableError(url, f"redirects more than {MAX_REDIRECTS} times; give the final address")


def _check(url: str, ports: set[int]) -> None:
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise _RefusedError(f"leads to {url[:80]!r}, which is no http or https address")
    if parts.username is not None or parts.password is not None:
        raise _RefusedError("holds a user name or password, which is not sent")
    if (parts.port or PORTS[parts.scheme]) not in ports:
        raise _RefusedError(f"leads to port {parts.port}; only 80 and 443 are asked")


def _ask(pool: httpcore.ConnectionPool, url: str, end: float) -> Page | str:
    """Return the page, or the address it redirects to."""
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = (parts.hostname or "").encode("idna")
    target = httpcore.URL(scheme=parts.scheme.encode(), host=host, port=parts.port, target=_quoted(path))
    left = max(end - time.monotonic(), 0.1)
    timeouts = {"timeout": {"connect": left, "read": left, "write": left, "pool": left}}
    headers = [("Host", host.decode() + (f":{parts.port}" if parts.port else "")), *_HEADERS]
    with pool.stream("GET", target, headers=headers, extensions=timeouts) as response:
        fields = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in response.headers}
        if response.status in {301, 302, 303, 307, 308} and "location" in fields:
            return fields["location"]
        if response.status != 200:
            raise _RefusedError(f"answered {response.status}; open it in a browser, save the page and give the file")
        kind = fields.get("content-type", "").partition(";")[0].strip().lower()
        return Page(url, _body(response, fields.get("content-encoding", "identity"), end), _SUFFIXES.get(kind, ""))


def _quoted(path: str) -> bytes:
    from urllib.parse import quote

    return quote(path, safe="%/:=&?~#+!$,;'@()*[]").encode()


def _body(response: httpcore.Response, encoding: str, end: float) -> bytes:
    """Return the unpacked body, counted while unpacking."""
    if encoding not in {"identity", "gzip"}:
        raise _RefusedError(f"answers packed as {encoding[:20]!r}, which was not asked for")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16) if encoding == "gzip" else None
    body = bytearray()
    for chunk in response.iter_stream():
        body += unpacker.decompress(chunk, MAX_BYTES + 1 - len(body)) if unpacker else chunk
        if len(body) > MAX_BYTES:
            raise _RefusedError(f"answers with more than {MAX_BYTES // 1_000_000} MB, the limit")
        if time.monotonic() > end:
            raise _RefusedError(f"takes longer than {MAX_SECONDS:.0f} seconds; save the page and give the file")
    return bytes(body)


class _CheckedBackend(httpcore.NetworkBackend):
    """Connects to the address that was checked, not to the name."""

    def __init__(self, may_connect: Callable[[Address], bool]) -> None:
        self._may_connect = may_connect
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of `host`; every one of them must be allowed."""
        found = [info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        addresses = [ip_address(str(address).partition("%")[0]) for address in found]
        if not addresses or not all(map(self._may_connect, addresses)):
            raise _RefusedError(f"leads to {host[:80]!r}, which is not on the public internet")
        return self._backend.connect_tcp(str(addresses[0]), port, timeout, local_address, socket_options)
