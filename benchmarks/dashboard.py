"""How quick the dashboard is: the same journeys on tables of 300 to 1,000,000 made-up claims, in one run, as ratios.

    python -m benchmarks.dashboard [--sizes 300 100000 1000000] [--datasette PROGRAM]

Needs Chromium on the PATH. Opens and filters are measured in the browser, from the click to the redrawn page; bytes are those
of the websocket; processor time and memory are the server's. Datasette serves the same table and is filtered and exported in
the same run, where its program is named or on the PATH; it wants an environment of its own:

    python3 -m venv datasette-venv && datasette-venv/bin/pip install datasette
    python -m benchmarks.dashboard --datasette datasette-venv/bin/datasette
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from playwright.sync_api import Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from figures.columns import SOURCE_KINDS
from figures.resources import root
from figures.table import SCHEMA, read_table, write_table
from figures.view.downloads import to_csv

REPEATS = 3
_THOUGHT = 2.0  # seconds
_TYPES = ["killed", "wounded", "losses", "captured", "missing", "refused", "displaced", "detained"]
_IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


def make_claims(number: int) -> pa.Table:
    """Return `number` made-up claims of 60 sources (few of them say most), 8 types and 4 populations in two wars."""
    random = np.random.default_rng(7)
    source = np.minimum(random.zipf(1.4, number) - 1, 59)
    low = np.exp(random.normal(9, 1.6, number)).astype("int64")
    bound = random.choice(["exact", "about", "at_least", "at_most", "range"], number)
    day = np.datetime64("2022-02-24") + random.integers(0, 1_600, number).astype("timedelta64[D]")
    side = random.integers(0, 2, number)
    claims = pd.DataFrame({
        "claim_id": [f"S{i:07}" for i in range(number)], "origin": "imported", "bound": bound, "review": "unreviewed",
        "claim_type": random.choice(_TYPES, number, p=[0.35, 0.2, 0.15, 0.1, 0.08, 0.05, 0.04, 0.03]),
        "conflict": "russia_ukraine_2022", "population": np.where(side, "russian_forces", "ukrainian_forces"),
        "side": np.where(side, "Russia", "Ukraine"), "scope": random.choice(["cumulative", "incident"], number, p=[0.8, 0.2]),
        "source": [f"Made-up Source {i + 1}" for i in source], "source_kind": np.array(SOURCE_KINDS)[source % len(SOURCE_KINDS)],
        "family": [f"family {i % 25}" for i in source], "publisher": [f"Outlet {i}" for i in random.integers(0, 40, number)],
        "low": pd.array(np.where(bound == "at_most", -1, low), "Int64"),
        "high": pd.array(np.where(bound == "at_least", -1, np.where(bound == "range", low * 2, low)), "Int64"), "value": low,
        "as_of": day, "published": day + np.timedelta64(1, "D"), "as_of_precision": "day", "as_of_basis": "stated",
        "statement": [f"A made-up source put the number at {n:,} on that day." for n in low],
        "url": [f"https://example.org/{i}" for i in range(number)],
    })  # fmt: skip
    for end in ("low", "high"):
        claims[end] = claims[end].mask(claims[end] < 0)
    for name in SCHEMA.names:
        if name not in claims:
            claims[name] = None
    return pa.Table.from_pandas(claims[SCHEMA.names], schema=SCHEMA, preserve_index=False)


def measure(size: int, folder: Path) -> dict[str, float]:
    """Return the measures of the dashboard on a table of `size` claims."""
    path = folder / f"{size}.parquet"
    write_table(make_claims(size), path)
    with _serve(path) as (address, server), sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        received = [0]
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: _count(received, frame)))
        _open(page, address)  # a cold server and a cold browser, not measured
        opens, filters, open_bytes, filter_bytes, cpu = [], [], [], [], []
        for repeat in range(REPEATS):
            _taken(received)
            opens.append(_timed(lambda: _open(page, address)))
            page.wait_for_selector(_IDLE)
            page.wait_for_timeout(500)
            open_bytes.append(_taken(received))
            for source in (2 + 2 * repeat, 3 + 2 * repeat):
                spent = _cpu_seconds(server.pid)
                filters.append(_timed(lambda source=source: _choose(page, f"Made-up Source {source}")))
                cpu.append(_cpu_seconds(server.pid) - spent)
                page.wait_for_timeout(500)
                filter_bytes.append(_taken(received))
        marks = page.locator(".js-plotly-plot .point").count()
        evidence = [_time_evidence(page, nth) for nth in range(REPEATS)]
        browser.close()
        memory = _memory(server.pid)
    return {
        "claims": size,
        "open s": statistics.median(opens),
        "filter s": statistics.median(filters),
        "evidence s": statistics.median(evidence),
        "open kB": max(open_bytes) / 1000,
        "filter kB": max(filter_bytes) / 1000,
        "CPU ms a filter": 1000 * statistics.median(cpu),
        "marks": marks,
        "RSS MB": memory,
    }


def measure_sessions(size: int, folder: Path, sessions: int = 20, filters: int = 8) -> dict[str, float]:
    """Return how `sessions` readers at once fare, each with 2 s of thought after every one of its filters.

    A reader is a websocket as the browser opens it; a filter is timed from its message to the end of the server's run.
    """
    with _serve(folder / f"{size}.parquet") as (address, server):
        _read_along(address, 1, 2, wait=0)
        alone = _memory(server.pid)
        with ThreadPoolExecutor(sessions) as readers:
            runs = readers.map(lambda number: _read_along(address, number, filters, wait=_THOUGHT), range(sessions))
            told = [run for reader in runs for run in reader]
        together = _memory(server.pid)
    times = [seconds for seconds, _ in told]
    return {
        "sessions": sessions,
        "filter p50 s": statistics.median(times),
        "filter p95 s": float(np.quantile(times, 0.95)),
        "errors": sum(failed for _, failed in told),
        "RSS MB of one": alone,
        "RSS MB of all": together,
    }


def _read_along(address: str, number: int, filters: int, wait: float) -> list[tuple[float, bool]]:
    """Open the dashboard and filter it; return how many seconds each filter took and whether it failed. Sources differ by reader."""
    told = []
    with connect(address.replace("http", "ws") + "/_stcore/stream", max_size=None) as session:
        _rerun(session, "")
        for turn in range(filters):
            time.sleep(wait * (0.5 + (number * 7 + turn * 3) % 10 / 10))  # readers do not think in step
            source = 1 + (number * filters + turn) % 59
            told.append(_rerun(session, f"source=Made-up+Source+{source}&source=Made-up+Source+{source + 1}"))
    return told


def _rerun(session: ClientConnection, query: str) -> tuple[float, bool]:
    message = BackMsg()
    message.rerun_script.query_string = query
    start, failed = time.perf_counter(), False
    session.send(message.SerializeToString())
    while True:
        answer = ForwardMsg.FromString(session.recv(timeout=60))
        failed |= answer.delta.new_element.HasField("exception")
        if answer.WhichOneof("type") == "script_finished":
            return time.perf_counter() - start, failed or answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY


def measure_csv(size: int, folder: Path) -> float:
    """Return how many rows a second the CSV download writes."""
    claims = read_table(folder / f"{size}.parquet")
    return size / _timed(lambda: to_csv(claims))


def measure_datasette(program: str, size: int, folder: Path) -> dict[str, float]:
    """Return how long Datasette takes to filter the same table in the browser, and its CSV rows a second."""
    base = folder / "claims.db"
    with sqlite3.connect(base) as connection:
        read_table(folder / f"{size}.parquet").to_pandas().to_sql(
            "claims", connection, index=False, if_exists="replace"
        )
    port = _free_port()
    command = [
        program,
        str(base),
        "--port",
        str(port),
        "--setting",
        "max_csv_mb",
        "0",
        "--setting",
        "sql_time_limit_ms",
        "60000",
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address + "/-/versions.json")
        with sync_playwright() as playwright:
            path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
            browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
            page = browser.new_page()
            facets = f"{address}/claims/claims?_facet=source&_facet=claim_type"
            page.goto(facets)
            times = [
                _timed(lambda n=n: page.goto(f"{facets}&source=Made-up+Source+{n}")) for n in range(2, 2 + 2 * REPEATS)
            ]
            browser.close()
        csv = f"{address}/claims/claims.csv?_stream=on&_size=max"
        seconds = _timed(lambda: urllib.request.urlopen(csv, timeout=600).read())  # noqa: S310 loopback
    finally:
        server.terminate()
        server.wait(10)
    return {"filter s": statistics.median(times), "CSV rows/s": size / seconds}


@contextmanager
def _serve(claims: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = os.environ | {"FIGURES_CLAIMS": str(claims)}
    server = subprocess.Popen(
        command, cwd=root(), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.terminate()
        server.wait(10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 loopback
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot .point, .js-plotly-plot .bars path", timeout=120_000)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def _choose(page: Page, source: str) -> None:
    """Choose one more source and wait until the chart has been drawn anew."""
    page.evaluate(
        "() => { window.drawn = new Promise(done => new MutationObserver((_, o) => { o.disconnect(); done() })"
        ".observe(document.querySelector('.js-plotly-plot'), {childList: true, subtree: true})) }"
    )
    page.get_by_role("combobox", name="Source").fill(source)
    page.get_by_role("option", name=source).first.click()
    page.wait_for_function("() => [...document.querySelectorAll('[data-tag]')].length > 0")
    page.evaluate("() => window.drawn")
    page.wait_for_selector(_IDLE)
    page.keyboard.press("Escape")


def _time_evidence(page: Page, nth: int) -> float:
    """Return how long a click on a mark takes until its evidence stands beside the chart; closes it again."""
    points = page.locator(".js-plotly-plot .point")
    point = points.nth(nth % points.count())
    point.scroll_into_view_if_needed()
    spent = _timed(lambda: (point.click(force=True), page.wait_for_selector(".st-key-evidence dl.facts")))
    page.wait_for_selector(_IDLE)
    page.get_by_role("button", name="Close").click()
    page.wait_for_selector(".st-key-evidence dl.facts", state="detached")
    page.wait_for_selector(_IDLE)
    return spent


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _count(received: list[int], frame: str | bytes) -> None:
    received[0] += len(frame)


def _taken(received: list[int]) -> int:
    size, received[0] = received[0], 0
    return size


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def main() -> None:
    """Measure and print a table with the ratios to the smallest size."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 100_000, 1_000_000])
    parser.add_argument("--datasette", default=shutil.which("datasette"), help="the program to compare with")
    asked = parser.parse_args()
    sizes = sorted(asked.sizes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measured = pd.DataFrame([measure(size, folder) for size in sizes])
        for column in ("open s", "filter s"):
            measured[f"{column[:-2]} ratio"] = measured[column] / measured[column].iloc[0]
        print(measured.round(3).to_string(index=False))
        compared = min(sizes[-1], 100_000)
        if compared in sizes:
            print(", ".join(f"{name} {value:.3g}" for name, value in measure_sessions(compared, folder).items()))
            rate = measure_csv(compared, folder)
            print(f"CSV of {compared:,} claims: {rate:,.0f} rows/s")
            if asked.datasette is None:
                print("Datasette is not on the PATH: not compared")
            else:
                peer = measure_datasette(asked.datasette, compared, folder)
                ours = measured.loc[measured["claims"] == compared, "filter s"].iloc[0]
                print(f"Datasette: filter {peer['filter s']:.3f} s, {peer['CSV rows/s']:,.0f} CSV rows/s; "
                      f"ours / Datasette: filter {ours / peer['filter s']:.2f}, CSV {rate / peer['CSV rows/s']:.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
