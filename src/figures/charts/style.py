"""What all charts share: the Okabe-Ito colors with a shape each, type, hover texts and axes."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import plotly.graph_objects as go

from figures.view import wording

# Okabe and Ito 2008, "Color Universal Design"; each keeps a contrast of 3:1 on the light and on the dark page.
COLORS = {"self-report": "#0072B2", "adversary": "#D55E00", "third party": "#009E73", "unknown": "#808080"}
SYMBOLS = {"self-report": "circle", "adversary": "diamond", "third party": "square", "unknown": "pentagon"}
GLYPHS = {"self-report": "●", "adversary": "◆", "third party": "■", "unknown": "⬟"}
FONT = "'Source Sans', 'Source Sans 3', 'Helvetica Neue', Arial, sans-serif"  # the first is what Streamlit's pages have
GRID = "rgba(128,128,128,0.22)"
NAMES = "names"  # marks the traces that are text, for whoever colors them
QUIET = "#7A7F87"
RING = "rgba(128,128,128,0.9)"
# Both keep a filter under 60 kB on the wire whatever the size of the table; a browser takes 0.3 ms a mark.
MAX_MARKS = 150
MAX_QUOTED = 90  # marks that show their words under the pointer; of more, a click does
_HOVER_WIDTH = 58
_HOVER_QUOTE = 100
_NAME = 52  # characters of a name
HOVER = "<b>%{hovertext}</b><br>%{text}<extra></extra>"  # of the two texts of `hover`
_AXIS = {"showgrid": True, "gridcolor": GRID, "zeroline": False, "fixedrange": True}
_LEAST = 0.5  # where a count of zero stands on a logarithmic axis


Trace: TypeAlias = dict[str, Any]  # of plotly, with its "type"


def escape(text: object) -> str:
    """Return `text` so that plotly, which reads some HTML in labels, shows it as it is."""
    return html.escape(str(text), quote=False)


def hover(claim: Mapping[Any, Any], *, quoted: bool = True) -> tuple[str, str]:
    """Return the hover text of a claim: who says it; and what of whom, as of when, and, `quoted`, the words."""
    who = "Source unknown" if wording.is_null(claim["source"]) else claim["source"]
    number = claim.get("number", 1)
    if claim.get("period"):
        told = f"{number:,.0f} claims in one {claim['period']}: {wording.said(claim)}<br>the last {wording.day(claim['as_of'])}"
        return escape(who), told
    words = next((claim[n] for n in ("quote", "statement") if quoted and not wording.is_null(claim[n])), "")
    lines = textwrap.wrap(textwrap.shorten(words, _HOVER_QUOTE, placeholder=" …"), _HOVER_WIDTH)
    what = f"says {wording.said(claim)} {wording.label(claim['claim_type'])}"
    when = f"as of {wording.day(claim['as_of'], claim['as_of_precision'])}"
    often = f", in {number:,.0f} reports" if number > 1 else ""
    return escape(who), "<br>".join(escape(line) for line in [f"{what}, {when}{often}", *lines])


def place(value: float) -> float:
    """Return where a count stands on the logarithmic axis."""
    return max(float(value), _LEAST)


def draw(
    traces: Iterable[Trace], height: int, xaxis: Mapping[str, Any], yaxis: Mapping[str, Any], **layout: object
) -> go.Figure:
    """Return the figure of traces and axes in the layout of all charts; `layout` goes before it.

    Everything at once: plotly takes ten times as long for a figure that is put together piece by piece. `dragmode` stays
    off: with it a click selects nothing.
    """
    shared = {
        "template": "none",
        "height": height,
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "font": {"family": FONT, "size": 13},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {"align": "left", "font": {"family": FONT, "size": 13}},
        "hovermode": "closest",
        "dragmode": False,
        "showlegend": False,
        "barmode": "overlay",
    }
    axes = {"xaxis": _AXIS | dict(xaxis), "yaxis": _AXIS | dict(yaxis)}
    return go.Figure({"data": list(traces), "layout": shared | axes | layout})


def write_names(names: Sequence[str], left: float) -> Trace:
    """Return the names of rows 0, 1, 2 … above their marks, beginning at `left` on the axis.

    One trace: as many annotations take plotly a hundred times as long.
    """
    short = [shorten(name, _NAME) for name in names]
    return write(left, [row + 0.2 for row in range(len(names))], short, "top right")


def shorten(name: str, length: int) -> str:
    """Return a name in at most `length` characters, the last of them a mark of what is left out."""
    return name if len(name) <= length else name[: length - 1].rstrip() + "…"


def write(x: float, rows: Iterable[float], texts: Sequence[str], position: str) -> Trace:
    """Return texts at `x` of the rows."""
    return {
        "type": "scatter",
        "meta": NAMES,
        "x": [x] * len(texts),
        "y": list(rows),
        "text": [escape(text) for text in texts],
        "mode": "text",
        "textposition": position,
        "textfont": {"size": 13},
        "unselected": {"textfont": {"color": QUIET}},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def count_axis(values: np.ndarray) -> dict[str, Any]:
    """Return a logarithmic axis of counts with ticks at 1, 2 and 5 of each decade where there is room."""
    seen = values[np.isfinite(values)]
    low, high = (seen.min(), seen.max()) if len(seen) else (1.0, 10.0)
    first, last = np.log10(max(low, _LEAST)) - 0.15, np.log10(max(high, _LEAST)) + 0.2
    steps = (1, 2, 5) if last - first < 2.6 else (1,)
    ticks = [s * 10.0**e for e in range(int(np.floor(first)), int(np.ceil(last)) + 1) for s in steps]
    ticks = [t for t in ticks if first <= np.log10(t) <= last and t >= 1]
    return {
        "type": "log",
        "range": [first, last],
        "tickvals": ticks,
        "ticktext": [f"{t:,.0f}" for t in ticks],
        "automargin": True,
    }
