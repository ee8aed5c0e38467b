"""The registries of data/: sources, populations, places, conflicts and definitions, each found by any of its names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One who states figures. `family` is shared by organizations that speak with one voice."""

    name: str
    kind: str | None = None
    side: str | None = None
    family: str | None = None
    aliases: tuple[str, ...] = ()


def find_source(name: str) -> Source | None:
    """Return the source that `name` (a name or an alias, in any case) stands for, or None."""
    raise NotImplementedError
