"""The store keeps what came in and what people decided, whatever happens in between.

The reader here is a stand-in that takes every number for a claim, so that the tests say what the store does and nothing else.
"""

import json
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from figures.claims import Claim, Reading
from figures.documents import Document
from figures.store import Decision, Imported, Store, StoreError, file, schema, snapshots
from figures.store.anchors import anchor_at
from figures.store.backups import restore, write_backup
from figures.store.decisions import to_row

TEXT = "At least 11 guards refused to go, a lawyer said. Kyiv put the losses at 16,000. Moscow named 498 dead soldiers on Wednesday."


def read(document: Document, *, method: str = "one", pattern: str = r"[\d,]*\d", kind: str = "killed") -> Reading:
    claims = [
        Claim(
            claim_id=f"{document.id}-{match.start()}-{match.end()}",
            origin="extracted",
            claim_type=kind,
            bound="exact",
            document_id=document.id,
            text=match[0],
            low=int(re.sub(r"\D", "", match[0])),
            high=int(re.sub(r"\D", "", match[0])),
            source="Kyiv officials",
            source_text="Kyiv",
            start=match.start(),
            end=match.end(),
            published=document.published,
            review="unreviewed",
            method=method,
        )
        for match in re.finditer(pattern, document.text)
    ]
    return Reading(document, tuple(claims), ())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "reports.sqlite")


def add(store: Store, *documents: Document, again: bool = False) -> list[str]:
    return [added.kind for added in store.add(documents, again=again, read=read)]


def decide(action: str, claim: Claim, text: str = TEXT, **new: object) -> Decision:
    anchor = anchor_at(text, claim.start or 0, claim.end or 0)
    return Decision(action, "ada", "because", claim.claim_id, claim.document_id, to_row(claim), new, anchor)


def by_text(claims: Iterable[Claim]) -> dict[str | None, Claim]:
    return {claim.text: claim for claim in claims}


def test_documents_and_readings_come_back_as_they_went_in(store: Store) -> None:
    document = Document(TEXT, "d1", "Title", "Post", "https://x.test/1", date(2022, 4, 4), "en")
    [added] = store.add([document], read=read)
    assert (added.kind, added.claims) == ("new", 3)
    assert store.documents() == [document]
    assert store.readings() == store.claims() == list(read(document).claims)
    assert Store.open(store.path, read_only=True).claims() == store.claims()


LONG = " ".join(f"paragraph {chr(97 + number) * 3} of the report that many outlets carry" for number in range(26))
COPIES = [
    ("the same text elsewhere", Document(TEXT + LONG, "d1"), Document(TEXT + LONG, "d2", publisher="Other"), "copy"),
    ("the same text again", Document(TEXT, "d1"), Document(TEXT, "d1"), "known"),
    ("another first line", Document(TEXT + LONG, "d1"), Document("By our staff. " + TEXT + LONG, "d2"), "copy"),
    ("nearly the same text with another figure", Document(TEXT + LONG, "d1"), Document(TEXT.replace("11", "12") + LONG, "d2"), "new"),
    ("the same address in another spelling", Document(TEXT + LONG, "d1", url="https://www.x.test/a/?utm_source=z"),
     Document(TEXT + LONG + " Corrected.", "d2", url="http://x.test/a#top"), "copy"),
    ("a later version with another figure", Document(TEXT + LONG, "d1", url="https://x.test/a"),
     Document(TEXT.replace("11", "12") + LONG, "d2", url="https://x.test/a"), "changed"),
    ("another post under one address", Document(TEXT, "d1", url="https://x.test/channel"),
     Document("Nine people were hurt in the town.", "d2", url="https://x.test/channel"), "new"),
    ("another report with the same id", Document(TEXT, "1"), Document("Nine people were hurt in the town.", "1"), "new"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "kind"), [row[1:] for row in COPIES], ids=[row[0] for row in COPIES])
def test_copies_are_linked_and_not_added_twice(store: Store, first: Document, second: Document, kind: str) -> None:
    assert add(store, first) == ["new"]
    assert add(store, second) == [kind]
    assert len(store.documents()) == (2 if kind == "new" else 1)
    assert len(store.readings()) == 3 + (len(read(second).claims) if kind == "new" else 0)
    assert [copy.publisher for copy in store.copies(first.id)] == (
        [second.publisher] if kind in {"copy", "changed"} else []
    )
    assert len({claim.claim_id for claim in store.readings()}) == len(store.readings())


def test_a_changed_version_takes_the_place_of_the_earlier_one_when_asked(store: Store) -> None:
    add(store, Document(TEXT + LONG, "d1", url="https://x.test/a"))
    store.decide(decide("correct", by_text(store.claims())["498"], TEXT + LONG, claim_type="missing"))
    newer = Document("Updated: " + TEXT.replace("11", "12") + LONG, "d2", url="https://x.test/a")
    assert add(store, newer, again=True) == ["replaced"]
    claims = by_text(store.claims())
    assert {"12", "498"} <= set(claims)
    assert (claims["498"].claim_type, claims["498"].review) == ("missing", "corrected")
    assert newer.text[claims["498"].start : claims["498"].end] == "498"


def test_an_import_is_whole_or_absent(store: Store) -> None:
    def failing(document: Document) -> Reading:
        if document.id == "d3":
            raise RuntimeError
        return read(document)

    with pytest.raises(RuntimeError):
        store.add([Document(f"{number} died", f"d{number}") for number in range(5)], read=failing)
    assert store.documents() == []


def test_claims_of_a_table_are_added_once(store: Store) -> None:
    claims = [replace(claim, document_id=None, origin="imported") for claim in read(Document(TEXT, "t")).claims]
    assert store.import_claims(claims) == Imported(3)
    assert store.import_claims(claims) == Imported(0, known=3)
    assert store.claims() == claims


def test_another_row_of_the_same_id_is_said_and_taken_only_when_asked_for(store: Store) -> None:
    store.add([Document(TEXT, "t")], read=read)
    kept = Claim("c", "imported", "killed", "exact", low=5, high=5)
    changed, read_row = replace(kept, low=6, high=6), replace(store.claims()[0], claim_type="wounded")
    assert store.import_claims([kept, kept]) == Imported(1, repeated=1)
    assert store.import_claims([changed, read_row]) == Imported(0, differ=("c", read_row.claim_id))
    assert store.claims()[-1] == kept
    assert store.import_claims([changed, read_row], again=True) == Imported(0, replaced=1, differ=(read_row.claim_id,))
    assert store.claims()[-1] == changed


def test_a_row_that_an_older_version_let_in_is_read(store: Store) -> None:
    rows = [
        ("x", '{"claim_id":"x","claim_type":"banana","bound":"wobbly","scope":"odd","low":5,"high":2}'),
        (None, "{}"),
    ]
    with closing(sqlite3.connect(store.path)) as db, db:
        db.executemany("INSERT INTO claims (claim_id, reading) VALUES (?, ?)", rows)
    first, second = store.claims()
    assert (first.origin, first.claim_type, first.bound, first.scope, first.low) == (
        "imported",
        "other",
        "vague",
        None,
        5,
    )
    assert second.claim_id == ""


# Decisions -----------------------------------------------------------------------------------------------------------


def test_decisions_change_the_claims_and_never_the_readings(store: Store) -> None:
    add(store, Document(TEXT, "d1"))
    claims, before = by_text(store.claims()), store.readings()
    store.decide(
        decide("accept", claims["11"]),
        decide("correct", claims["16,000"], claim_type="losses", as_of="2022-04-01", source=None),
        decide("reject", claims["498"]),
    )
    after = by_text(store.claims())
    assert [after[text].review for text in ("11", "16,000", "498")] == ["accepted", "corrected", "rejected"]
    assert (after["16,000"].claim_type, after["16,000"].as_of, after["16,000"].source) == (
        "losses",
        date(2022, 4, 1),
        None,
    )
    assert store.readings() == before
    log = store.decisions()
    assert [(entry.number, entry.who, entry.why, entry.old["text"]) for entry in log][1] == (
        2,
        "ada",
        "because",
        "16,000",
    )
    assert all(entry.at for entry in log)


def test_undo_and_undo_of_undo(store: Store) -> None:
    add(store, Document(TEXT, "d1"))
    [first] = store.decide(decide("reject", by_text(store.claims())["11"]))
    [undo] = store.decide(Decision("undo", "ada", undoes=first))
    assert by_text(store.claims())["11"].review == "unreviewed"
    store.decide(Decision("undo", "ada", undoes=undo))
    assert by_text(store.claims())["11"].review == "rejected"
    assert len(store.decisions()) == 3


def test_an_added_claim_and_merged_and_split_sources(store: Store) -> None:
    add(store, Document(TEXT, "d1"))
    missed = replace(
        by_text(store.claims())["11"],
        claim_id="d1-0-8",
        text="At least",
        start=0,
        end=8,
        source="A lawyer",
        source_text="a lawyer",
    )
    store.decide(Decision("add", "ada", None, "d1-0-8", "d1", {}, to_row(missed), anchor_at(TEXT, 0, 8)))
    assert by_text(store.claims())["At least"].review == "accepted"
    [merge] = store.decide(
        Decision(
            "merge", "ada", "one voice", old={"source": "Kyiv officials"}, new={"source": "Ukraine", "family": "ua"}
        )
    )
    assert {claim.source for claim in store.claims()} == {"Ukraine", "A lawyer"}
    store.decide(
        Decision(
            "split",
            "ada",
            None,
            old={"source": "Ukraine", "source_text": "Kyiv"},
            new={"source": "Kyiv mayor", "family": None},
        )
    )
    assert {(claim.source, claim.family) for claim in store.claims()} == {("Kyiv mayor", None), ("A lawyer", None)}
    store.decide(Decision("undo", "ada", undoes=merge))
    assert {claim.source for claim in store.claims()} == {"Kyiv officials", "A lawyer"}


def test_decisions_survive_a_newer_reading(store: Store) -> None:
    """The newer rules take "At least 11" for the number, another type for all, and no longer see 498."""
    add(store, Document(TEXT, "d1"))
    claims = by_text(store.claims())
    store.decide(decide("accept", claims["11"]), decide("correct", claims["498"], claim_type="missing"))
    newer = lambda document: read(document, method="two", pattern=r"(?:At least )?(?:11|16,000)", kind="losses")  # noqa: E731
    changes = store.read_again(read=newer)
    assert [(change.kind, change.claim.text) for change in changes] == [
        ("changed", "At least 11"), ("changed", "16,000"), ("removed", "498"),
    ]  # fmt: skip
    assert changes[1].columns == {"claim_type": ("killed", "losses")}
    after = by_text(store.claims())
    assert (after["11"].review, after["11"].claim_type, after["11"].start) == ("accepted", "killed", 0)
    assert (after["498"].review, after["498"].claim_type) == ("corrected", "missing")
    assert (after["16,000"].review, after["16,000"].method) == ("unreviewed", "two")
    assert len(after) == 3
    assert store.read_again(read=newer) == []


def test_a_rejected_reading_that_is_gone_stays_gone(store: Store) -> None:
    add(store, Document(TEXT, "d1"))
    store.decide(decide("reject", by_text(store.claims())["498"]))
    store.read_again(read=lambda document: read(document, pattern="11"))
    assert [claim.text for claim in store.claims()] == ["11"]


def test_the_log_cannot_be_changed(store: Store) -> None:
    store.decide(Decision("merge", "ada", old={"source": "a"}, new={"source": "b"}))
    with sqlite3.connect(store.path) as db:
        for statement in ("UPDATE decisions SET who = 'eve'", "DELETE FROM decisions"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                db.execute(statement)


def test_the_revision_tells_changes(store: Store) -> None:
    before = store.revision()
    assert store.revision() == before
    add(store, Document(TEXT))
    assert store.revision() > before


# The file ------------------------------------------------------------------------------------------------------------


def test_backup_and_restore_give_the_same_store(store: Store, tmp_path: Path) -> None:
    add(store, Document(TEXT, "d1", published=date(2022, 4, 4)), Document(TEXT, "d2", publisher="Other"))
    store.decide(decide("reject", by_text(store.claims())["11"]))
    counts = write_backup(store, tmp_path / "backup")
    assert counts == {"documents": 2, "claims": 3, "decisions": 1}
    restore(tmp_path / "backup", tmp_path / "again.sqlite")
    again = Store.open(tmp_path / "again.sqlite")
    assert (again.documents(), again.copies("d1"), again.claims()) == (
        store.documents(),
        store.copies("d1"),
        store.claims(),
    )
    assert again.decisions() == store.decisions()
    assert add(again, Document("By us. " + TEXT, "d3")) == add(store, Document("By us. " + TEXT, "d3"))
    with pytest.raises(StoreError, match="is there already"):
        write_backup(store, tmp_path / "backup")


def test_restoring_keeps_the_store_that_was_there(store: Store, tmp_path: Path) -> None:
    add(store, Document(TEXT, "d1"))
    write_backup(store, tmp_path / "backup")
    add(store, Document("Nine died.", "d2"))
    kept = restore(tmp_path / "backup", store.path)
    assert [document.id for document in store.documents()] == ["d1"]
    assert restore(tmp_path / "backup", store.path) != kept
    assert kept is not None
    assert len(Store.open(kept, read_only=True).documents()) == 2
    assert restore(tmp_path / "backup", tmp_path / "new.sqlite") is None


def test_a_store_in_use_is_restored_with_what_its_log_still_holds(store: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store.path)) as reader:  # keeps the write-ahead log from being emptied
        reader.execute("SELECT count(*) FROM documents").fetchone()
        add(store, Document(TEXT, "d1"))
        restore(store.path, tmp_path / "copy.sqlite")
    assert [document.id for document in Store.open(tmp_path / "copy.sqlite").documents()] == ["d1"]


@pytest.mark.parametrize("place", ["folder", "missing/store.sqlite"])
def test_no_store_is_restored_where_no_file_can_be(store: Store, tmp_path: Path, place: str) -> None:
    write_backup(store, tmp_path / "backup")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError, match=f"{place}: cannot be a store"):
        restore(tmp_path / "backup", tmp_path / place)
    assert (tmp_path / "folder").is_dir()


@pytest.mark.parametrize("spoil", ["manifest.json", "claims.jsonl", "row"])
def test_an_altered_backup_is_refused_and_changes_nothing(store: Store, tmp_path: Path, spoil: str) -> None:
    add(store, Document(TEXT, "d1"))
    write_backup(store, tmp_path / "backup")
    if spoil == "row":
        path = tmp_path / "backup" / "documents.jsonl"
        path.write_text(path.read_text().replace("11", "12"))
    else:
        (tmp_path / "backup" / spoil).unlink()
    with pytest.raises(StoreError):
        restore(tmp_path / "backup", store.path)
    assert store.document("d1") is not None
    assert not [path.name for path in tmp_path.iterdir() if "partial" in path.name]


def test_damaged_and_foreign_files_are_left_as_they_are(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.sqlite"
    with sqlite3.connect(foreign) as db:
        db.execute("CREATE TABLE t (x)")
    (tmp_path / "text.sqlite").write_text("not a database at all, just words " * 9)
    newer = Store.open(tmp_path / "newer.sqlite").path
    with sqlite3.connect(newer) as db:
        db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    for path, message in [(foreign, "another program"), (tmp_path / "text.sqlite", "is no store of Figures"), (newer, "update Figures"),
                          (tmp_path / "none" / "x.sqlite", "check that its folder is there")]:  # fmt: skip
        before = path.read_bytes() if path.exists() else None
        with pytest.raises(StoreError, match=message) as caught:
            Store.open(path)
        assert str(caught.value).startswith(str(path))
        assert (path.read_bytes() if path.exists() else None) == before


def test_an_empty_database_becomes_a_store(tmp_path: Path) -> None:
    """Its maker was stopped between making the file and filling it."""
    with sqlite3.connect(tmp_path / "new.sqlite") as db:
        db.execute("PRAGMA journal_mode = WAL")
    assert Store.open(tmp_path / "new.sqlite").documents() == []


def test_a_truncated_file_is_refused_and_the_last_good_backup_offered(store: Store) -> None:
    add(store, *(Document(f"{TEXT} {number}", f"d{number}") for number in range(1000, 1040)))
    Store.open(store.path)  # takes the copy of the day
    backup = snapshots.last(store.path)
    assert backup is not None
    sound = store.path.read_bytes()
    for size in range(0, len(sound), 4096):
        store.path.write_bytes(sound[:size])
        with pytest.raises(StoreError, match=re.escape(f"figures restore {backup}")):
            Store.open(store.path)
        assert store.path.stat().st_size == size
    restore(backup, store.path)
    assert len(Store.open(store.path).documents()) == 40


def test_five_snapshots_are_kept(store: Store) -> None:
    folder = snapshots.folder(store.path)
    folder.mkdir()
    for day in range(1, 9):
        (folder / f"2026-01-0{day}T000000.sqlite").touch()
    snapshots.take(store.path)
    snapshots.take(store.path)
    assert len(list(folder.iterdir())) == snapshots.KEPT
    assert snapshots.last(store.path).stat().st_size > 0  # type: ignore[union-attr]


def test_a_full_disk_saves_nothing_of_the_step(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, Document(TEXT, "d1"))
    connect = file._connect

    def full(path: Path, mode: str) -> sqlite3.Connection:
        db = connect(path, mode)
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0] + 1}")
        return db

    monkeypatch.setattr(file, "_connect", full)
    with pytest.raises(StoreError, match="the disk is full; nothing of this step was saved"):
        add(store, *(Document(f"{TEXT} {number} {LONG}", f"e{number}") for number in range(50)))
    monkeypatch.undo()
    assert [document.id for document in store.documents()] == ["d1"]


def test_a_store_open_for_reading_is_never_written(store: Store, tmp_path: Path) -> None:
    add(store, Document(TEXT, "d1"))
    reader = Store.open(store.path, read_only=True)
    with pytest.raises(StoreError, match="for reading only"):
        reader.decide(Decision("merge", "eve"))
    with pytest.raises(StoreError, match="there is no store"):
        Store.open(tmp_path / "none.sqlite", read_only=True)
    assert not (tmp_path / "none.sqlite").exists()


def test_a_disk_that_cannot_be_written_to(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, Document(TEXT, "d1"))
    connect = file._connect
    monkeypatch.setattr(file, "_connect", lambda path, mode: connect(path, "ro"))
    with pytest.raises(StoreError, match="cannot be written to; nothing was saved"):
        store.decide(Decision("merge", "ada"))
    assert [document.id for document in store.documents()] == ["d1"]


def test_what_an_earlier_version_let_in_is_read(store: Store) -> None:
    wild = {"claim_id": "x", "claim_type": "banana", "bound": "wobbly", "as_of": "May 2022", "scope": "ever", "gone": 1}
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute("INSERT INTO claims (claim_id, reading) VALUES ('x', ?)", [json.dumps(wild)])
    assert store.claims() == [Claim("x", "imported", "other", "vague")]
