"""ZIP archives, opened in memory and counted while reading, whatever their directory says about sizes."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from figures.readers.problems import Problem, UnreadableError

MAX_MEMBERS = 200
MAX_TOTAL = 50_000_000
"""Bytes of all members together, unpacked."""
MAX_RATIO = 100
"""Unpacked to packed size of one member; news text packs 3 to 10 times."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive. `name` is a label for messages, never a path to write to."""

    name: str
    suffix: str
    data: bytes


def members(stream: BinaryIO, name: str, wanted: Collection[str] = ()) -> Iterator[Member | Problem]:
    """Yield the files of an archive (only the `wanted` ones, when given), folders and hidden files left out.

    Raises `UnreadableError` for a broken archive and for one beyond the limits above.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableError(name, "is a broken archive, or no ZIP file at all; pack it again") from error
    infos = [info for info in archive.infolist() if _is_wanted(info, wanted)]
    if len(infos) > MAX_MEMBERS:
        raise UnreadableError(
            name, f"holds {len(infos)} files; at most {MAX_MEMBERS} are read from one archive; split it"
        )
    total = 0
    for info in infos:
        label = f"{name}/{info.filename}"
        data = _unpack(archive, info, label, MAX_TOTAL - total)
        if isinstance(data, bytes):
            total += len(data)
            yield Member(label, PurePosixPath(info.filename).suffix.lower(), data)
        else:
            yield data


def _is_wanted(info: zipfile.ZipInfo, wanted: Collection[str]) -> bool:
    if wanted:
        return info.filename in wanted
    parts = PurePosixPath(info.filename).parts
    return (
        bool(parts)
        and not info.filename.endswith("/")
        and not any(part.startswith((".", "__MACOSX")) for part in parts if part != "..")
    )


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, label: str, budget: int) -> bytes | Problem:
    """Return the bytes of one member, read no further than the limits."""
    allowed = min(budget, max(info.compress_size, 1000) * MAX_RATIO)
    try:
        with archive.open(info) as member:
            data = member.read(allowed + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
        return Problem(label, "is locked or broken inside its archive; pack it again without a password")
    if len(data) > budget:
        raise UnreadableError(
            label, f"the archive unpacks to more than {MAX_TOTAL // 1_000_000} MB, the limit; split it"
        )
    if len(data) > allowed:
        raise UnreadableError(label, f"unpacks to more than {MAX_RATIO} times its packed size, which no report does")
    return data
