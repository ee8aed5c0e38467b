"""The claims that ship with the program: those kept by hand, and those read in the bulletins, as one table."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyarrow as pa

from figures.claims import read_document
from figures.documents import Document
from figures.readers import read_documents
from figures.resources import data_folder
from figures.table import from_claims, read_table


def bulletins(folder: Path | None = None) -> list[Document]:
    """Return the bulletins of a folder of data (the shipped one without), oldest first."""
    read = read_documents((folder or data_folder()) / "bulletins")
    return [document for document in read if isinstance(document, Document)]


@cache
def shipped_claims(folder: Path | None = None) -> pa.Table:
    """Return the claims of a folder of data (the shipped one without), in the columns of `figures.table.SCHEMA`.

    Raises `figures.table.TableError` or `figures.readers.UnreadableError` when a file of the folder cannot be read.
    """
    curated = read_table((folder or data_folder()) / "claims.csv")
    read = from_claims(claim for document in bulletins(folder) for claim in read_document(document).claims)
    return pa.concat_tables([curated, read])
