"""Files made to exhaust the machine: each must be refused within seconds and in little memory, with the limit named.

python benchmarks/bombs.py
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
ENTITIES = (
    '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9))
    + "]>"
)
MAX_SECONDS, MAX_GROWTH = 2.0, 150.0


def make(folder: Path) -> None:
    """Write the bombs."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    (folder / "zeros.zip").write_bytes(_zip({"a.txt": b" " * 500_000_000}))
    (folder / "many.zip").write_bytes(_zip({f"{number}.txt": b"Ten died." for number in range(20_000)}))
    (folder / "nested.zip").write_bytes(_zip({"a.zip": (folder / "zeros.zip").read_bytes()}))
    (folder / "lying.zip").write_bytes(
        (folder / "zeros.zip").read_bytes().replace((500_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    )
    (folder / "zeros.docx").write_bytes(_zip({"word/document.xml": b" " * 400_000_000}))
    (folder / "entities.docx").write_bytes(
        _zip({"word/document.xml": (ENTITIES + WORD + "&j;</w:body></w:document>").encode()})
    )
    (folder / "deep.docx").write_bytes(_zip({"word/document.xml": (WORD + "<w:p>" * 200_000).encode()}))
    (folder / "closed.docx").write_bytes(
        _zip({"word/document.xml": (WORD + "<w:p>" * 100_000 + "</w:p>" * 100_000 + "</w:body></w:document>").encode()})
    )
    pq.write_table(
        pa.table({"text": pa.array(["x" * 1_000_000] * 200).dictionary_encode()}), folder / "dictionary.parquet"
    )
    pq.write_table(pa.table({"text": ["x" * 50_000_000] * 8}), folder / "rows.parquet", compression="zstd")
    (folder / "deep.html").write_bytes(b"<html><body>" + b"<div>" * 200_000 + b"Ten died.")
    (folder / "large.html").write_bytes(b"<p>Ten died.</p>" * 400_000)
    (folder / "lines.jsonl").write_bytes(b'{"text": "' + b"a" * 100_000_000 + b'"}')
    (folder / "deep.jsonl").write_bytes(b"[" * 5_000_000)
    (folder / "cell.csv").write_bytes(b'text\n"' + b"a" * 100_000_000 + b'"\n')
    (folder / "header.csv").write_bytes(b"a," * 30_000_000)
    (folder / "large.txt").write_bytes(b"1,000 " * 9_000_000)
    (folder / "stream.pdf").write_bytes(_pdf(zlib.compress(b"BT /F 9 Tf (x) Tj ET " * 10_000_000, 9)))
    (folder / "operators.pdf").write_bytes(_pdf(zlib.compress(b"BT /F 9 Tf (x) Tj ET " * 3_000_000, 9)))
    (folder / "pages.pdf").write_bytes(_pdf(b"", kids=b"3 0 R " * 1_000_000))


def _zip(files: dict[str, bytes]) -> bytes:
    from io import BytesIO

    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _pdf(stream: bytes, kids: bytes = b"3 0 R") -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[%s]>>" % kids,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, table = b"%PDF-1.4\n", b""
    for number, body in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj%s endobj\n" % (number, body)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return data + end % (table, len(data))


def defuse(path: Path) -> None:
    """Read one bomb in this process and print what came out, with the time and the memory it took."""
    import pypdf  # noqa: F401

    from figures.readers import Problem, UnreadableError, read_documents
    from figures.readers.html import read_html  # noqa: F401 what a reader imports is no growth

    Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far, which a new process inherits
    before, begun = peak(), time.perf_counter()
    said, documents = "", 0
    try:
        for item in read_documents(path):
            documents += not isinstance(item, Problem)
            said = said or (str(item) if isinstance(item, Problem) else "")
    except UnreadableError as error:
        said = str(error)
    print(
        json.dumps(
            [time.perf_counter() - begun, (peak() - before) / 1024, documents, said.removeprefix(str(path))[:110]]
        )
    )


def peak() -> int:
    """Return the most memory this process has held, in kB (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def main() -> None:
    """Make the bombs, read each in a process of its own, and say which went past a limit."""
    if len(sys.argv) > 1:
        defuse(Path(sys.argv[1]))
        return
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
        for path in sorted(Path(folder).iterdir()):
            done = subprocess.run(
                [sys.executable, __file__, str(path)], capture_output=True, text=True, check=False, timeout=120
            )
            if done.returncode:
                print(f"{path.name:20} CRASHED {done.returncode} {done.stderr[-300:]}")
                failed += 1
                continue
            seconds, growth, documents, said = json.loads(done.stdout)
            bad = seconds > MAX_SECONDS or growth > MAX_GROWTH
            failed += bad
            print(
                f"{path.name:20} {path.stat().st_size / 1e6:7.2f} MB {seconds:6.2f} s {growth:6.0f} MB {documents:4} documents {'FAILED' if bad else ''} {said}"
            )
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
