"""A quote against a second reading of its page: same, other, or not checked."""

from __future__ import annotations

import pytest

from analyzer.confirming import SeenWord, confirm, fold, pages_of
from analyzer.records import Clause, ClauseId, ClauseKind, Confirmation, DocumentId, OffsetMap

YES, DIFFERS, UNCHECKED = Confirmation.YES, Confirmation.DIFFERS, Confirmation.NOT_CHECKED


def clause(text: str, *, source: str = "text") -> Clause:
    """Each word 50 points after the one before, ten words a line, on page 3."""
    rows, at = [], 0
    for number, word in enumerate(text.split(" ")):
        x, y = 50.0 * (number % 10), 100.0 + 20 * (number // 10)
        rows.append((at, at + len(word), 3, x, y, x + 40, y + 10))
        at += len(word) + 1
    return Clause(
        id=ClauseId("a#1"),
        document=DocumentId("a"),
        parent=None,
        order=0,
        kind=ClauseKind.CLAUSE,
        text=text,
        citation="1",
        source=source,
        offsets=OffsetMap.from_rows(rows),
    )


def seen(words: str, *, first: int = 0) -> dict[int, list[SeenWord]]:
    """The words where a clause of as many has them; 'System|System1': bare, then whole."""
    found = []
    for number, word in enumerate(words.split(" "), first):
        bare, _, whole = word.partition("|")
        x, y = 50.0 * (number % 10), 100.0 + 20 * (number // 10)
        found.append(SeenWord(whole or bare, bare, x, y, x + 40, y + 10))
    return {3: found}


@pytest.mark.parametrize(
    ("text", "second", "said"),
    [
        ("The fee is $250 a day", "The fee is $250 a day", YES),
        ("The fee is $250 a day", "The fee is $260 a day", DIFFERS),
        ("The fee is $250 a day", "The fee is €250 a day", DIFFERS),
        ("the “scan” of a per- former", 'the "scan" of a per former', YES),
        ("any AI System or output", "any AI System|System1 or output", YES),
        ("the 30th day of the month", "the 30|30th day of the month", YES),
        ("may not be used", "may be used", DIFFERS),
        ("ﬁve hours", "five hours", YES),
        ("five hours", "five (cid:3)hours", YES),
    ],
)
def test_letters_digits_and_money_decide(text: str, second: str, said: Confirmation) -> None:
    of = clause(text)
    assert confirm(of, 0, len(text), seen(second)).confirmed is said


def test_what_differs_is_shown() -> None:
    text = "The fee is $250 a day"
    verdict = confirm(clause(text), 0, len(text), seen("The fee is $350 a day"))
    assert verdict.second == "The fee is $350 a day"


def test_a_quote_that_ends_within_a_word_is_held_against_the_whole_word() -> None:
    of = clause("consents to re-creation now")
    start = of.text.index("creation")
    assert confirm(of, start, start + len("creation"), seen(of.text)).confirmed is YES
    assert confirm(of, 0, len("consent"), seen(of.text)).confirmed is YES
    assert confirm(of, 0, len("consent"), seen("converts to re-creation now")).confirmed is DIFFERS


def test_words_beside_the_quote_do_not_count() -> None:
    of = clause("the fee is fixed and the term is long")
    start = of.text.index("term")
    assert (
        confirm(of, start, start + 4, seen("a rate was set but no term was short")).confirmed is YES
    )


@pytest.mark.parametrize(
    ("of", "why"),
    [
        (clause("read from a picture", source="ocr"), "not read as text"),
        (clause("— – —"), "nothing says where"),
        (clause("on another page"), "not read a second time"),
    ],
)
def test_what_cannot_be_checked_says_why(of: Clause, why: str) -> None:
    verdict = confirm(of, 0, len(of.text), {})
    assert verdict.confirmed is UNCHECKED
    assert verdict.why is not None and why in verdict.why


def test_pages_and_folding() -> None:
    assert pages_of(clause("a b c"), 0, 5) == (3,)
    assert fold("Per-\u00adform ﬁve § 3") == "performfive§3"
