"""What a user can mend is said in one line, with a non-zero exit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from figures.errors import FiguresError


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn an error that a user can mend into one line and a non-zero exit."""
    try:
        yield
    except FiguresError as error:
        raise click.ClickException(str(error)) from error
