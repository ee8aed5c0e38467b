"""Where files are: the data, `app.py` and `pages/`, in a checkout as well as in an installed wheel."""

from __future__ import annotations

from pathlib import Path

CLAIMS_VARIABLE = "FIGURES_CLAIMS"  # the environment variable that names another claims table to show
STORE_VARIABLE = "FIGURES_STORE"  # the environment variable that names the store
STORE = "figures.sqlite"  # the store where none is named, in the working folder

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """Return the folder that holds `app.py`, `pages/` and `data/`: the wheel's copy, or the top of the checkout."""
    bundled = _PACKAGE / "bundle"
    return bundled if bundled.is_dir() else _PACKAGE.parents[1]


def data_folder() -> Path:
    """Return the folder of the registries, the curated claims and the bulletins."""
    return root() / "data"
