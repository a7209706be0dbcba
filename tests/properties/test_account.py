"""The account of words: whatever is printed, each word is in one line or set aside."""

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.documents import open_source, reader_name
from analyzer.engines import load
from analyzer.pages import read_pages
from analyzer.pages.marks import mark_words
from analyzer.records import Line, RawPage, Rule, TypeStyle, Word
from tests.printed import account_is_balanced

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.pdf"))
REAL = os.environ.get("ANALYZER_REAL_DATA")
REAL_FILES = sorted(Path(REAL).glob("[gno]*/*.[pt]*")) if REAL else []

TOKENS = (
    "the",
    "Producer",
    "(a)",
    "$1,250",
    "-3-",
    "12",
    "XIV.",
    "Guild",
    "....",
    "•",
    "DRAFT",
    "ii",
)
STYLES = tuple(TypeStyle("Times", size) for size in (7.0, 9.0, 12.0, 12.0, 12.0, 80.0))
WORDS = st.builds(
    lambda text, style, x, row, angle: Word(
        text,
        x,
        row * 14.0,
        x + 6.0 * len(text),
        row * 14.0 + style.size,
        TypeStyle("Times", style.size, angle=45.0) if angle else style,
    ),
    st.sampled_from(TOKENS),
    st.sampled_from(STYLES),
    st.floats(20, 560),
    st.integers(1, 54),
    st.sampled_from((False,) * 9 + (True,)),
)
RULES = st.builds(
    lambda x, y, length, tall: (
        Rule(x, y, x, y + length) if tall else Rule(x, y, x + length, y + 0.6)
    ),
    st.floats(20, 500),
    st.floats(10, 780),
    st.floats(2, 300),
    st.booleans(),
)
RAW_PAGES = st.builds(
    lambda words, rules, drawn: RawPage(1, 612, 792, tuple(words), tuple(rules), drawn=drawn),
    st.lists(WORDS, max_size=120),
    st.lists(RULES, max_size=30),
    st.booleans(),
)


class Printed:
    """A reader of pages that were made up."""

    name = "printed"
    title = None

    def __init__(self, pages: list[RawPage]) -> None:
        self._pages = pages

    def open(self, data: bytes, *, path: str, password: str | None = None) -> "Printed":
        return self

    @property
    def page_count(self) -> int:
        return len(self._pages)

    def bookmarks(self) -> tuple[()]:
        return ()

    def page(self, number: int, *, most: int | None = None) -> RawPage:
        del most
        return self._pages[number - 1]

    def __enter__(self) -> "Printed":
        return self

    def __exit__(self, *_: object) -> None:
        return None


def in_order(line: Line) -> bool:
    lefts = [word.x0 for word in line.words]
    return lefts == sorted(lefts)


@settings(max_examples=60, deadline=None)
@given(st.lists(RAW_PAGES, min_size=1, max_size=6))
def test_no_word_of_made_up_pages_is_lost(raws: list[RawPage]) -> None:
    source = open_source(Path(__file__))
    if not any(raw.words for raw in raws):
        return
    pages = read_pages(source, Printed(raws))
    assert account_is_balanced(pages)
    printed = Counter(word.text for raw in raws for word in raw.words)
    kept = Counter(word.text for line in pages.lines() for word in line.words)
    for item in pages.set_aside:
        kept.update(item.text.split())
    assert kept == printed
    assert all(in_order(line) for line in pages.lines())


@settings(max_examples=60, deadline=None)
@given(RAW_PAGES)
def test_cutting_words_keeps_every_letter(raw: RawPage) -> None:
    characters = {
        at: tuple(
            Word(letter, word.x0 + 6 * i, word.top, word.x0 + 6 * i + 6, word.bottom, word.style)
            for i, letter in enumerate(word.text)
        )
        for at, word in enumerate(raw.words)
    }
    cut = RawPage(1, 612, 792, raw.words, raw.rules, characters=characters)
    assert "".join(word.text for word in mark_words(cut)) == "".join(w.text for w in raw.words)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_the_account_of_the_sample_corpus_is_balanced(path: Path, reader: str) -> None:
    pages = read_pages(open_source(path), load("reader", reader)())
    assert pages.word_count > 500
    assert account_is_balanced(pages)


@pytest.mark.skipif(not REAL, reason="needs real documents: set ANALYZER_REAL_DATA")
@pytest.mark.slow
@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.name[:40])
def test_the_account_of_real_documents_is_balanced(path: Path) -> None:
    source = open_source(path)
    pages = read_pages(source, load("reader", reader_name(source, "pdfium"))())
    assert pages.word_count > 1_000
    assert account_is_balanced(pages)
    assert all(in_order(line) for line in pages.lines())
