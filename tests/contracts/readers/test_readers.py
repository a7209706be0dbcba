"""Both PDF readers give the same words, boxes, marks and lines; text gives pages by form feeds."""

import os
from collections import Counter
from pathlib import Path

import pytest

from analyzer.engines import load
from analyzer.records import MarkKind, Pages, RawPage
from tests.printed import Sheet, make_pdf, read_pdf, read_raw

CORPUS = sorted((Path(__file__).parents[3] / "corpus").glob("*.pdf"))
REAL = os.environ.get("ANALYZER_REAL_DATA")


def folded(raw: RawPage) -> Counter[str]:
    """Words that stand upright; bullets and leaders, which readers draw otherwise, left out."""
    return Counter(
        word.text.rstrip(".")
        for word in raw.words
        if not word.style.angle and any(map(str.isalnum, word.text))
    )


def agreement(ours: Counter[str], theirs: Counter[str]) -> float:
    common = 2 * (ours & theirs).total()
    return common / max(1, ours.total() + theirs.total())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_the_readers_agree_on_the_sample_corpus(path: Path) -> None:
    data = path.read_bytes()
    ours = Counter[str]()
    theirs = Counter[str]()
    with (
        load("reader", "pdfium")().open(data, path="a") as one,
        load("reader", "pdfplumber")().open(data, path="a") as other,
    ):
        assert one.page_count == other.page_count
        assert one.title == other.title
        for number in range(1, one.page_count + 1):
            ours += folded(one.page(number))
            theirs += folded(other.page(number))
    assert ours.total() > 500
    assert agreement(ours, theirs) >= 0.999


def marks(pages: Pages) -> dict[MarkKind, Counter[str]]:
    found = {kind: Counter[str]() for kind in MarkKind}
    for line in pages.lines():
        for word in line.words:
            if word.mark:
                found[word.mark][word.text] += 1
    return found


def test_the_readers_agree_on_marks_lines_and_labels() -> None:
    data = next(path for path in CORPUS if path.stem.startswith("memorandum")).read_bytes()
    one, other = read_pdf(data), read_pdf(data, reader="pdfplumber")
    assert one.redline
    assert other.redline
    assert marks(one)[MarkKind.DELETED].total() > 50
    assert marks(one) == marks(other)
    assert [page.label for page in one.pages] == [page.label for page in other.pages]
    for ours, theirs in zip(one.lines(), other.lines(), strict=True):
        assert ours.text == theirs.text
        assert ours.top == pytest.approx(theirs.top, abs=0.6)
        assert ours.x0 == pytest.approx(theirs.x0, abs=1.3)


@pytest.mark.skipif(not REAL, reason="needs real documents: set ANALYZER_REAL_DATA")
@pytest.mark.slow
def test_the_readers_agree_on_sampled_pages_of_real_agreements() -> None:
    paths = sorted(Path(str(REAL)).glob("guild/*.pdf")) + sorted(Path(str(REAL)).glob("nba/*.pdf"))
    assert paths
    for path in paths:
        data = path.read_bytes()
        ours = Counter[str]()
        theirs = Counter[str]()
        with (
            load("reader", "pdfium")().open(data, path="a") as one,
            load("reader", "pdfplumber")().open(data, path="a") as other,
        ):
            for number in range(5, one.page_count + 1, max(7, one.page_count // 8)):
                ours += folded(one.page(number))
                theirs += folded(other.page(number))
        assert agreement(ours, theirs) >= 0.998, path.name


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_words_stand_on_their_baseline(reader: str) -> None:
    raw = read_raw(make_pdf([lambda sheet: sheet.write(72, 100, "Set on one line")]), reader=reader)
    assert [word.text for word in raw.words] == ["Set", "on", "one", "line"]
    assert {(round(word.top), round(word.bottom)) for word in raw.words} == {(91, 103)}
    assert raw.words[0].x0 == pytest.approx(72, abs=0.7)
    assert raw.words[0].style.size == 12


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_bold_italic_and_rules(reader: str) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 100, "Bold", font="Times-Bold")
        sheet.write(72, 130, "Slanted", font="Times-Italic")
        sheet.rule(72, 200, 300)
        sheet.upright(90, 220, 260)

    raw = read_raw(make_pdf([draw]), reader=reader)
    bold, slanted = raw.words
    assert (bold.style.bold, bold.style.italic) == (True, False)
    assert (slanted.style.bold, slanted.style.italic) == (False, True)
    level = [rule for rule in raw.rules if rule.is_horizontal]
    assert (level[0].x0, level[0].x1) == pytest.approx((72, 300), abs=0.6)
    assert level[0].top == pytest.approx(200, abs=0.6)
    assert any(not rule.is_horizontal for rule in raw.rules)


@pytest.mark.parametrize("turns", [0, 90, 180, 270])
@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_a_turned_page_is_read_as_it_is_seen(reader: str, turns: int) -> None:
    def draw(sheet: Sheet) -> None:
        canvas = sheet.canvas
        canvas.setPageRotation(turns)  # the paper is laid on its side: 792 × 612 before turning
        match turns:
            case 90:
                canvas.translate(792, 0)
            case 180:
                canvas.translate(612, 792)
            case 270:
                canvas.translate(0, 612)
        canvas.rotate(turns)
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(72, 792 - 100, "Read me level")

    raw = read_raw(make_pdf([draw]), reader=reader)
    assert (raw.width, raw.height) == (612, 792)
    assert [word.text for word in raw.words] == ["Read", "me", "level"]
    first = raw.words[0]
    assert first.style.angle == 0
    assert (first.x0, first.bottom) == pytest.approx((72, 100 + 0.22 * 12), abs=0.7)


def test_the_crop_box_moves_the_origin() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.canvas.setCropBox((50, 92, 562, 742))
        sheet.write(72, 100, "Cropped")

    raw = read_raw(make_pdf([draw]))
    assert (raw.width, raw.height) == (512, 650)
    assert raw.words[0].x0 == pytest.approx(22, abs=0.7)
    assert raw.words[0].bottom == pytest.approx(50 + 0.22 * 12, abs=0.7)


def test_a_hyphen_at_a_line_end_stays_one() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.write(72, 100, "nothing that the motion pic-")
        sheet.write(72, 114, "ture needs")

    raw = read_raw(make_pdf([draw]))
    assert [word.text for word in raw.words][-3:] == ["pic-", "ture", "needs"]


def test_dotted_leaders_stand_apart_from_words() -> None:
    raw = read_raw(make_pdf([lambda sheet: sheet.write(72, 100, "Scope......7")]))
    assert [word.text for word in raw.words] == ["Scope", "......", "7"]


def test_bookmarks_carry_level_and_page() -> None:
    def first(sheet: Sheet) -> None:
        sheet.canvas.bookmarkPage("one")
        sheet.canvas.addOutlineEntry("Article I", "one", 0)
        sheet.canvas.bookmarkPage("section")
        sheet.canvas.addOutlineEntry("Section 1", "section", 1)
        sheet.body()

    def second(sheet: Sheet) -> None:
        sheet.canvas.bookmarkPage("two")
        sheet.canvas.addOutlineEntry("Article II", "two", 0)
        sheet.body()

    pages = read_pdf(make_pdf([first, second], title="Harbor Agreement"))
    entries = [(mark.title, mark.level, mark.page) for mark in pages.bookmarks]
    assert entries == [("Article I", 0, 1), ("Section 1", 1, 1), ("Article II", 0, 2)]
    assert pages.title == "Harbor Agreement"


def test_text_has_pages_by_form_feeds_and_a_grid_of_characters() -> None:
    text = "ARTICLE I\n  1. Scope of the work\n\fARTICLE II\n\f\n"
    with load("reader", "text")().open(text.encode(), path="a.txt") as file:
        assert file.page_count == 2
        page = file.page(1)
    assert not page.drawn
    assert page.height == 24
    assert [word.text for word in page.words] == [
        "ARTICLE",
        "I",
        "1.",
        "Scope",
        "of",
        "the",
        "work",
    ]
    number = page.words[2]
    assert (number.x0, number.top, number.x1, number.bottom) == (12, 12, 24, 24)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_usual_encodings(encoding: str) -> None:
    with load("reader", "text")().open("“Scan” – ½ day".encode(encoding), path="a") as file:
        assert [word.text for word in file.page(1).words] == ["“Scan”", "–", "½", "day"]


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_small_capitals_are_one_word_with_their_large_one(reader: str) -> None:
    def draw(sheet: Sheet) -> None:
        x = sheet.write(72, 100, "L", size=16)
        x = sheet.write(x, 100, "ANTERN", size=12)
        x = sheet.write(x + 5, 100, "G", size=16)
        sheet.write(x, 100, "UILD", size=12)
        sheet.write(72, 113, "Article 1 follows below.", size=8)

    words = read_raw(make_pdf([draw]), reader=reader).words
    assert [word.text for word in words][:2] == ["LANTERN", "GUILD"]
    assert len(words) == 6
