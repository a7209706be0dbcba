"""A print against its base, word by word."""

from __future__ import annotations

import re

import pytest

from analyzer.comparison.audit_words import audit_words
from analyzer.records import AuditVerdict, WordOperation, WordPiece

KINDS = {"-": WordOperation.DELETE, "+": WordOperation.INSERT}
# "{-struck-}", "{+underlined+}"
MARKED = re.compile(r"(\{([-+]).*?\2\})")
MARKED_TRUE, UNMARKED = AuditVerdict.MARKED, AuditVerdict.UNMARKED
MISQUOTED = AuditVerdict.MISQUOTED


def pieces_of(printed: str) -> list[WordPiece]:
    """Pieces of '(a) Pay {-two-} {+three+} dollars.'; a struck word takes the space behind it."""
    pieces: list[WordPiece] = []
    for part in re.split(r"(\{[-+].*?[-+]\} ?)", printed):
        mark = re.match(r"\{([-+])(.*?)[-+]\}( ?)$", part)
        if mark:
            pieces.append(WordPiece(KINDS[mark[1]], mark[2] + mark[3]))
        elif part:
            pieces.append(WordPiece(WordOperation.EQUAL, part))
    return pieces


def told(base: str, printed: str) -> list[tuple[AuditVerdict, str, str]]:
    found = audit_words(base, pieces_of(printed))
    return [(one.verdict, one.base_words, one.printed_words) for one in found]


BASE = "The rider comes within ten (10) days after the first call."


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (BASE, []),
        (
            "The rider comes within {-ten (10)-} {+twenty (20)+} days after the first call.",
            [(MARKED_TRUE, "ten (10)", "twenty (20)")],
        ),
        (
            "The rider comes within twenty (20) days after the first call.",
            [(UNMARKED, "ten (10)", "twenty (20)")],
        ),
        (
            "The rider comes within {-six (6)-} {+twenty (20)+} days after the first call.",
            [(MISQUOTED, "ten (10)", "six (6)")],
        ),
        (
            "The rider {-comes-} {+goes+} within ten (10) days after the call.",
            [(MARKED_TRUE, "comes", "goes"), (UNMARKED, "first", "")],
        ),
        (
            "The rider comes {-in full -}within ten (10) days after the first call.",
            [(MISQUOTED, "", "in full")],
        ),
        (
            "The rider {+comes +}within ten (10) days after the first call.",
            [(MISQUOTED, "comes", "comes")],
        ),
        (
            "The rider comes within ten (10) working days after the first call.",
            [(UNMARKED, "", "working")],
        ),
        (f"{{-{BASE}-}}", [(MARKED_TRUE, BASE, "")]),
        (f"{BASE} {{+It is free.+}}", [(MARKED_TRUE, "", "It is free.")]),
    ],
)
def test_each_verdict(printed: str, expected: list[tuple[AuditVerdict, str, str]]) -> None:
    assert told(BASE, printed) == expected


@pytest.mark.parametrize(
    ("base", "printed"),
    [
        ("the “Picture” of a co-operative", 'the "Picture" of a cooperative'),
        ("Pay is due.5 It bears interest.", "Pay is due.12 It bears interest."),
        ("Pay is due on Monday.", "“Pay is due on Monday.”"),
        ("forty-eight hours", "forty- eight hours"),
    ],
)
def test_setting_and_note_numbers_are_no_difference(base: str, printed: str) -> None:
    assert told(base, printed) == []


def test_capitals_are_setting_in_headings_only() -> None:
    pieces = [WordPiece(WordOperation.EQUAL, "REST PERIODS")]
    assert audit_words("Rest Periods", pieces, any_case=True) == []
    assert len(audit_words("Rest Periods", pieces)) == 1


def test_places_are_on_the_text_as_it_now_reads() -> None:
    printed = "Pay {-two-} {+three+} dollars at the end of the month."
    base = "Pay two dollars at the end of the week."
    now = "".join(p.text for p in pieces_of(printed) if p.op is not WordOperation.DELETE)
    marked, unmarked = audit_words(base, pieces_of(printed))
    assert now[marked.start : marked.end].strip() == "three"
    assert now[unmarked.start : unmarked.end] == "month"
