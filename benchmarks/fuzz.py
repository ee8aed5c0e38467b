"""Every reader and the extraction on broken and random input: nothing but a document, a problem or `UnreadableError` may come out.

    python benchmarks/fuzz.py [INPUTS] [SEED]        mutations of small sound files, 100,000 by default
    python benchmarks/fuzz.py --atheris SUFFIX       guided by coverage, where atheris is installed; libFuzzer's options after it

An input that fails is written to tests/readers/seeds, where the tests run it from then on.
"""

from __future__ import annotations

import hashlib
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

from figures.claims import read_document
from figures.documents import Document
from figures.readers import UnreadableError, read_bytes
from figures.readers.feeds import feed_links

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "tests" / "readers" / "seeds"
SLOW = 10.0
"""Seconds from which an input counts as a failure."""

TEXT = (
    "Refusals grow\n\nAt least 11 guards refused to go, a lawyer said on Monday. Kyiv put the losses at 16,000, up from 7,000-15,000.\n"
    "“More than half a dozen generals” were killed, the ministry wrote on 3 April; 1,351 dead soldiers and 3,825 wounded were named.\n"
    "Погибли не менее 12 военных, сообщил губернатор 5 мая. Щонайменше 40 поранених.\n"
)
WORDS = ["11", "1,000", "at least", "killed", "wounded", "—", "half a dozen", "\u00a0", "2022-13-45", "\x00", "\ud83d\ude00", "\u202e", "and",
         "1e999", "٣", "½", "million", "(", "“", "’s", "said", "\r", "\t", "999999999999999999999999", "0", "-", "%", "$", "https://x.y", "No. "]  # fmt: skip
PAGE = f'<html lang="en"><head><title>T</title><meta property="article:published_time" content="2022-04-04"></head><body><article><p>{TEXT}</p></article></body></html>'
FEED = b'<?xml version="1.0"?><rss><channel><item><link>http://x.test/a</link></item></channel></rss>'


def packed(files: dict[str, str]) -> bytes:
    """Return a ZIP archive of the files."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def sound_files() -> dict[str, list[bytes]]:
    """Return small sound files of each format."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sys.path.insert(0, str(ROOT / "tests" / "readers"))
    from test_readers import pdf, word

    table = BytesIO()
    pq.write_table(pa.table({"text": [TEXT, TEXT], "date": ["2022-04-04", None]}), table)
    return {
        ".txt": [TEXT.encode(), TEXT.encode("utf-16"), TEXT.encode("cp1251", "replace")],
        ".md": [f"---\ntitle: T\ndate: 4 April 2022\n---\n# H\n\n**{TEXT}**\n\n```\n1\n```\n[a](b)".encode()],
        ".html": [PAGE.encode(), PAGE.replace("<p>", "<div><table><tr><td>").encode("cp1251", "replace")],
        ".pdf": [pdf("At least 11 guards refused.")],
        ".docx": [word(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>", "T")],
        ".csv": [f'id,text,date,lang\n1,"{TEXT}",2022-04-04,en\n2,"x",soon,ru\n'.encode()],
        ".jsonl": [b'{"text": "At least 11 died.", "date": "2022-04-04"}\n{"text": "\\ud800 12", "url": 5}\n'],
        ".parquet": [table.getvalue()],
        ".zip": [packed({"a.txt": TEXT, "b.jsonl": '{"text": "Ten died."}'})],
        ".feed": [FEED],
        ".words": [TEXT.encode()],
    }


# Inputs a thousand, by how long they take: the extraction and the formats of our own get most of them.
SHARE = {".txt": 150, ".md": 130, ".html": 25, ".pdf": 60, ".docx": 100, ".csv": 120, ".jsonl": 120, ".parquet": 65, ".zip": 80, ".feed": 50, ".words": 100}  # fmt: skip


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Return the data with a few cuts, copies, flips and foreign bytes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place, size = chance.randrange(len(changed) + 1), chance.choice((1, 2, 4, 16, 200))
        match chance.randrange(6):
            case 0:
                del changed[place : place + size]
            case 1:
                changed[place:place] = changed[place : place + size] * chance.randint(1, 40)
            case 2:
                changed[place : place + size] = chance.randbytes(size)
            case 3:
                changed[place:place] = chance.choice(WORDS).encode(
                    "utf-16-le" if chance.random() < 0.1 else "utf-8", "replace"
                ) * chance.choice((1, 1, 1, 50))
            case 4:
                other = chance.randrange(len(changed) + 1)
                changed[place:place] = changed[other : other + size]
            case 5 if changed:
                changed[place % len(changed)] ^= 1 << chance.randrange(8)
    return bytes(changed)


def scrambled(chance: random.Random) -> bytes:
    """Return a text of figures, words and signs in any order."""
    words = TEXT.split(" ") + WORDS
    return chance.choice(("", " ")).join(chance.choices(words, k=chance.randint(1, 200))).encode("utf-8", "replace")


def run(data: bytes, suffix: str) -> None:
    """Read one input and everything in it; raises only when the program is wrong."""
    name = f"input{'.txt' if suffix == '.words' else suffix}"
    try:
        if suffix == ".feed":
            feed_links(data, "http://x.test/")
            return
        for item in read_bytes(data, name):
            if isinstance(item, Document):
                item.text.encode()  # what cannot be encoded cannot be stored
                reading = read_document(item)
                for claim in reading.claims:
                    assert claim.text == item.text[claim.start : claim.end]  # noqa: S101 the point of the script
    except UnreadableError as error:
        assert "\n" not in str(error)  # noqa: S101, PT017 the point of the script


def main() -> None:
    """Run the inputs and say what failed."""
    if "--atheris" in sys.argv:
        guided(sys.argv[sys.argv.index("--atheris") + 1])
    count, seed = (int(word) for word in (sys.argv[1:] + ["100000", "1"][len(sys.argv) - 1 :]))
    chance, files = random.Random(seed), sound_files()
    current = Path(tempfile.gettempdir()) / "figures-fuzz"  # what a crash of the process itself leaves behind
    done, failed, slowest = Counter[str](), 0, (0.0, "")
    for number in range(count):
        suffix = chance.choices(list(SHARE), list(SHARE.values()))[0]
        data = scrambled(chance) if suffix == ".words" else mutate(chance.choice(files[suffix]), chance)
        begun = time.perf_counter()
        current.write_bytes(suffix.encode() + data)
        try:
            run(data, suffix)
        except Exception:
            failed += keep(data, suffix, number)
        seconds = time.perf_counter() - begun
        slowest = max(slowest, (seconds, suffix))
        if seconds > SLOW:
            failed += keep(data, suffix, number)
        done[suffix] += 1
    current.unlink()
    print(f"{count:,} inputs, {failed} failed; slowest {slowest[0]:.2f} s ({slowest[1]}); {dict(done)}")
    sys.exit(failed > 0)


def keep(data: bytes, suffix: str, number: int) -> int:
    """Write an input that failed to the seeds of the tests."""
    traceback.print_exc(limit=-4)
    path = SEEDS / f"{hashlib.sha256(data).hexdigest()[:12]}{suffix}"
    path.write_bytes(data)
    print(f"input {number}: {path}")
    return 1


def guided(suffix: str) -> None:
    """Let atheris look for inputs that reach new code."""
    import atheris

    atheris.instrument_all()
    arguments = [sys.argv[0], *sys.argv[sys.argv.index(suffix) + 1 :]]
    atheris.Setup(arguments, lambda data: run(data, suffix))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
