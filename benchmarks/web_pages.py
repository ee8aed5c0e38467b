"""How well saved web pages are read: text, title, day and publisher against the expected ones.

    python -m benchmarks.web_pages [SHARED] [-v]

Text: F1 over words as multisets, a page at a time, then the mean. Day: equal to the expected UTC day or its local day.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter

from benchmarks.shared import documents, shared_folder
from figures.documents import Document
from figures.readers.html import read_html


def words(text: str) -> Counter[str]:
    """Return the words of a text with their number."""
    return Counter(re.findall(r"\w+", text.lower()))


def f1(found: str, expected: str) -> float:
    """Return the F1 of words found against words expected."""
    a, b = words(found), words(expected)
    common = (a & b).total()
    return 2 * common / (a.total() + b.total()) if common else 0.0


def squeezed(name: str | None) -> str:
    """Return a name as a bare key."""
    return re.sub(r"^www\.|\W", "", (name or "").lower())


def same_publisher(found: str | None, expected: str) -> bool:
    """Whether one name holds the other."""
    a, b = squeezed(found), squeezed(expected)
    return bool(a) and (a in b or b in a)


def main() -> None:
    """Measure and print."""
    folder = shared_folder() / "corpus" / "html"
    scores: dict[str, list[float]] = {"text": [], "title": [], "day": [], "day given": [], "publisher": []}
    seconds, pages = 0.0, 0
    for page in documents(folder / "index.jsonl"):
        begun = time.perf_counter()
        with (folder / page["file"]).open("rb") as stream:
            document = next(item for item in read_html(stream, page["file"]) if isinstance(item, Document))
        seconds, pages = seconds + time.perf_counter() - begun, pages + 1
        if page.get("expected_text"):
            scores["text"].append(f1(document.text, page["expected_text"]))
        if page.get("title"):
            scores["title"].append(f1(document.title or "", page["title"]) > 0.8)
        if page.get("date"):
            scores["day given"].append(document.published is not None)
            scores["day"].append(str(document.published) == page["date"][:10])
        if page.get("publisher"):
            scores["publisher"].append(same_publisher(document.publisher, page["publisher"]))
        if "-v" in sys.argv:
            print(
                page["file"][:40],
                round(scores["text"][-1], 2),
                document.published,
                page.get("date"),
                document.publisher,
                sep=" | ",
            )
    for name, values in scores.items():
        print(f"{name:10} {sum(values) / len(values):.3f}  of {len(values)} pages")
    print(f"{1000 * seconds / pages:.0f} ms a page")


if __name__ == "__main__":
    main()
