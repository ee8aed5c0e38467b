"""Where the shared measuring material is, and reading it. None of it is part of the project."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any


def shared_folder() -> Path:
    """Return the folder of the material: the first argument, else FIGURES_SHARED, else `../shared` beside the checkout."""
    given = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    default = os.environ.get("FIGURES_SHARED", Path(__file__).parents[2] / "shared")
    folder = Path(given[0] if given else default)
    if not folder.is_dir():
        sys.exit(f"{folder} is no folder; name the shared material as argument or in FIGURES_SHARED")
    return folder


def documents(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
