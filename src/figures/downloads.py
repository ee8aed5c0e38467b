"""What a reader takes away: the claims in view as files that other programs read safely and can cite."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.csv as pa_csv

from figures.table import escape_table


def to_csv(claims: pa.Table) -> bytes:
    """Return `claims` as CSV in UTF-8 with one header row; no text cell is live as a formula in a spreadsheet."""
    out = io.BytesIO()
    pa_csv.write_csv(escape_table(claims), out, pa_csv.WriteOptions(quoting_style="needed"))
    return out.getvalue()
