"""The Word file in LibreOffice: it opens, and shows the same insertions, deletions and comments.

LibreOffice writes what it has read as one flat file; that is read here, character by character.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

import pytest

from analyzer.comparison import read_own_marks
from analyzer.records import Findings
from analyzer.results import Compared
from tests.clause_trees import make_document
from tests.marked_clauses import make_clause
from tests.seeded_edits import compare_edits, edit_agreement

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice (soffice) is not installed: nothing opens the Word file"
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
NONE = Findings((), ())
#: what parts two paragraphs
END = "\n"

#: 'insertion', 'deletion' or '' with the text that is so
Run = tuple[str, str]


def joined(parts: Iterator[Run]) -> list[Run]:
    """Neighbours that are alike in one; the end of the last paragraph is left out."""
    said = [part for part in parts if part[1]]
    whole = [(op, "".join(text for _, text in run)) for op, run in groupby(said, lambda p: p[0])]
    op, text = whole[-1]
    return [*whole[:-1], (op, text.removesuffix(END))]


def in_word(data: bytes) -> Iterator[Run]:
    body = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    ops = {f"{W}ins": "insertion", f"{W}del": "deletion"}
    for paragraph in body.iter(f"{W}p"):
        for element in paragraph:
            for part in element.iter() if element.tag != f"{W}pPr" else ():
                if part.tag in (f"{W}t", f"{W}delText"):
                    yield ops.get(element.tag, ""), part.text or ""
        end = next(
            (op for tag, op in ops.items() if paragraph.find(f"{W}pPr/{W}rPr/{tag}") is not None),
            "",
        )
        yield end, END


class Flat:
    """A flat OpenDocument text, read piece by piece."""

    def __init__(self, data: bytes) -> None:
        self.root = ElementTree.fromstring(data)
        self.kinds = {
            region.get(f"{TEXT}id"): region[0].tag.removeprefix(TEXT)
            for region in self.root.iter(f"{TEXT}changed-region")
        }
        self.open: list[str | None] = []

    def runs(self) -> Iterator[Run]:
        body = self.root.find(f"{OFFICE}body/{OFFICE}text")
        assert body is not None
        for paragraph in body:
            if paragraph.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._within(paragraph)
                yield self._op, END

    def comments(self) -> list[list[str]]:
        return [
            ["".join(line.itertext()) for line in note.iter(f"{TEXT}p")]
            for note in self.root.iter(f"{OFFICE}annotation")
        ]

    @property
    def _op(self) -> str:
        return self.kinds[self.open[-1]] if self.open else ""

    def _within(self, element: ElementTree.Element) -> Iterator[Run]:
        yield self._op, element.text or ""
        for part in element:
            if part.tag == f"{TEXT}change-start":
                self.open.append(part.get(f"{TEXT}change-id"))
            elif part.tag == f"{TEXT}change-end":
                self.open.remove(part.get(f"{TEXT}change-id"))
            elif part.tag == f"{TEXT}s":
                yield self._op, " " * int(part.get(f"{TEXT}c", "1"))
            elif part.tag != f"{OFFICE}annotation":
                yield from self._within(part)
            yield self._op, part.tail or ""


def open_in_libreoffice(data: bytes, folder: Path) -> Flat:
    (folder / "changes.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = [str(SOFFICE), "--headless", profile, "--convert-to", "fodt", "--outdir", str(folder)]
    run = subprocess.run(
        [*words, str(folder / "changes.docx")], capture_output=True, timeout=180, check=False
    )
    made = folder / "changes.fodt"
    assert made.exists(), run.stderr.decode()
    return Flat(made.read_bytes())


def comments_in_word(data: bytes) -> list[list[str]]:
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/comments.xml"))
    return [
        ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in note.iter(f"{W}p")]
        for note in root.iter(f"{W}comment")
    ]


def check(data: bytes, folder: Path) -> list[Run]:
    flat = open_in_libreoffice(data, folder)
    expected = joined(in_word(data))
    assert joined(flat.runs()) == expected
    assert flat.comments() == comments_in_word(data)
    return expected


def test_libreoffice_shows_the_same_changes_and_comments(tmp_path: Path) -> None:
    edited = edit_agreement(2, articles=12, each=3)
    compared = compare_edits(edited)
    data = Compared(compared).to_docx()
    shown = check(data, tmp_path)
    assert {op for op, _ in shown} == {"", "insertion", "deletion"}
    assert len(comments_in_word(data)) > 5


def test_libreoffice_shows_a_documents_own_marks(tmp_path: Path) -> None:
    clauses = [
        make_clause("Pay is {-ten-} {+twelve+} dollars.", order=0),
        make_clause("{+Nobody is scanned.+}", order=1),
        make_clause("{-Anybody is scanned.-}", order=2),
        make_clause("Meals stay.", order=3),
    ]
    marked = read_own_marks(make_document("proposal"), clauses, findings=NONE)
    check(Compared(marked).to_docx(), tmp_path)
