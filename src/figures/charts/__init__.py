"""Charts of claims: plotly figures made from a frame or from what comparison found. Pure: no page, no state.

`marks` draws claims, `ranges` sets them one row a source, `timeline` along the days; `matrix` and `distances` show voices
side by side; `export` makes a chart to take away.
"""

from figures.charts.distances import draw_distances
from figures.charts.matrix import draw_matrix
from figures.charts.ranges import draw_ranges
from figures.charts.timeline import draw_timeline

__all__ = ["draw_distances", "draw_matrix", "draw_ranges", "draw_timeline"]
