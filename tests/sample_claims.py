"""Claims that tests of the pages share: few, with every kind of bound, and two questions."""

from __future__ import annotations

from datetime import date

from figures.claims import Claim

QUOTE = "The ministry said at least 1,200 soldiers had been killed near the river."


def _claim(number: int, source: str, bound: str, low: int | None, high: int | None, **more: object) -> Claim:
    stated = low if high is None else high
    words = f"{source} puts the number at {stated:,}."
    fields: dict[str, object] = {
        "claim_id": f"T-{number:02}", "origin": "curated", "claim_type": "killed", "bound": bound, "low": low, "high": high,
        "value": stated if bound != "range" else None, "conflict": "russia_ukraine_2022", "population": "russian_forces",
        "side": "Russia", "scope": "cumulative", "source": source, "as_of": date(2022, 3, number), "as_of_precision": "day",
        "as_of_basis": "stated", "statement": words, "url": f"https://example.org/{number}", "review": "unreviewed",
    }  # fmt: skip
    return Claim(**(fields | more))


CLAIMS = (
    _claim(1, "Russian Ministry of Defence", "exact", 498, 498),
    _claim(2, "Meduza", "range", 2_000, 4_000, publisher="Example Post"),
    _claim(3, "Zelensky", "at_least", 9_000, None),
    _claim(4, "Kyiv", "at_most", None, 16_000, hedge="could be"),
    _claim(5, "Meduza", "about", 5_000, 5_000, publisher="Example Post"),
    _claim(6, "Pavel Chikov", "at_least", 11, None, claim_type="refused", population="rosgvardia", scope="incident"),
    _claim(7, "Example Office", "at_least", 1_200, None, origin="extracted", document_id="d0", quote=QUOTE, quote_start=100,
           start=118, end=132, text="at least 1,200", statement=None, title="A day at the river", via="Example Wire"),
)  # fmt: skip
