"""The sample corpus: long, described, rebuilt to the byte, without filler or borrowed words."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from corpus.typeset import typeset
from corpus.typesetting.source import SourceError, read_source

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
IDS = (
    "agreement-2020",
    "memorandum-2023",
    "agreement-2023",
    "proposal-2026",
    "counterproposal-2026",
    "tentative-2026",
    "summary-2023",
    "press-guild-2023",
    "press-mpa-2023",
    "writers-2024",
    "crew-2024",
    "animation-2024",
    "games-2025",
    "newsroom-2025",
    "service-2022",
)
#: what succeeds another agreement of the same parties
SUCCESSORS = ("agreement-2023", "proposal-2026", "counterproposal-2026", "tentative-2026")
#: what somebody says to the press runs for no term
TERMLESS = "press_claim"
RUN = 8
#: two pages may share this part of the shorter one's runs
SHARE = 1 / 3
LEAST_PAGES = 120
MOST_BYTES = 300_000
LINKS = ("amends", "answers", "predecessor")
# "Producer's", "forty-eight" (two words), "1,020" (two)
WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")


def runs_of(text: str) -> set[str]:
    words = WORD.findall(text.lower())
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def pages_of(path: Path) -> list[str]:
    pages = []
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            textpage = page.get_textpage()
            # a hyphen that pdfium takes for the end of a line, as in 'per\ufffe\r\nformer'
            pages.append(re.sub(r"[\ufffe\x02]\s*", "", textpage.get_text_bounded()))
            textpage.close()
            page.close()
    return pages


@cache
def manifest() -> dict[str, dict[str, str]]:
    data = tomllib.loads((CORPUS / "manifest.toml").read_text(encoding="utf-8"))
    return {entry["id"]: entry for entry in data["document"]}


@cache
def pages_by_id() -> dict[str, list[str]]:
    return {name: pages_of(CORPUS / entry["path"]) for name, entry in manifest().items()}


def ancestors(name: str) -> set[str]:
    """Return a document and all that it amends, answers or succeeds."""
    found = {name}
    for link in LINKS:
        if link in manifest()[name]:
            found |= ancestors(manifest()[name][link])
    return found


def test_there_are_a_hundred_and_twenty_pages() -> None:
    assert sum(len(pages) for pages in pages_by_id().values()) >= LEAST_PAGES


@pytest.mark.parametrize("name", IDS)
def test_a_document_is_small_and_has_a_source_of_its_own(name: str) -> None:
    assert (CORPUS / "sources" / f"{name}.txt").is_file()
    assert (CORPUS / f"{name}.pdf").stat().st_size < MOST_BYTES


def test_the_manifest_names_every_pdf_and_nothing_else() -> None:
    assert set(manifest()) == set(IDS)
    named = {entry["path"] for entry in manifest().values()}
    assert named == {path.name for path in CORPUS.glob("*.pdf")}


@pytest.mark.parametrize("name", IDS)
def test_the_manifest_says_what_a_document_is(name: str) -> None:
    entry = manifest()[name]
    for key in ("name", "title", "kind", "status", "guild", "employer"):
        assert entry[key], key
    assert (entry["kind"] == TERMLESS) != ({"effective", "expires"} <= entry.keys())
    for link in LINKS:
        assert link not in entry or entry[link] in manifest()
    assert entry["kind"] not in ("proposal", "counterproposal") or entry["offered_by"]


def test_short_names_are_unambiguous() -> None:
    names = [entry["name"] for entry in manifest().values()]
    assert len(set(names) | set(manifest())) == 2 * len(IDS)


def test_rebuilding_gives_the_same_bytes(tmp_path: Path) -> None:
    made = typeset([], tmp_path)
    assert {path.stem for path, _ in made} == set(IDS)
    for path, pages in made:
        assert path.read_bytes() == (CORPUS / path.name).read_bytes(), path.name
        assert pages == len(pages_by_id()[path.stem])


#: the agreements with contents, the PDF page of their contents and the one that is numbered 1
CONTENTS = (
    ("agreement-2020", 2, 3),
    ("agreement-2023", 2, 3),
    ("writers-2024", 2, 1),
    ("games-2025", 2, 3),
    ("newsroom-2025", 2, 1),
    ("service-2022", 2, 1),
)


@pytest.mark.parametrize(("name", "contents", "first"), CONTENTS)
def test_the_contents_give_the_page_on_which_an_article_begins(
    name: str, contents: int, first: int
) -> None:
    pages = pages_by_id()[name]
    # 'XII. Safety and Hazardous Work . . . . . 9', '12. Credits. . . . . 7'
    entry = re.compile(r"^([IVX]+|\d+)\. (.+?) (?:\. ?)+ ?(\d+)\s*$", re.MULTILINE)
    entries = entry.findall(pages[contents - 1])
    assert len(entries) == len(re.findall(r"@article ", source_text(name)))
    for numeral, title, number in entries:
        page = pages[int(number) + first - 2]
        assert re.search(rf"ARTICLE {numeral}\s+{re.escape(title)}", page), (numeral, number)
        # '- 9 -', '-9-' or '9' at the foot, alone or after the number of the paper
        foot = re.compile(rf"(?:^| )(?:- ?)?{number}(?: ?-)?\s*$", re.MULTILINE)
        assert foot.search(page), (name, number)


def source_text(name: str) -> str:
    return (CORPUS / "sources" / f"{name}.txt").read_text(encoding="utf-8")


def pairs_that_must_differ() -> Iterator[tuple[str, set[str], str, set[str]]]:
    pages = [
        (name, f"{name} p. {number}", runs_of(text))
        for name, texts in pages_by_id().items()
        for number, text in enumerate(texts, start=1)
    ]
    for at, (name, where, runs) in enumerate(pages):
        for other, elsewhere, others in pages[at + 1 :]:
            if name == other or not ancestors(name) & ancestors(other):
                yield where, runs, elsewhere, others


def test_no_two_pages_say_the_same() -> None:
    same = [
        f"{where} and {elsewhere}"
        for where, runs, elsewhere, others in pairs_that_must_differ()
        if runs and others and len(runs & others) > SHARE * min(len(runs), len(others))
    ]
    assert same == []


def test_every_successor_is_tested() -> None:
    assert {name for name, entry in manifest().items() if "predecessor" in entry} == set(SUCCESSORS)


@pytest.mark.parametrize("later", SUCCESSORS)
def test_a_revision_revises(later: str) -> None:
    """What succeeds an agreement takes words from it, and not all of them."""
    before = runs_of(" ".join(pages_by_id()[manifest()[later]["predecessor"]]))
    after = runs_of(" ".join(pages_by_id()[later]))
    assert 0.1 < len(before & after) / len(after) < 0.95


def test_struck_and_inserted_words_are_drawn_as_thin_rectangles() -> None:
    height = {0.84: 0, 0.96: 0}
    # '144.2 512.7 31.4 .96 re f*' or '144.2 512.7 31.4 0.84 re f'
    drawn = re.compile(rb"[\d.]+ [\d.]+ [\d.]+ (0?\.\d+) re f")
    for found in drawn.findall((CORPUS / "memorandum-2023.pdf").read_bytes()):
        if float(found) in height:
            height[float(found)] += 1
    text = source_text("memorandum-2023")
    assert height[0.84] >= text.count("{+")
    assert height[0.96] >= text.count("{-")


def test_a_source_without_a_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bare.txt"
    path.write_text("@article I | Scope\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no header"):
        read_source(path)


def test_an_unknown_header_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text('+++\nid = "a"\ntitle = "A"\ncolour = "red"\n+++\n', encoding="utf-8")
    with pytest.raises(SourceError, match="colour"):
        read_source(path)


def real_texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".pdf" and path.parent.name in ("guild", "nba"):
            yield " ".join(pages_of(path))
        elif path.suffix == ".txt":
            yield path.read_text(encoding="utf-8", errors="replace")
        elif path.suffix == ".jsonl":
            lines = path.read_text(encoding="utf-8").splitlines()
            yield " ".join(str(json.loads(line).get("text", "")) for line in lines)


@pytest.mark.slow
def test_no_eight_words_in_a_row_stand_in_a_real_document() -> None:
    folder = os.environ.get("ANALYZER_REAL_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("ANALYZER_REAL_DATA names no folder of real documents")
    ours = set().union(*(runs_of(text) for pages in pages_by_id().values() for text in pages))
    borrowed: set[str] = set()
    read = 0
    for text in real_texts(Path(folder)):
        read += 1
        borrowed |= ours & runs_of(text)
    assert read > 0, f"{folder} holds no document that this test reads"
    # margin line numbers are no words: '1 2 3 4 5 6 7 8'
    assert sorted(run for run in borrowed if re.search(r"[a-z]", run)) == []


@pytest.mark.parametrize("name", IDS)
def test_only_the_codified_agreements_have_bookmarks(name: str) -> None:
    with pypdfium2.PdfDocument(CORPUS / f"{name}.pdf") as pdf:
        titles = [bookmark.get_title() for bookmark in pdf.get_toc()]
    articles = [title for title in titles if title.startswith("Article ")]
    codified = manifest()[name]["kind"] == "agreement"
    assert len(articles) == (source_text(name).count("\n@article ") if codified else 0)
    assert bool(titles) == codified
