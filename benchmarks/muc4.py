"""How well counts of dead and wounded are read in the news of MUC-4, against its answer keys.

    python -m benchmarks.muc4 [SHARED]

The keys list terrorist incidents only, so that recall alone is a fair figure; precision needs an adjudicated key.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.gold import load_scorer
from benchmarks.shared import documents, shared_folder


def measure(shared: Path, key: Path | None = None) -> dict[str, float]:
    """Return items, recall, precision, precision on relevant documents, and F1, as the scorer prints them."""
    key = key or shared / "bench" / "muc4" / "dev.jsonl"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predicted:
        for row in documents(key):
            predicted.writelines(json.dumps(claim) + "\n" for claim in read_claims(row["doc_id"], row["text"]))
        predicted.flush()
        return _scored(shared / "bench" / "score_muc4.py", key, Path(predicted.name))


def read_claims(document_id: str, text: str) -> list[dict[str, object]]:
    """Return the counts of one text as rows of the scorer."""
    from figures.counts import read_counts
    from figures.sentences import split_sentences

    return [
        {
            "document_id": document_id,
            "claim_type": count.claim_type,
            "text": count.quantity.text,
            "low": count.quantity.low,
            "high": count.quantity.high,
            "bound": count.quantity.bound,
        }
        for count in read_counts(text, split_sentences(text))[0]
    ]


def _scored(scorer: Path, key: Path, predicted: Path) -> dict[str, float]:
    arguments, printed = sys.argv, io.StringIO()
    sys.argv = [str(scorer), str(key), str(predicted), "--json"]
    try:
        with contextlib.redirect_stdout(printed):
            load_scorer(scorer).main()
    finally:
        sys.argv = arguments
    figures: dict[str, float] = json.loads(printed.getvalue())
    return figures


if __name__ == "__main__":
    print("  ".join(f"{name} {value:.3f}" for name, value in measure(shared_folder()).items()))
