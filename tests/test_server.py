"""The server around the pages: its headers, and the claims at an address."""

import asyncio
import csv
import io
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st
from starlette.applications import Starlette

from figures.dashboard.server import HEADERS, MIDDLEWARE, ROUTES

PATH = "/api/claims.csv"
SERVED = Starlette(routes=ROUTES, middleware=MIDDLEWARE)


@pytest.fixture(autouse=True)
def claims(claims_file, monkeypatch):
    monkeypatch.setenv("FIGURES_CLAIMS", str(claims_file))
    st.cache_resource.clear()


def ask(path, query="", host="127.0.0.1:8501"):
    """Return the status, the headers and the text of an answer; names of headers are in lower case."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"host", host.encode())],
    }
    # In a thread of its own: the browser tests may have left an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, SERVED(scope, receive, send)).result()
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message["body"] for message in sent[1:]).decode()


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("source=Meduza", ["T-05", "T-02"]),
        ("source=Meduza&until=2022-03-03&v=cd.2&question=x", ["T-02"]),
        ("text=no+such+word", []),
    ],
)
def test_the_csv_holds_what_the_filter_keeps(query, ids):
    status, _, text = ask(PATH, query)
    assert status == 200
    assert [row["claim_id"] for row in csv.DictReader(io.StringIO(text))] == ids


@pytest.mark.parametrize("query", ["source=Nobody", "sorce=Meduza", "since=yesterday"])
def test_what_is_not_known_is_refused_by_name(query):
    status, _, text = ask(PATH, query)
    assert status == 400
    assert text.startswith("unknown: " + query.partition("=")[0])


@pytest.mark.parametrize("path", [PATH, "/nowhere"])
def test_every_answer_has_the_headers(path):
    _, headers, _ = ask(path)
    assert {name: headers[name.lower()] for name in HEADERS} == HEADERS


def test_another_name_for_this_machine_gets_nothing():
    """What a page of an attacker's name that points to this machine would ask ("DNS rebinding")."""
    status, headers, text = ask(PATH, host="evil.example")
    assert status == 400
    assert "claim_id" not in text
    assert headers["x-frame-options"] == "DENY"
