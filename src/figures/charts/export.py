"""A chart to take away: title, filters, source and day are in the picture; the page around it saves PNG and SVG."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from figures.charts.style import FONT, NAMES, escape
from figures.view.markup import escape as escape_html

_WIDTH = 1_100
_LINE = 140  # characters
_TEXT, _QUIET = "#1D2127", "#5B6169"


def dress(figure: go.Figure, title: str, subtitle: str, footer: Sequence[str]) -> go.Figure:
    """Return a copy of the figure on white, with the title and subtitle above and the lines of the footer below the drawing."""
    dressed = go.Figure(figure)
    told = textwrap.wrap(subtitle, _LINE)
    top, bottom = 86 + 20 * len(told), 40 + 20 * len(footer)
    height = (figure.layout.height or 450) + top + bottom
    dressed.update_layout(
        width=_WIDTH,
        height=height,
        paper_bgcolor="white",
        plot_bgcolor="white",
        margin={"l": 24, "r": max(32, figure.layout.margin.r or 0), "t": top, "b": bottom},
        font={"family": FONT, "size": 14, "color": _TEXT},
    )
    dressed.update_traces(textfont_color=_TEXT, selector={"meta": NAMES})
    dressed.update_xaxes(tickfont_color=_TEXT).update_yaxes(tickfont_color=_TEXT)
    lines = [(f"<b>{escape(title)}</b>", 20, _TEXT, 1, top - 46)]
    lines += [(escape(line), 14, _QUIET, 1, top - 70 - 20 * i) for i, line in enumerate(told)]
    lines += [(escape(line), 12, _QUIET, 0, -30 - 20 * i) for i, line in enumerate(footer)]
    for text, size, color, y, shift in lines:
        dressed.add_annotation(
            text=text, font={"size": size, "color": color}, xref="paper", yref="paper", x=0, y=y, yshift=shift,
            xanchor="left", yanchor="bottom" if y else "top", align="left", showarrow=False,
        )  # fmt: skip
    return dressed


def to_page(figure: go.Figure, title: str, name: str, table: str) -> str:
    """Return a page that needs nothing else: the dressed figure, buttons that save it, and its `table` (HTML) as text."""
    drawing = figure.to_html(
        full_html=False,
        include_plotlyjs=True,
        div_id="chart",
        config={"displaylogo": False, "toImageButtonOptions": {"format": "png", "filename": name, "scale": 2}},
    )
    return _PAGE.format(title=escape_html(title), name=escape_html(name), drawing=drawing, table=table, width=_WIDTH)


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:">
<title>{title}</title>
<style>body {{ font: 16px/1.5 Arial, sans-serif; margin: 1rem auto; max-width: {width}px; color: #1d2127; background: #fff; }}
button {{ font: inherit; padding: 0.5rem 1rem; margin-right: 0.5rem; border: 1px solid #8a8f96; border-radius: 6px; background: #f4f3ef; }}
#chart {{ overflow-x: auto; }} table {{ border-collapse: collapse; }}
th, td {{ text-align: left; padding: 0.3rem 0.8rem 0.3rem 0; border-bottom: 1px solid #ddd; font-weight: normal; vertical-align: top; }}
thead th {{ font-weight: bold; }} .figure {{ text-align: right; }} caption {{ text-align: left; }}</style></head>
<body><p><button type="button" data-format="png">Save as PNG</button><button type="button" data-format="svg">Save as SVG</button></p>
{drawing}
<details><summary>The same as a table</summary>{table}</details>
<script>for (const button of document.querySelectorAll("button[data-format]")) button.addEventListener("click", () =>
  Plotly.downloadImage("chart", {{format: button.dataset.format, filename: "{name}", width: {width}, height: document.getElementById("chart").layout.height, scale: button.dataset.format === "png" ? 2 : 1}}));
</script></body></html>
"""
