"""Reports of papers full of payloads: nothing that a table program computes, nothing that leads or
fetches elsewhere, nothing that a browser runs; every file is whole."""

from __future__ import annotations

import html.parser
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from analyzer.pipeline import Analyzer
from analyzer.results import Compared
from benchmarks.payloads import formulas, payloads

pytestmark = pytest.mark.slow
ADDRESS = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Compared:
    """Two papers with a payload in every heading and sentence, and control signs."""
    folder = tmp_path_factory.mktemp("payloads")
    words = [re.sub(r"\s+", " ", each) for each in (*payloads(ADDRESS), *formulas(ADDRESS))]
    for name, change in (("old", "written"), ("new", "oral")):
        lines = ["HARBOUR AGREEMENT OF 2031", ""]
        for number, word in enumerate(words, start=1):
            duty = f"Producer shall obtain the Performer's {change} consent {word}\x0b\x1b before"
            pay = f"it makes a digital replica, and shall pay {number} dollars."
            lines += [f"ARTICLE {number}. {word}\n", f"1. {word} {duty} {pay}\n"]
        (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    with Analyzer.from_texts({}) as library:
        return library.compare(folder / "old.txt", folder / "new.txt")


def parts(path: Path) -> dict[str, str]:
    """The XML parts of an office file, each parsed once."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        found = {n: archive.read(n) for n in archive.namelist() if n.endswith((".xml", ".rels"))}
    for data in found.values():
        ElementTree.fromstring(data)
    return {name: data.decode("utf-8") for name, data in found.items()}


@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_office_files_compute_and_fetch_nothing(
    compared: Compared, tmp_path: Path, ending: str
) -> None:
    told = parts(compared.save(tmp_path / f"report{ending}"))
    assert any("fired(" in text for text in told.values())
    for name, text in told.items():
        assert "<f>" not in text and "<f " not in text, name
        assert "hyperlink" not in text.lower() or "hyperlinks>" not in text, name
        assert 'TargetMode="External"' not in text, name
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text), name


class _Seen(html.parser.HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_a_page_runs_and_fetches_nothing(compared: Compared) -> None:
    text = compared.report("html")
    assert "fired(" in text
    seen = _Seen()
    seen.feed(text)
    for tag, attributes in seen.tags:
        assert tag not in ("script", "iframe", "object", "embed", "base", "form", "img", "svg"), tag
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            if name in ("href", "src"):
                assert (value or "").startswith("#"), (tag, value)


def test_markdown_shows_payloads_as_words(compared: Compared) -> None:
    text = compared.report("markdown")
    assert "fired(" in text
    assert not re.search(r"(?<!\\)!\[b\](?<!\\)\(", text)
    assert not re.search(r"(?<!\\)<(?:script|img|svg|iframe)", text)


def test_the_word_file_opens_in_a_second_library(compared: Compared, tmp_path: Path) -> None:
    import docx
    from docx_revisions import RevisionDocument

    path = compared.save(tmp_path / "report.docx")
    assert docx.Document(str(path)).paragraphs
    assert RevisionDocument(io.BytesIO(path.read_bytes())) is not None
