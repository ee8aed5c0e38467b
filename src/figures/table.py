"""The claims table: its Arrow schema, and reading and writing it as CSV, Parquet or JSON lines without loss."""

from __future__ import annotations
