"""The Word file: accepting all gives the new text, rejecting all the old, by two readers."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import docx
import pytest

from analyzer.comparison import read_own_marks
from analyzer.records import ClauseKind, Comparison, Findings
from analyzer.results import Compared
from benchmarks.redlines import settle, settle_by_library, sides_of, words_in
from tests.clause_trees import Twig, compare, make_document
from tests.marked_clauses import make_clause
from tests.seeded_edits import compare_edits, edit_agreement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NONE = Findings((), ())
WORDS = tuple(enumerate(("vans", "lamps", "tents", "meals", "wigs", "fares"), 1))


def check(comparison: Comparison) -> bytes:
    data = Compared(comparison).to_docx()
    old, new = sides_of(comparison)
    assert settle(data, "ins") == settle_by_library(data, "original") == old
    assert settle(data, "del") == settle_by_library(data, "accepted") == new
    return data


@pytest.mark.parametrize("seed", range(4))
def test_seeded_edits_are_accepted_and_rejected_exactly(seed: int) -> None:
    edited = edit_agreement(seed, articles=12, each=3)
    comparison = compare_edits(edited)
    data = check(comparison)
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert "<w:ins " in body and "<w:del " in body


def test_labels_headings_and_words_are_tracked_apart() -> None:
    old = [
        Twig("a", "The Producer gives forty-eight hours of notice.", "1.", "Notice"),
        Twig("b", "Scans are kept by the Guild.", "2."),
        Twig("c", "A meal is served.", "3."),
    ]
    new = [
        Twig("c", "A meal is served.", "1."),
        Twig("a", "The Producer gives twenty-four hours of notice.", "2.", "Notice to the worker"),
    ]
    data = check(compare(old, new))
    body = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    struck = ["".join(words_in(element)) for element in body.iter(f"{W}del")]
    assert "forty-eight" in struck
    numbers = [e.get(f"{W}id") for tag in ("ins", "del") for e in body.iter(W + tag)]
    assert len(numbers) == len(set(numbers)) > 0


def test_own_marks_are_tracked_with_their_paragraphs() -> None:
    clauses = [
        make_clause("Pay is {-ten-} {+twelve+} dollars.", order=0),
        make_clause("{+Nobody is scanned.+}", order=1),
        make_clause("{-Anybody is scanned.-}", order=2),
        make_clause("Meals stay.", order=3),
    ]
    marked = read_own_marks(make_document("proposal"), clauses, findings=NONE)
    data = Compared(marked).to_docx()
    old = [text for c in clauses if (text := c.text if c.old_text is None else c.old_text)]
    assert settle(data, "ins") == settle_by_library(data, "original") == old
    assert (
        settle(data, "del")
        == settle_by_library(data, "accepted")
        == [clause.text for clause in clauses if clause.text]
    )


def test_it_says_that_it_is_our_setting_and_comes_out_the_same_twice() -> None:
    old = [Twig("a", "One day of pay for a scan.")]
    new = [Twig("a", "Two days of pay for a scan.")]
    first, second = Compared(compare(old, new)).to_docx(), Compared(compare(old, new)).to_docx()
    assert first == second
    head = docx.Document(io.BytesIO(first)).sections[0].first_page_header
    assert "not the parties' file" in " ".join(paragraph.text for paragraph in head.paragraphs)


def test_what_it_is_stands_in_full_on_the_first_page_and_on_a_line_of_every_other() -> None:
    data = check(compare([Twig("a", "One meal is served.")], [Twig("a", "Two meals are served.")]))
    section = docx.Document(io.BytesIO(data)).sections[0]
    assert section.different_first_page_header_footer
    first, other = (
        [paragraph.text for paragraph in head.paragraphs]
        for head in (section.first_page_header, section.header)
    )
    assert [line for line in first if "sha256" in line] == first[:2]
    assert len(other) == 1 and "sha256" not in other[0] and len(other[0]) < 150
    assert "Lantern Basic Agreement, old → Lantern Basic Agreement, new. Not the" in other[0]


def test_a_long_title_keeps_its_beginning_and_its_end_in_the_running_head() -> None:
    made = compare([Twig("a", "One meal is served.")], [Twig("a", "Two meals are served.")])
    long = f"Memorandum of the Lantern Performers {'and others ' * 9}of 2031"
    section = docx.Document(
        io.BytesIO(Compared(replace(made, new=replace(made.new, title=long))).to_docx())
    ).sections[0]
    (line,) = [paragraph.text for paragraph in section.header.paragraphs]
    assert "Memorandum of the Lantern" in line and "of 2031. Not" in line and len(line) < 150
    assert long in " ".join(each.text for each in section.first_page_header.paragraphs)


def test_a_table_of_contents_stands_behind_the_clauses_and_says_so() -> None:
    def listed(page: int) -> Twig:
        return Twig("i", f"CONTENTS Meals .......... {page}", kind=ClauseKind.TOC)

    meal = Twig("a", "A meal is served at noon.", "1.")
    more = Twig("b", "A hotel is paid by the Producer.", "2.")
    data = check(compare([listed(2), meal], [listed(3), meal, more]))
    for side in ("ins", "del"):
        *before, last = settle(data, side)
        assert last.startswith("CONTENTS") and before[0].startswith("1.")
    ((_, lines),) = [each for each in list_comments(data) if "CONTENTS" in each[0]]
    assert lines[0].startswith("Table of contents: no clause")
    head = docx.Document(io.BytesIO(data)).sections[0].first_page_header
    assert "Tables of contents stand at the end" in " ".join(p.text for p in head.paragraphs)


def test_words_of_a_document_become_nothing_butwords_in() -> None:
    hostile = '=cmd|"/c calc"!A1 \x00\x1b[31m {HYPERLINK "http://example.test"} <w:p/>'
    data = Compared(compare([Twig("a", "Fine.")], [Twig("a", hostile)])).to_docx()
    package = zipfile.ZipFile(io.BytesIO(data))
    body = package.read("word/document.xml").decode()
    assert "instrText" not in body and "w:hyperlink" not in body and "fldSimple" not in body
    assert "External" not in package.read("word/_rels/document.xml.rels").decode()
    assert "example.test" in " ".join(settle(data, "del"))


def list_comments(data: bytes) -> list[tuple[str, list[str]]]:
    """The words that each comment is set on, with its lines."""
    package = zipfile.ZipFile(io.BytesIO(data))
    notes = {
        note.get(f"{W}id"): ["".join(words_in(line)) for line in note.iter(f"{W}p")]
        for note in ElementTree.fromstring(package.read("word/comments.xml")).iter(f"{W}comment")
    }
    found = []
    for paragraph in ElementTree.fromstring(package.read("word/document.xml")).iter(f"{W}p"):
        start = paragraph.find(f"{W}commentRangeStart")
        if start is not None:
            number = start.get(f"{W}id")
            assert [e.get(f"{W}id") for e in paragraph.iter(f"{W}commentReference")] == [number]
            found.append(("".join(words_in(paragraph)), notes.pop(number)))
    assert not notes
    return found


def test_a_comment_says_what_a_change_means_whom_it_favours_and_where_it_stands() -> None:
    old = [
        Twig("a", "The Producer shall give notice to the Guild.", "1."),
        Twig("b", "Meals are served at noon.", "2."),
        Twig("c", "The Guild may inspect the set.", "3."),
    ]
    new = [
        Twig("a", "The Producer may give notice to the Guild.", "1."),
        Twig("b", "Meals are served at noon.", "2."),
    ]
    data = check(compare(old, new))
    found = list_comments(data)
    reworded = next(lines for words, lines in found if "give notice" in words)
    assert reworded[0] == "Reworded"
    assert any(
        "duty weakened" in line and "medium" in line and "favours the employer" in line
        for line in reworded
    )
    assert reworded[-2].startswith("Old: ") and ", page 1" in reworded[-2]
    assert reworded[-1].startswith("New: ") and ", page 1" in reworded[-1]
    assert not any("Meals" in words for words, _ in found)


def test_what_moved_is_never_taken_for_dropped() -> None:
    old = [Twig(str(at), f"Clause of {word} and its care.", f"{at}.") for at, word in WORDS]
    new = [old[4], *old[:4], *old[5:]]
    found = list_comments(check(compare(old, new)))
    moved = [lines for words, lines in found if "wigs" in words]
    assert len(moved) == 2
    assert all(lines[0].startswith("Moved") for lines in moved)


def test_a_comment_goes_with_the_paragraph_that_it_is_set_on() -> None:
    old = [Twig("a", "A meal is served."), Twig("b", "The Producer shall pay all fares.")]
    new = [Twig("a", "A meal is served."), Twig("c", "No scan is ever kept without consent.")]
    body = ElementTree.fromstring(
        zipfile.ZipFile(io.BytesIO(check(compare(old, new)))).read("word/document.xml")
    )
    inside = [
        [e for e in body.iter(W + tag) if e.find(f"{W}r/{W}commentReference") is not None]
        for tag in ("ins", "del")
    ]
    assert all(inside)
