"""How far each voice is from what all the others allow: a bar from its least to its greatest distance, a mark at its middle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log10

import plotly.graph_objects as go

from figures.charts.style import QUIET, draw, escape, write_names
from figures.comparison import Bias, Teller

_ROW = 44  # pixels
_TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)


def draw_distances(biases: Sequence[Bias], name: Callable[[str], str]) -> go.Figure:
    """Return one row a voice on a logarithmic axis of factors: below 1 says less than all others allow, above 1 more."""
    rows = sorted(biases, key=lambda bias: (bias.middle, bias.greatest, name(bias.voice)))
    reach = max([1.5, *(bias.greatest for bias in rows), *(1 / bias.least for bias in rows)]) * 1.2
    ticks = [tick for tick in _TICKS if 1 / reach <= tick <= reach]
    places = list(range(len(rows)))
    bars = {
        "type": "bar", "y": places, "base": [bias.least for bias in rows], "x": [bias.greatest - bias.least for bias in rows],
        "orientation": "h", "width": 0.3, "marker": {"color": QUIET, "opacity": 0.4}, "hoverinfo": "skip",
    }  # fmt: skip
    middles = {
        "type": "scatter", "x": [bias.middle for bias in rows], "y": places, "mode": "markers",
        "marker": {"size": 11, "color": QUIET}, "hovertext": [escape(Teller().bias(bias)) for bias in rows], "hoverinfo": "text",
    }  # fmt: skip
    even = {"type": "line", "x0": 1, "x1": 1, "yref": "paper", "y0": 0, "y1": 1, "line": {"color": QUIET, "width": 1.5}}
    factors = {
        "type": "log", "range": [-log10(reach), log10(reach)], "tickvals": ticks, "ticktext": [f"×{tick:g}" for tick in ticks],
        "side": "top",
    }  # fmt: skip
    voices = {"tickvals": places, "showticklabels": False, "range": [-0.6, max(len(rows), 2) - 0.25]}
    names = write_names([name(bias.voice) for bias in rows], 1.002 / reach)
    return draw([bars, middles, names], 80 + _ROW * max(len(rows), 2), factors, voices, shapes=[even])
