"""What can be wrong with an input: the one error that stops a source, and the remarks on parts of it, as data."""

from __future__ import annotations

from dataclasses import dataclass

from figures.errors import FiguresError


@dataclass(frozen=True, slots=True)
class Problem:
    """A remark on one input: `name` says which (file, member or line), `message` what was wrong and what to do.

    `lost` is True when that input was not read at all, False when it was read with a repair.
    """

    name: str
    message: str
    lost: bool = True

    def __str__(self) -> str:
        return f"{self.name}: {self.message}"


class UnreadableError(FiguresError):
    """A source that cannot be read; the message is one line that names it and the remedy."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.problem = Problem(name, message)
