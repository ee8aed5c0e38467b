"""The one family of errors that a user can mend."""

from __future__ import annotations


class FiguresError(ValueError):
    """Something given by the user cannot be used. The message is one line that names it, its place and the remedy."""
