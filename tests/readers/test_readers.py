"""Every format in, documents out; every bad input is one clear line. The files are made here, with invented reports."""

import json
import pickle
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.claims import read_document
from figures.documents import Document
from figures.readers import FORMATS, MAX_TEXT, Problem, UnreadableError, read_bytes, read_documents
from figures.readers.days import parse_day

REPORT = "At least 11 guards refused to go, their lawyer said on Monday.\nKyiv put the losses at 16,000."


def read(data: bytes | str, name: str) -> tuple[list[Document], list[Problem]]:
    items = list(read_bytes(data.encode() if isinstance(data, str) else data, name))
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Problem)]


def word(paragraphs: str, title: str = "") -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    core = f'<c:coreProperties xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c:coreProperties>'
    return packed(
        {
            "word/document.xml": f"<w:document {space}><w:body>{paragraphs}</w:body></w:document>",
            "docProps/core.xml": core,
        }
    )


def packed(files: dict[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def pdf(line: str, title: str = "Daily report") -> bytes:
    stream = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Title({title})>>".encode(),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 7\n0000000000 65535 f \n%strailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(data))
    )


def parquet(columns: dict[str, list[object]]) -> bytes:
    buffer = BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


PAGE = (
    '<html lang="en"><head><title>Refusals grow - Evening Post</title><meta property="og:site_name" content="Evening Post">'
    '<meta property="article:published_time" content="2022-04-04T08:00:00Z"><meta property="og:title" content="Refusals grow"></head>'
    f"<body><nav>Home | World</nav><article><h1>Refusals grow</h1>{''.join(f'<p>{REPORT}</p>' for _ in range(5))}</article></body></html>"
)


def test_text_keeps_every_character() -> None:
    [document], problems = read(REPORT, "report.txt")
    assert (document.text, problems) == (REPORT, [])


def test_line_ends_become_one_kind_and_the_byte_order_mark_goes() -> None:
    [document], _ = read(b"\xef\xbb\xbfone\r\ntwo\rthree", "a.txt")
    assert document.text == "one\ntwo\nthree"


@pytest.mark.parametrize("fence", ["---\ntitle: 'Refusals grow'\ndate: 4 April 2022\npublisher: Evening Post\nlang: en\ntags:\n  - war\n---\n",
                                   '+++\ntitle = "Refusals grow"\ndate = 2022-04-04\npublisher = "Evening Post"\n+++\n'])  # fmt: skip
def test_markdown_front_matter_gives_the_fields_and_the_prose_loses_its_markup(fence: str) -> None:
    [document], problems = read(
        fence + "Kyiv put the **losses** at\n[16,000](http://x.test).\n\n- one `item`\n", "a.md"
    )
    assert document.text == "Kyiv put the losses at\n16,000.\n\none item"
    assert (document.title, document.publisher, document.published) == (
        "Refusals grow",
        "Evening Post",
        date(2022, 4, 4),
    )
    assert problems == []


def test_markdown_without_front_matter_takes_the_first_heading_as_title() -> None:
    [document], _ = read("# Losses mount\n\nAt least 11 died.", "a.md")
    assert (document.title, document.text) == ("Losses mount", "Losses mount\n\nAt least 11 died.")


def test_html_gives_text_title_day_and_publisher() -> None:
    [document], _ = read(PAGE, "page.html")
    assert REPORT.partition("\n")[0] in document.text
    assert "Home | World" not in document.text
    assert (document.title, document.publisher, document.published) == (
        "Refusals grow",
        "Evening Post",
        date(2022, 4, 4),
    )


def test_html_day_is_unknown_when_only_a_footer_has_a_year() -> None:
    [document], _ = read(
        PAGE.replace("2022-04-04T08:00:00Z", "").replace("</body>", "<footer>&copy; 2019</footer></body>"), "p.htm"
    )
    assert document.published is None


def test_html_in_a_declared_8_bit_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("figures.readers.languages", lambda: ["en", "ru"])
    page = (
        '<html lang="ru"><head><meta charset="windows-1251"></head><body><article>'
        + "<p>Погибли 12 военных, сообщил губернатор.</p>" * 9
    )
    [document], problems = read(page.encode("cp1251"), "p.html")
    assert "Погибли 12 военных" in document.text
    assert (document.language, problems) == ("ru", [])


def test_a_document_in_a_language_without_rules_is_named() -> None:
    rows = '{"text": "Ten died.", "lang": "en-GB"}\n{"text": "Zehn starben.", "lang": "de", "id": "d2"}\n'
    [document], [problem] = read(rows, "a.jsonl")
    assert document.language == "en"
    assert str(problem).startswith("a.jsonl, document d2: is in language 'de'; there are rules for: en")
    with pytest.raises(UnreadableError, match=r"holds no readable report; the first problem is: a\.md, document"):
        read("---\nlang: de\n---\nZehn starben.", "a.md")


def test_word_gives_paragraphs_and_title_without_deleted_text() -> None:
    body = "<w:p><w:r><w:t>At least </w:t></w:r><w:del><w:r><w:delText>99</w:delText></w:r></w:del><w:r><w:t>11 died.</w:t></w:r></w:p>"
    [document], _ = read(
        word(body + "<w:p/><w:p><w:r><w:t>Two</w:t><w:tab/><w:t>lines</w:t></w:r></w:p>", "Toll"), "a.docx"
    )
    assert (document.text, document.title) == ("At least 11 died.\n\nTwo\tlines", "Toll")


def test_pdf_gives_text_and_title() -> None:
    [document], _ = read(pdf("At least 11 guards refused."), "a.pdf")
    assert (document.text.strip(), document.title) == ("At least 11 guards refused.", "Daily report")


ROW = {
    "id": "r1",
    "text": REPORT,
    "title": "T",
    "publisher": "P",
    "url": "https://x.test/1",
    "published": "2022-04-04",
    "lang": "en",
}
CSV = 'doc_id;text;date\nr1;"At least 11; or 12";2022-04-04\n'


@pytest.mark.parametrize(("data", "name"), [
    (json.dumps(ROW) + "\n\n", "a.jsonl"),
    (parquet({key: [value] for key, value in ROW.items()}), "a.parquet"),
    (",".join(ROW) + "\n" + ",".join(f'"{value}"' for value in ROW.values()) + "\n", "a.csv"),
])  # fmt: skip
def test_tables_of_documents(data: bytes | str, name: str) -> None:
    [document], problems = read(data, name)
    assert document == Document(REPORT, "r1", "T", "P", "https://x.test/1", date(2022, 4, 4), "en")
    assert problems == []


def test_csv_with_semicolons_and_the_other_field_names() -> None:
    [document], _ = read(CSV, "a.csv")
    assert (document.id, document.text, document.published) == ("r1", "At least 11; or 12", date(2022, 4, 4))


def test_archive_and_folder_read_what_is_readable_and_name_the_rest(tmp_path: Path) -> None:
    files = {
        "b/a.txt": REPORT,
        "c.txt": b"\x00\x01\x02" * 99,
        "d.xyz": "?",
        "../../e.txt": "Three died.",
        "inner.zip": packed({"a.txt": REPORT}),
    }
    documents, problems = read(packed({**files, "__MACOSX/a.txt": "x", ".hidden": "x"}), "all.zip")
    assert [document.text for document in documents] == [REPORT, "Three died."]
    assert [problem.name for problem in problems] == ["all.zip/c.txt", "all.zip/d.xyz", "all.zip/inner.zip"]
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 nonsense")
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    (tmp_path / ".kept" / "deep").mkdir(parents=True)
    (tmp_path / ".kept" / "deep" / "b.txt").write_text("Nine died.")
    items = list(read_documents(tmp_path))
    assert [type(item) for item in items] == [Document, Problem, Problem]
    assert not list(tmp_path.parent.glob("e.txt"))


def test_standard_input_is_told_apart_by_its_first_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, text in [
        (REPORT.encode(), REPORT),
        (json.dumps(ROW).encode(), REPORT),
        (word("<w:p><w:r><w:t>Six.</w:t></w:r></w:p>"), "Six."),
    ]:
        monkeypatch.setattr("sys.stdin", type("Stdin", (), {"buffer": BytesIO(data)}))
        assert next(read_documents("-")).text == text  # type: ignore[union-attr]


BAD = [
    ("empty.txt", b"", "is empty"),
    ("blank.txt", b" \n\n ", "holds no text"),
    ("program.txt", b"\x7fELF\x02\x01\x01\x00" + bytes(200), "is a binary file, not text"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "is a binary file, not text"),
    ("long.txt", b"a " * MAX_TEXT, f"a report may have at most {MAX_TEXT:,}"),
    ("huge.txt", b"a" * 50_000_000, "is larger than 20 MB, the limit for one file"),
    ("report.odt", b"x", "is of an unknown format (.odt); these are read: .txt .md .html"),
    ("a.pdf", b"hello", "is not a PDF file"),
    ("a.pdf", b"%PDF-1.4\n%%EOF", "is a broken PDF file"),
    ("scan.pdf", pdf(""), "holds no text, perhaps a scan"),
    ("a.docx", b"hello", "is a broken archive"),
    ("a.docx", packed({"x.xml": "<a/>"}), "is not a Word file"),
    ("a.docx", packed({"word/document.xml": "<a>"}), "is a broken Word file"),
    ("a.zip", packed({}), "holds no readable report"),
    ("a.zip", packed({"a.xyz": "?"}), "holds no readable report; the first problem is: a.zip/a.xyz: is of an unknown format"),
    ("a.csv", b"a,b\n1,2\n", "has no column `text`, which every table of documents needs; its columns are: a, b"),
    ("a.csv", b"", "has no column `text`"),
    ("a.csv", b"claim_id,text\nc1,11\n", "is a table of claims, not of documents; use `figures import`"),
    ("a.jsonl", b"", "is empty"),
    ("a.parquet", b"PAR1 nonsense PAR1", "is a broken Parquet file"),
    ("a.parquet", parquet({"body": ["x"]}), "has no column `text`"),
    ("a.html", b"<html><body><script>1</script></body></html>", "no article text was found"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "message"), BAD, ids=lambda value: value if isinstance(value, str) else "")
def test_bad_files_give_one_clear_line(name: str, data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data, name)
    assert str(caught.value).startswith(name)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bad_paths_give_one_clear_line(tmp_path: Path) -> None:
    for source, message in [(tmp_path / "none.txt", "there is no such file"), (tmp_path, "holds no readable report"),
                            ("https://x.test/", "add --fetch")]:  # fmt: skip
        with pytest.raises(UnreadableError, match=message):
            list(read_documents(source))


REPAIRED = [
    (
        "a.txt",
        "Погибли 12 ".encode() + b"\xff men",
        "has bytes in 1 place that are not UTF-8",
        "Погибли 12 \ufffd men",
    ),
    (
        "a.txt",
        ("Погибли 12 военных, сообщил губернатор области. " * 5).encode("cp1251"),
        "is not UTF-8; read as",
        "Погибли 12 военных",
    ),
    ("a.txt", b"Ten soldiers \xff died.", "they stand as U+FFFD", "Ten soldiers \ufffd died."),
    (
        "a.txt",
        "“Ten” died, he said. “Two” more – “maybe three” – are “missing”.".encode("cp1252"),
        "read as cp125",
        "“Ten” died",
    ),
    ("a.jsonl", b'{"text": "Ten died.", "date": "soon"}', "the date 'soon' cannot be read", "Ten died."),
    ("a.md", b"---\ndate: 03/04/2022\n---\nTen died.", "the date '03/04/2022' cannot be read", "Ten died."),
    ("a.csv", b"text\nTen \xff died.\n", "has characters that could not be read", "Ten \ufffd died."),
]


@pytest.mark.parametrize(("name", "data", "message", "text"), REPAIRED)
def test_repairs_are_told(name: str, data: bytes, message: str, text: str) -> None:
    [document], [problem] = read(data, name)
    assert document.text.startswith(text)
    assert message in problem.message
    assert not problem.lost


LOST_ROWS = [
    (
        "a.jsonl",
        b'{"text": "Ten died."}\nnot json\n{"text": ""}\n[1]\n' + b"[" * 100_000,
        ["line 2", "line 3", "line 4", "line 5"],
    ),
    ("a.csv", b'text,title\nTen died.,a\nx\n"",b\n', ["line 3", "line 4"]),
    ("a.csv", b'text,title\nTen died.,a\n"x"y,b\n', ["line 3"]),
]


@pytest.mark.parametrize(("name", "data", "lines"), LOST_ROWS)
def test_a_bad_row_is_named_and_the_others_are_read(name: str, data: bytes, lines: list[str]) -> None:
    [document], problems = read(data, name)
    assert document.text == "Ten died."
    assert [problem.name.split(", ")[1] for problem in problems] == lines


@pytest.mark.parametrize(("value", "day"), [
    ("2022-04-03T23:59:00+03:00", date(2022, 4, 3)), ("3 April 2022", date(2022, 4, 3)), ("Mon, 04 Apr 2022 10:00:00 GMT", date(2022, 4, 4)),
    ("25.03.2022", date(2022, 3, 25)), ("3 апреля 2022", date(2022, 4, 3)), ("04/04/2022", date(2022, 4, 4)),
    ("03/04/2022", None), ("April 2022", None), ("yesterday", None), ("2022-13-45", None), ("", None), (None, None), ("2022", None),
])  # fmt: skip
def test_days(value: str | None, day: date | None) -> None:
    assert parse_day(value) == day


NAMES = ["../" * depth + name for depth in range(1, 9) for name in ("etc/passwd.txt", "x.txt", "root/.ssh/a.txt")]
NAMES += ["/etc/a.txt", "//host/a.txt", "C:\\\\a.txt", "..\\\\..\\\\a.txt", "a/../../b.txt", "./a.txt", "..%2f..%2fa.txt", "%2e%2e/a.txt", "CON.txt", "NUL.txt",
          "a\n.txt", "a;rm -rf .txt", "$(id).txt", "`id`.txt", "a|b.txt", "~/a.txt", "file:a.txt", "http:a.txt", "\u202etxt.a.txt", "a" * 250 + ".txt",
          "-rf.txt", "--help.txt", "aux.txt", "a\u0000b.txt", " .txt", "...txt"]  # fmt: skip


def test_no_name_in_an_archive_is_used_as_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(NAMES) == 50

    def opened(path: object, *_: object, **__: object) -> None:
        raise AssertionError(f"{path} was opened")

    data = packed(dict.fromkeys(NAMES, "Ten died."))
    monkeypatch.setattr("builtins.open", opened)
    monkeypatch.setattr("os.open", opened)
    monkeypatch.setattr(Path, "open", opened)
    documents, _ = read(data, "names.zip")
    assert {document.text for document in documents} == {"Ten died."}


class Poison:  # noqa: D101
    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (Path("poisoned"),))


def test_a_pickle_in_a_parquet_schema_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    poison = {"ARROW:extension:name": "arrow.py_extension_type", "ARROW:extension:metadata": pickle.dumps(Poison())}
    buffer = BytesIO()
    pq.write_table(
        pa.table({"text": ["Ten died."]}, schema=pa.schema([pa.field("text", pa.string(), metadata=poison)])), buffer
    )
    read(buffer.getvalue(), "a.parquet")
    assert not (tmp_path / "poisoned").exists()


@given(
    st.binary(max_size=300),
    st.sampled_from([*FORMATS, ".zip"]),
    st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"PAR1", b"text\n", b"---\n"]),
)
@settings(deadline=None, max_examples=150)
def test_any_bytes_give_documents_problems_or_one_clear_line(data: bytes, suffix: str, start: bytes) -> None:
    try:
        items = list(read_bytes(start + data, f"a{suffix}"))
    except UnreadableError as error:
        assert "\n" not in str(error)  # noqa: PT017 it may also not be raised
    else:
        assert any(isinstance(item, Document) for item in items)


SEEDS = sorted((Path(__file__).parent / "seeds").iterdir())


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_inputs_that_once_failed(path: Path) -> None:
    """Found by benchmarks/fuzz.py: only a document, a problem or `UnreadableError` may come out."""
    try:
        for item in read_bytes(path.read_bytes(), path.name):
            if isinstance(item, Document):
                read_document(item)
    except UnreadableError:
        pass
