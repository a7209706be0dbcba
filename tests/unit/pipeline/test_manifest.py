"""Which files are meant, and what a manifest says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import ManifestError
from analyzer.pipeline.files import find_files, find_passed_over, lay_over
from analyzer.pipeline.manifest import read_manifest
from analyzer.records import DocumentKind, Hints, Status

OFFER = """
sample = true
[[document]]
path = "offer.pdf"
id = "proposal-2026"
kind = "proposal"
status = "proposed"
effective = 2026-07-01
expires = "2029-06-30"
"""


def manifest_of(folder: Path, text: str) -> Path:
    path = folder / "manifest.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_entry_becomes_a_named_file(tmp_path: Path) -> None:
    (file,) = read_manifest(manifest_of(tmp_path, OFFER))
    assert file.path == tmp_path / "offer.pdf"
    assert file.hints == Hints(
        id="proposal-2026",
        kind=DocumentKind.PROPOSAL,
        status=Status.PROPOSED,
        effective="2026-07-01",
        expires="2029-06-30",
        sample=True,
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[[document]]\npath = "a.pdf"\nkind = "novel"', "document 1: kind"),
        ('[[document]]\npath = "a.pdf"\ncolour = "red"', "document 1: colour"),
        ('[[document]]\npath = "a.pdf"\n[[document]]\nid = "b"', "document 2: path"),
        ('[[document]]\npath = "a.pdf"\neffective = "1 July"', "document 1: effective"),
        ('[[document]]\npath = "a.pdf"\nid = "two words"', "document 1: id"),
        ('[[document]]\npath = "../a.pdf"', "outside"),
        ('[[document]]\npath = "a"\nid = "x"\n[[document]]\npath = "b"\nid = "x"', "x names two"),
        ('[documents]\npath = "a.pdf"', "documents"),
        ("[[document]\n", "cannot be read"),
    ],
)
def test_mistake_names_file_entry_and_key(tmp_path: Path, text: str, named: str) -> None:
    path = manifest_of(tmp_path, text)
    with pytest.raises(ManifestError) as caught:
        read_manifest(path)
    assert str(path) in str(caught.value)
    assert named in str(caught.value)
    assert caught.value.do


def test_folder_with_manifest_gives_its_entries_then_its_other_documents(tmp_path: Path) -> None:
    manifest_of(tmp_path, OFFER)
    below = tmp_path / "sources"
    below.mkdir()
    for name in ("offer.pdf", "another.PDF", "notes.md", ".hidden.pdf", "sources/draft.txt"):
        (tmp_path / name).write_bytes(b"x")
    found = list(find_files([tmp_path]))
    assert [file.path.name for file in found] == ["offer.pdf", "another.PDF"]
    assert find_passed_over([tmp_path]) == (tmp_path / "notes.md",)
    assert found[0].hints is not None
    assert found[1].hints is None


def test_folder_without_manifest_gives_what_is_below_too(tmp_path: Path) -> None:
    for name in ("b.pdf", "a/c.txt", ".git/d.txt", "e.docx", "f.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = [file.path.relative_to(tmp_path).as_posix() for file in find_files([tmp_path])]
    assert found == ["a/c.txt", "b.pdf", "e.docx"]
    assert find_passed_over([tmp_path, tmp_path / "f.py"]) == (tmp_path / "f.py",)
    assert find_passed_over([tmp_path / "f.py", tmp_path / "gone"]) == ()


def test_file_named_twice_comes_once_and_missing_one_stays(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    paths = [tmp_path / "a.txt", tmp_path, tmp_path / "gone.pdf"]
    assert [file.path.name for file in find_files(paths)] == ["a.txt", "gone.pdf"]


def test_later_hints_overrule_field_by_field() -> None:
    said = Hints(kind=DocumentKind.AGREEMENT, title="Old", sample=True)
    assert lay_over(said, Hints(title="New")) == Hints(
        kind=DocumentKind.AGREEMENT, title="New", sample=True
    )
    assert lay_over(None, said) is said
    assert lay_over(said, None) is said
