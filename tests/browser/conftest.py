"""A dashboard on loopback and a real browser. Where there is no Chromium the tests say so; in CI that is a failure."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

import figures
from figures.resources import root

SERVER = Path(figures.__file__).parent / "dashboard" / "server.py"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_MISSING = (
    "the browser tests did not run: no Chromium on the PATH; on Debian and Ubuntu `apt install chromium` gets one"
)

expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(_MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def start_app(tmp_path_factory: pytest.TempPathFactory):
    """Start dashboards, each of a claims table, and end them with the session."""
    servers = []

    def start(claims: Path) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        log = (tmp_path_factory.mktemp("server") / "log").open("w")
        command = [sys.executable, "-m", "streamlit", "run", str(SERVER), "--server.port", str(port)]
        environment = os.environ | {"FIGURES_CLAIMS": str(claims)}
        servers.append(subprocess.Popen(command, cwd=root(), env=environment, stdout=log, stderr=log))
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        return address

    yield start
    for server in servers:
        server.terminate()
        server.wait(10)


def _wait_for(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"the dashboard did not start at {address}")


@pytest.fixture(scope="session")
def app(start_app, claims_file: Path) -> str:
    return start_app(claims_file)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh profile; the test fails on an error in the console and on a request that leaves the machine."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
    page = context.new_page()
    errors, strays = [], []
    page.on("console", lambda message: errors.append(message.text) if _is_error(message) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: strays.append(request.url) if not _is_local(request.url) else None)
    yield page
    context.close()
    assert not errors
    assert not strays


def _is_error(message: ConsoleMessage) -> bool:
    # On a page other than the first, Streamlit's own client looks for its server below that page before it looks above.
    probing = re.search(r"/[a-z_]+/_stcore/(health|host-config)$", message.location.get("url", ""))
    return message.type == "error" and not probing


def _is_local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:", "about:"))
