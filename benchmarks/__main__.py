"""Measure everything that needs only this project and the shared material, and write one table.

    python -m benchmarks [SHARED]

Writes the table into docs/benchmarks.md, between the marks of README.md and, for the page Method, into data/accuracy.csv, and
prints it. Peers were measured on the same articles; a peer's figure is given where there is one.
"""

from __future__ import annotations

import csv
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks import bounds, gold, muc4, phrases, polnear, recognizers, speed
from benchmarks.shared import shared_folder

ROOT = Path(__file__).parents[1]
MARK = "<!-- benchmarks -->\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure; `target` reads "≥ .93" or "< 80", `peer` says who else got what on the same material."""

    what: str
    value: float | None
    target: str = ""
    peer: str = ""

    def cells(self) -> tuple[str, str, str, str]:
        """Return the row as it is shown: what was measured, its value, the target, and what others got."""
        value = (
            "not measured" if self.value is None else f"{self.value:.3f}" if self.value <= 1 else f"{self.value:,.1f}"
        )
        return self.what, value, self.target, self.peer

    def __str__(self) -> str:
        """Return the row as a line of a Markdown table."""
        return f"| {' | '.join(self.cells())} |"


def rows(shared: Path) -> Iterator[Row]:
    """Yield every row; each module measures its own."""
    yield from _gold(gold.measure(shared))
    found = bounds.measure(shared)
    yield Row("gold: bounds of every number", found["low and high right"], "≥ .99")
    found = muc4.measure(shared)
    yield Row("MUC-4 development keys: recall", found["recall"], "≥ .85", "regex .90, rules .77")
    found = phrases.measure(shared)
    yield Row("number phrases: low and high", found["low and high right"], "≥ .97", "CQE .51")
    found = recognizers.measure(shared)
    yield Row("Recognizers NumberModel", found["NumberModel cases right"], "≥ .88", "own port .75")
    yield Row("Recognizers NumberRange", found["NumberRangeModel cases right"], "≥ .90", "quantulum3 .08")
    found = polnear.measure(shared)
    yield Row("PolNeAR development half: source of a number, F1", found["polnear dev F1"], "≥ .75", "spaCy rules .61")
    found = speed.measure(shared)
    yield Row("articles a second of CPU", found.pop("articles a second"), "", "spaCy 5.4")
    yield Row("  times spaCy in the same run", found.pop("times spaCy"), "≥ 60", "1")
    yield Row("  text without claims, times text with", found.pop("without claims, times with"), "≥ 8")
    yield Row("  peak memory, MB", found.pop("peak memory MB"), "< 80")
    yield from (Row("  " + name, value, "< 3") for name, value in found.items())


def _gold(scores: dict[str, dict[str, Any]]) -> Iterator[Row]:
    dev, rare, seed = scores["dev"], scores["rare"], scores["seed"]
    yield Row("gold dev: typed F1", dev["typed"]["f1"], "≥ .93", "spaCy rules .79, plain regex .76")
    yield Row("gold dev: typed precision", dev["typed"]["p"], "≥ .94")
    yield Row("gold dev: whole F1", dev["whole"]["f1"], "≥ .86", "spaCy rules .55, plain regex .55")
    yield Row("gold dev: source", dev["source"], "≥ .93", "regex .73")
    yield Row("gold dev: as_of", dev["as_of"], "≥ .85", "CQE .53")
    yield Row("gold dev: place", dev["place"], "≥ .80")
    yield Row("gold rare types: typed F1", rare["typed"]["f1"], "≥ .88")
    yield Row("seed article: whole F1", seed["whole"]["f1"], "1")


def main() -> None:
    """Measure, write the table and print it."""
    shared = shared_folder()
    intro = (
        f"Measured on {date.today()} with Python {platform.python_version()} by `make bench`. The accuracy rows use development\n"
        "material, on which the rules were written: expect less on other articles.\n"
    )
    measured = list(rows(shared))
    _write_csv(measured, ROOT / "data" / "accuracy.csv")
    table = "\n".join(["| what | Figures | target | others |", "|---|---|---|---|", *map(str, measured)]) + "\n"
    (ROOT / "docs" / "benchmarks.md").write_text(f"# Benchmarks\n\n{intro}\n{table}", encoding="utf-8")
    readme = ROOT / "README.md"
    before, _, after = readme.read_text(encoding="utf-8").split(MARK)
    readme.write_text(f"{before}{MARK}{intro}\n{table}{MARK}{after}", encoding="utf-8")
    print(table)


def _write_csv(measured: list[Row], path: Path) -> None:
    """Write the table that the dashboard shows."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("what", "value", "target", "others", "measured"))
        writer.writerows((*row.cells(), date.today().isoformat()) for row in measured)


if __name__ == "__main__":
    main()
