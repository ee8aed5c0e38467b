"""The built wheel holds everything, and the dashboard starts from it outside the checkout."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this checkout, built without fetching anything."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out], cwd=ROOT, check=True)
    (path,) = out.glob("*.whl")
    return path


def test_the_wheel_holds_dashboard_data_and_vocabulary(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("pages", "data"):
        shipped = [p for p in (ROOT / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts]
        assert shipped
        assert {f"figures/bundle/{p.relative_to(ROOT).as_posix()}" for p in shipped} <= names
    assert {"figures/bundle/app.py", "figures/bundle/.streamlit/config.toml"} <= names
    assert "figures/vocabulary/en/sentences.toml" in names


def test_the_source_archive_holds_what_a_checkout_needs(tmp_path):
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path], cwd=ROOT, check=True)
    (path,) = tmp_path.glob("*.tar.gz")
    shutil.unpack_archive(path, tmp_path, filter="data")
    checkout = tmp_path / path.name.removesuffix(".tar.gz")
    names = {p.relative_to(checkout).as_posix() for p in checkout.rglob("*")}
    folders = ("src", "tests", "benchmarks", "training", "pages")
    code = {p.relative_to(ROOT).as_posix() for folder in folders for p in (ROOT / folder).rglob("*.py")}
    assert {*code, "setup.sh", "Makefile", "app.py"} <= names


def test_the_dashboard_starts_from_the_wheel_outside_the_checkout(wheel, tmp_path):
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "figures", "app", "--no-browser", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(site)}
    server = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        assert _answers(f"http://127.0.0.1:{port}/_stcore/health", server), server.communicate()[0].decode()
    finally:
        server.kill()
        server.wait()


def _answers(url, server, patience=60.0):
    until = time.monotonic() + patience
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as reply:
                return reply.read() == b"ok"
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False
