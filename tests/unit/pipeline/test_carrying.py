"""A library in one file: everything comes along, and a file that is not whole changes nothing."""

from __future__ import annotations

import contextlib
import copy
import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from analyzer.engines.catalog_seals import seal_all, seal_value
from analyzer.errors import BadRequestError
from analyzer.pipeline import Analyzer
from analyzer.ports import Catalog
from analyzer.records import Hints
from analyzer.settings import Settings


@pytest.fixture
def carried(papers: Path, settings: Settings, tmp_path: Path) -> Path:
    """An exported library of two documents; of one of them a user corrected title and topic."""
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers)
        library.correct("agreement-2023", Hints(title="As the Guild calls it"))
        clause = next(c for c in library.clauses() if "meal" in c.text)
        library.overrule_topic(clause.id, "enforcement", True, note="ours")
        file = tmp_path / "library.zip"
        library.export(file)
    return file


def other(settings: Settings, name: str = "other") -> Settings:
    return replace(settings, library=settings.library.parent / name)


def test_everything_comes_along(carried: Path, settings: Settings) -> None:
    with (
        Analyzer.open(settings=settings) as ours,
        Analyzer.open(settings=other(settings)) as theirs,
    ):
        added = theirs.import_(carried)
        assert [d.id for d in added.added] == [d.id for d in ours.documents()]
        for document in ours.documents():
            assert theirs.document(str(document.id)) == document
            assert theirs.reading(document.id) == ours.reading(document.id)
            assert theirs.catalog.file(document.id) == ours.catalog.file(document.id)
            assert theirs.catalog.hints(document.id) == ours.catalog.hints(document.id)
        assert theirs.find().to_json() == ours.find().to_json()
        assert theirs.corrections() == ours.corrections()
        assert theirs.document("agreement-2023").title == "As the Guild calls it"
        hits = [[h.clause.id for h in x.search("replica", mode="lexical")] for x in (ours, theirs)]
        assert hits[0] == hits[1] != []
    assert Analyzer.verify(settings=other(settings)).sound


def test_what_is_held_already_stays_and_a_clash_is_named(
    carried: Path, settings: Settings, papers: Path
) -> None:
    with Analyzer.open(settings=settings) as ours:
        again = ours.import_(carried)
        assert (len(again.added), len(again.held), len(again.clashes)) == (0, 2, 0)
    text = (papers / "agreement.txt").read_text(encoding="utf-8")
    (papers / "agreement.txt").write_text(text + "\n2. Soup is served.\n", encoding="utf-8")
    with Analyzer.open(settings=other(settings)) as theirs:
        theirs.ingest(papers)
        before = theirs.reading("agreement-2023")
        mixed = theirs.import_(carried)
        assert [d.id for d in mixed.clashes] == ["agreement-2023"]
        assert theirs.reading("agreement-2023") == before


def test_the_same_library_gives_the_same_list_of_checksums(
    carried: Path, settings: Settings, tmp_path: Path
) -> None:
    with Analyzer.open(settings=settings) as library:
        library.export(tmp_path / "again.zip")
        with pytest.raises(BadRequestError, match="there already"):
            library.export(carried)
    assert read_list(tmp_path / "again.zip") == read_list(carried)


def read_list(file: Path) -> object:
    with zipfile.ZipFile(file) as archive:
        return json.loads(archive.read("library.json"))


Spoil = Callable[[dict[str, bytes]], None]


def climb(parts: dict[str, bytes]) -> None:
    parts["../../climbed"] = b"x"


def add_a_part(parts: dict[str, bytes]) -> None:
    parts["files/" + "a" * 64] = b"nobody's"


def turn_a_byte_of_a_copy(parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("files/"))
    parts[name] = b"X" + parts[name][1:]


def leave_out_a_copy(parts: dict[str, bytes]) -> None:
    del parts[next(name for name in parts if name.startswith("files/"))]


def be_of_another_format(parts: dict[str, bytes]) -> None:
    parts["library.json"] = parts["library.json"].replace(b"analyzer-library/1", b"something/9")


def have_no_list(parts: dict[str, bytes]) -> None:
    parts["library.json"] = b"[]"


def be_a_bomb(parts: dict[str, bytes]) -> None:
    parts["catalog.sqlite"] = bytes(300 << 20)


@pytest.mark.parametrize(
    "spoil",
    [
        climb,
        add_a_part,
        turn_a_byte_of_a_copy,
        leave_out_a_copy,
        be_of_another_format,
        have_no_list,
        be_a_bomb,
    ],
)
def test_a_spoiled_file_is_refused_and_changes_nothing(
    carried: Path, settings: Settings, tmp_path: Path, spoil: Spoil
) -> None:
    with zipfile.ZipFile(carried) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spoil(parts)
    spoiled = tmp_path / "spoiled.zip"
    with zipfile.ZipFile(spoiled, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with Analyzer.open(settings=other(settings)) as theirs:
        generation = theirs.catalog.generation
        with pytest.raises(BadRequestError, match="no library can be imported"):
            theirs.import_(spoiled)
        assert len(theirs.documents()) == 0
        assert theirs.catalog.generation == generation
    assert not (tmp_path.parent / "climbed").exists()


def forge(carried: Path, target: Path, script: str) -> Path:
    """The carried library with its catalog changed by somebody who knows every checksum."""
    with zipfile.ZipFile(carried) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    place = target.with_suffix(".sqlite")
    place.write_bytes(parts["catalog.sqlite"])
    with contextlib.closing(sqlite3.connect(place)) as sql, sql:
        sql.executescript(script)
        # the notes bear their seals already, and would bear them twice
        kept = sql.execute("SELECT key, value FROM meta WHERE key LIKE '%:%'").fetchall()
        seal_all(sql)
        notes = [(v if "\x1f" in v else seal_value(v), key) for key, v in kept]
        sql.executemany("UPDATE meta SET value = ? WHERE key = ?", notes)
    parts["catalog.sqlite"] = place.read_bytes()
    said = json.loads(parts["library.json"])
    said["sha256"]["catalog.sqlite"] = hashlib.sha256(parts["catalog.sqlite"]).hexdigest()
    parts["library.json"] = json.dumps(said).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target


DEEP = "[" * 100_000
FORGED = {
    "a trigger": ("CREATE TRIGGER surprise AFTER INSERT ON meta BEGIN DELETE FROM documents; END"),
    "a view": "CREATE VIEW surprise AS SELECT 1",
    "no record": "UPDATE documents SET record = '[]'",
    "a deep record": f"UPDATE documents SET record = '{DEEP}'",
    "an empty reading": "UPDATE documents SET reading = '{}'",
    "a deep reading": f"UPDATE documents SET reading = '{DEEP}'",
    "a number for a name": """UPDATE documents SET hints = '{"title": 5}'""",
    "a copy elsewhere": "UPDATE documents SET sha256 = '../../../../../etc/passwd'",
    "an id of markup": (
        "UPDATE documents SET id = '<b>', record = json_set(record, '$.id', '<b>') "
        "WHERE number = (SELECT min(number) FROM documents)"
    ),
    "a kind that there is not": "UPDATE clauses SET kind = 'other_kind'",
    "short lists": "UPDATE clauses SET lists = '[1]'",
    "numbers for labels": "UPDATE clauses SET lists = json_set(lists, '$[0]', json('[1]'))",
    "bytes for words": "UPDATE clauses SET text = x'ff00fe'",
    "words for a number": "UPDATE clauses SET confidence = 'high'",
    "no number": "UPDATE clauses SET confidence = 9e999",
    "half a place": "UPDATE clauses SET offsets = x'00ff00'",
    "its own parent": "UPDATE clauses SET parent = id",
    "parents in a circle": (
        "UPDATE clauses SET parent = (SELECT other.id FROM clauses AS other WHERE other.document = "
        "clauses.document AND other.number != clauses.number ORDER BY other.number LIMIT 1)"
    ),
    "a parent that is not there": "UPDATE clauses SET parent = id || '-above'",
    "an empty finding": "UPDATE findings SET record = '{}'",
    "a finding beyond the words": (
        "UPDATE findings SET record = json_set(record, '$.evidence[0].end', 999999)"
    ),
    "no silence": "UPDATE silences SET record = '[]'",
    "a note that is none": "INSERT INTO meta VALUES ('correction:0a', '{none')",
    "a note of another kind": "INSERT INTO meta VALUES ('overruled:0a', '[1]')",
    "columns of an older make": "PRAGMA user_version = 2",
}


def test_a_forged_library_is_refused_before_anything_is_touched(
    carried: Path, settings: Settings, tmp_path: Path
) -> None:
    with Analyzer.open(settings=other(settings)) as theirs:
        generation = theirs.catalog.generation
        for name, script in FORGED.items():
            forged = forge(carried, tmp_path / "forged.zip", script)
            try:
                theirs.import_(forged)
            except BadRequestError as error:
                assert "no library can be imported" in error.what, name
            else:
                pytest.fail(f"{name} was taken in")
            assert len(theirs.documents()) == 0, name
        assert theirs.catalog.generation == generation
        # what is only sealed anew comes in: it was not the seals that were refused
        sealed = forge(carried, tmp_path / "sealed.zip", "UPDATE meta SET value = value")
        assert len(theirs.import_(sealed).added) == 2


def test_a_clause_may_stand_before_its_parent(
    carried: Path, settings: Settings, tmp_path: Path
) -> None:
    """As a footnote does, where the page prints it before the end of its clause."""
    turned = forge(carried, tmp_path / "turned.zip", "UPDATE clauses SET position = -position")
    with Analyzer.open(settings=other(settings)) as theirs:
        assert len(theirs.import_(turned).added) == 2
        clauses = theirs.reading("agreement-2023").clauses
        places = {clause.id: at for at, clause in enumerate(clauses)}
        assert any(c.parent and places[c.parent] > at for at, c in enumerate(clauses))


def test_parts_that_lie_over_each_other_are_refused(settings: Settings, tmp_path: Path) -> None:
    """A thousand names for the same packed bytes: small on the disk, and without end unpacked."""
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("library.json", "{}")
        archive.writestr("catalog.sqlite", bytes(4 << 20))
        kernel = archive.getinfo("catalog.sqlite")
        for number in range(1000):
            member = copy.copy(kernel)
            member.filename = f"files/{number:064x}"
            archive.filelist.append(member)
            archive.NameToInfo[member.filename] = member
    with Analyzer.open(settings=settings) as library:
        with pytest.raises(BadRequestError, match="larger than the file"):
            library.import_(bomb)
        assert len(library.documents()) == 0


def test_what_is_no_zip_is_refused(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "notes.zip"
    file.write_text("no zip", encoding="utf-8")
    with (
        Analyzer.open(settings=settings) as library,
        pytest.raises(BadRequestError, match="no whole zip"),
    ):
        library.import_(file)


def test_an_import_that_was_cut_off_comes_to_its_end(
    carried: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with Analyzer.open(settings=settings) as ours:
        wanted = (ours.documents(), ours.find().to_json(), ours.corrections())
    with Analyzer.open(settings=other(settings)) as theirs:
        with monkeypatch.context() as patched:
            patched.setattr(type(theirs.catalog), "index_words", cut_off)
            with pytest.raises(KeyboardInterrupt):
                theirs.import_(carried)
        again = theirs.import_(carried)
        assert (len(again.added), len(again.held)) == (1, 1)
        assert (theirs.documents(), theirs.find().to_json(), theirs.corrections()) == wanted
    assert Analyzer.verify(settings=other(settings)).sound


def test_two_exports_into_one_file_leave_the_first(
    carried: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one ended while this one packed."""
    first = carried.read_bytes()
    with Analyzer.open(settings=settings) as library:
        for links in (True, False):
            with monkeypatch.context() as patched:
                patched.setattr(Path, "exists", lambda _: False)
                if not links:
                    patched.setattr(Path, "hardlink_to", refuse_links)
                with pytest.raises(BadRequestError, match="there already"):
                    library.export(carried)
            assert carried.read_bytes() == first
        monkeypatch.setattr(Path, "hardlink_to", refuse_links)
        library.export(carried.with_name("no-links.zip"))
    assert [path.name for path in carried.parent.glob("*.part")] == []
    assert read_list(carried.with_name("no-links.zip")) == read_list(carried)


def refuse_links(*_: object) -> None:
    raise OSError(1, "Operation not permitted")


def test_a_document_that_comes_in_during_an_export_is_whole_or_left_out(
    papers: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "library.zip"
    with Analyzer.open(settings=settings) as library:
        library.ingest(papers / "agreement.txt")
        write_copy = type(library.catalog).write_copy

        def read_another_first(catalog: Catalog, path: Path) -> None:
            library.ingest(papers / "proposal.txt")
            write_copy(catalog, path)

        monkeypatch.setattr(type(library.catalog), "write_copy", read_another_first)
        exported = library.export(file)
    with Analyzer.open(settings=other(settings)) as theirs:
        assert len(theirs.import_(file).added) == len(exported.added) == 2
