"""For any page: every word in exactly one clause, ids once, parents before children."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.records import DocumentKind, LineRole
from tests.typed_pages import split, type_pages

STARTS = [
    "(a)",
    "(b)",
    "(i)",
    "(ii)",
    "(1)",
    "(2)",
    "1.",
    "2.",
    "A.",
    "B.",
    "i.",
    "a)",
    "“(a)",
    "“1.",
    "ARTICLE I",
    "ARTICLE II",
    "Section 1.",
    "Section 2.",
    "EXHIBIT A",
    "[XX]",
    "3.01",
    "(a)(1)",
    "(b) (2)",
    "* * *",
    "•",
    "“",
    "",
    "",
    "",
    "By: ____",
    "Re:",
    "Dear Ada:",
    "Add a new Section",
]
WORDS = [
    "the",
    "van",
    "Producer",
    "pays",
    "and",
    "Section",
    "rest.",
    "days,",
    "co-",
    "“call”",
    "{-six-}",
    "{+seven+}",
    "^1",
    "(2)",
    "Inc.",
    "agreement:",
    "end.”",
]
line = st.builds(
    lambda tag, indent, start, words: f"{tag}{' ' * indent}{start} {' '.join(words)}",
    st.sampled_from(["", "", "", "", "@table ", "@toc ", "@note "]),
    st.sampled_from([0, 0, 3, 6, 12, 24]),
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(WORDS), max_size=9),
)
sheet = st.lists(st.one_of(line, st.just("")), max_size=24).map("\n".join)


@settings(max_examples=120, deadline=None)
@given(
    text=st.lists(sheet, min_size=1, max_size=3).map("\f".join),
    kind=st.sampled_from([DocumentKind.AGREEMENT, DocumentKind.MEMORANDUM]),
)
def test_every_word_is_in_one_clause(text: str, kind: DocumentKind) -> None:
    pages = type_pages(text)
    reading = split(text, kind)
    assert reading.account.words == pages.word_count == reading.account.in_clauses
    ids = [clause.id for clause in reading.clauses]
    assert len(set(ids)) == len(ids)
    assert [clause.order for clause in reading.clauses] == list(range(len(ids)))
    for clause in reading.clauses:
        assert clause.parent is None or clause.parent in ids
        assert 0.0 <= clause.confidence <= 1.0
        last = 0
        for start, end, *_ in clause.offsets.ROW.iter_unpack(clause.offsets.data):
            assert last <= start < end <= len(clause.text)
            last = end
        for mark in clause.marks:
            assert clause.marked_text is not None
            assert clause.marked_text[mark.start : mark.end].strip()


@settings(max_examples=60, deadline=None)
@given(text=sheet)
def test_the_words_of_the_page_are_the_words_of_the_clauses(text: str) -> None:
    printed = [
        word.text
        for line in type_pages(text).lines()
        if line.role is not LineRole.TOC
        for word in line.words
    ]
    reading = split(text)
    said = " ".join(
        f"{clause.label or ''} {clause.heading or ''} {clause.text} {clause.marked_text or ''}"
        for clause in reading.clauses
    )
    letters = {letter for letter in said if letter.isalnum()}
    assert {letter for word in printed for letter in word if letter.isalnum()} <= letters
