"""CSV as spreadsheets read and write it: cells that they would run as a formula, and what parts the cells."""

from __future__ import annotations

import re

# What a spreadsheet takes for a formula or a command, after white space and in full width too.
LIVE = r"'*\s*[=+\-@|%\t\r\n＝＋－＠]"
_LIVE_CELL = re.compile(LIVE)


def escape_cell(text: str) -> str:
    """Return `text` so that no spreadsheet runs it: what would be live gets a leading apostrophe."""
    return "'" + text if _LIVE_CELL.match(text) else text


def unescape_cell(text: str) -> str:
    """Undo `escape_cell`."""
    return text[1:] if text.startswith("'") and _LIVE_CELL.match(text) else text


def find_delimiter(header: str) -> str:
    """Return what parts the cells below a first line: commas, or the semicolons or tabs of where commas part decimals."""
    return max(",;\t", key=header.count)
