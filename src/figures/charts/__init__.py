"""Charts of claims: plotly figures made from a frame. Pure: no page, no state.

`marks` draws claims, `ranges` sets them one row a source, `timeline` along the days, `matrix` source against source.
"""

from figures.charts.ranges import draw_ranges
from figures.charts.timeline import draw_timeline

__all__ = ["draw_ranges", "draw_timeline"]
