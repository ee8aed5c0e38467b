"""Voice against voice: how often and how far two voices contradict each other on one question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import plotly.graph_objects as go

from figures.charts.style import GRID, draw, escape, shorten
from figures.comparison import FamilyPair, Teller

_CELL = 34  # pixels
_LEFT, _BELOW = 235, 175  # pixels for the names, which are slanted below
_NAME = 36  # characters
# Okabe-Ito vermillion in three strengths with a text that reads on it; the number in the cell tells the same.
_FILLS = ((2.0, "#F6CDB0", "#1D2127"), (5.0, "#E8925A", "#1D2127"), (float("inf"), "#B34A00", "#FFFFFF"))
_EMPTY = ("rgba(0,0,0,0)", "rgba(0,0,0,0)")


def draw_matrix(pairs: Sequence[FamilyPair], name: Callable[[str], str]) -> go.Figure:
    """Return a square for each pair of voices that could have contradicted each other.

    Filled squares contradict each other, by strength of the factor, with how often in them; hollow ones do not. A square
    carries the id of the earlier claim of the pair furthest apart. `name` gives the name of a voice.
    """
    informative = [pair for pair in pairs if pair.informative]
    voices = sorted({voice for pair in informative for voice in (pair.a, pair.b)}, key=name)
    row = {voice: i for i, voice in enumerate(voices)}
    cells = [(row[x], row[y], pair) for pair in informative for x, y in ((pair.a, pair.b), (pair.b, pair.a))]
    squares = {
        "type": "scatter",
        "x": [x for x, _, _ in cells],
        "y": [y for _, y, _ in cells],
        "mode": "markers+text",
        "text": [str(pair.conflicts or "") for _, _, pair in cells],
        "marker": {
            "symbol": "square",
            "size": 24,
            "color": [_colors(pair)[0] for _, _, pair in cells],
            "line": {"color": GRID, "width": 1},
        },
        "textfont": {"color": [_colors(pair)[1] for _, _, pair in cells], "size": 12},
        "customdata": [pair.worst.pair[0].claim_id if pair.worst else None for _, _, pair in cells],
        "hovertext": [_hover(pair, name) for _, _, pair in cells],
        "hoverinfo": "text",
    }
    names = [escape(shorten(name(voice), _NAME)) for voice in voices]
    axis = {
        "tickvals": list(range(len(voices))),
        "ticktext": names,
        "range": [-0.6, len(voices) - 0.4],
        "showgrid": False,
    }
    margin = {"l": _LEFT, "b": _BELOW, "t": 0, "r": 0}
    return draw([squares], _BELOW + _CELL * len(voices), axis | {"tickangle": -45}, axis, margin=margin)


def _colors(pair: FamilyPair) -> tuple[str, str]:
    """Return the color of a cell and of the number in it."""
    if pair.worst is None:
        return _EMPTY
    factor = pair.worst.factor
    return next((fill, text) for limit, fill, text in _FILLS if factor < limit)


def _hover(pair: FamilyPair, name: Callable[[str], str]) -> str:
    head = f"<b>{escape(name(pair.a))} and {escape(name(pair.b))}</b>"
    told = f"{pair.conflicts} of {pair.informative} pairs that could contradict do"
    return "<br>".join([head, told, *([escape(Teller().conflict(pair.worst))] if pair.worst else [])])
