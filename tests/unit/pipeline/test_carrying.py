"""A library in one file: everything comes along, and a file that is not whole changes nothing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from analyzer.errors import BadRequestError
from analyzer.pipeline import Analyzer
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


def test_a_catalog_with_a_foreign_part_is_refused(
    carried: Path, settings: Settings, tmp_path: Path
) -> None:
    import hashlib
    import sqlite3

    with zipfile.ZipFile(carried) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    place = tmp_path / "foreign.sqlite"
    place.write_bytes(parts["catalog.sqlite"])
    sql = sqlite3.connect(place)
    sql.execute("CREATE TRIGGER surprise AFTER INSERT ON meta BEGIN DELETE FROM documents; END")
    sql.commit()
    sql.close()
    parts["catalog.sqlite"] = place.read_bytes()
    said = json.loads(parts["library.json"])
    said["sha256"]["catalog.sqlite"] = hashlib.sha256(parts["catalog.sqlite"]).hexdigest()
    parts["library.json"] = json.dumps(said).encode()
    foreign = tmp_path / "foreign.zip"
    with zipfile.ZipFile(foreign, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with Analyzer.open(settings=other(settings)) as theirs:
        with pytest.raises(BadRequestError, match="another make"):
            theirs.import_(foreign)
        assert len(theirs.documents()) == 0


def test_what_is_no_zip_is_refused(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "notes.zip"
    file.write_text("no zip", encoding="utf-8")
    with (
        Analyzer.open(settings=settings) as library,
        pytest.raises(BadRequestError, match="no whole zip"),
    ):
        library.import_(file)
