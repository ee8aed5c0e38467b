"""The saved reports as the dashboard has them: the store file, who may write to it, and who is writing."""

from __future__ import annotations

import os
from getpass import getuser
from pathlib import Path

import streamlit as st

from figures.claims import Claim
from figures.documents import Document
from figures.store import Store, StoreError, default_path
from figures.view.markup import escape

READ_ONLY_VARIABLE = "FIGURES_READ_ONLY"  # set on a server for the public: no page that writes
FETCH_VARIABLE = "FIGURES_FETCH"  # set where pages may ask the web for reports


def is_read_only() -> bool:
    """Whether this server only shows."""
    return bool(os.environ.get(READ_ONLY_VARIABLE))


def may_fetch() -> bool:
    """Whether this server may ask the web for reports."""
    return bool(os.environ.get(FETCH_VARIABLE))


def claims() -> tuple[list[Claim], int, str | None]:
    """Return the saved claims as they stand, the revision of the store, and what is wrong with it."""
    path = default_path()
    if not path.exists():
        return [], 0, None
    try:
        store = _open(path, is_read_only())
        revision = store.revision()
        return _claims(path, revision), revision, None
    except StoreError as error:
        return [], 0, str(error)


def document(document_id: str) -> Document | None:
    """Return the saved report of that id, or None."""
    path = default_path()
    try:
        return _open(path, is_read_only()).document(document_id) if path.exists() else None
    except StoreError:
        return None


def open_store() -> Store:
    """Return the store to write to; where it cannot be opened, say why and end the page."""
    try:
        return _open(default_path(), False)
    except StoreError as error:
        show_error(error)
        st.stop()


def show_error(error: object) -> None:
    """Say in one line what went wrong."""
    st.html(f'<p class="note problem" role="alert">{escape(error)}</p>')


def require_writer() -> str:
    """Return the name of who is writing; end the page where nobody may write or has to log in first."""
    if is_read_only():
        st.html('<p class="note">This server only shows. Reports are added and reviewed elsewhere.</p>')
        st.stop()
    user = st.user.to_dict()
    if user.get("is_logged_in"):
        return str(user.get("email") or user.get("name") or user.get("sub"))
    if "is_logged_in" in user:  # a login is set up (docs/hosting.md)
        st.html("<p>Log in to add and review reports.</p>")
        st.button("Log in", on_click=st.login)
        st.stop()
    name = st.session_state.setdefault("_who", _user_name())
    return str(name)


def _user_name() -> str:
    try:
        return getuser()
    except (OSError, KeyError):
        return "unknown"


@st.cache_resource(max_entries=4)
def _open(path: Path, read_only: bool) -> Store:
    return Store.open(path, read_only=read_only)


@st.cache_resource(max_entries=2, show_spinner=False)
def _claims(path: Path, revision: int) -> list[Claim]:
    return Store(path, read_only=True).claims()
