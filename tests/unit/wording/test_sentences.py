"""Sentences, plain marks, numbers, negation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.wording.modality import is_negated
from analyzer.wording.numbers import read_number
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One rule. Another rule.", ["One rule.", "Another rule."]),
        ("  Padded. ", ["Padded."]),
        ("", []),
        (
            "Up to eight persons (i.e. The eight named).",
            ["Up to eight persons (i.e. The eight named)."],
        ),
        ("See Art. 7. The rest stands.", ["See Art. 7.", "The rest stands."]),
        ("Mr. Brown signs. He pays.", ["Mr. Brown signs.", "He pays."]),
        ("Under Article 21.N. Producers meet.", ["Under Article 21.N. Producers meet."]),
        ("It costs $4.50 a day. Pay it.", ["It costs $4.50 a day.", "Pay it."]),
        ("“No scan.” “The form says so.”", ["“No scan.”", "“The form says so.”"]),
        ("the dates; and (b) the languages", ["the dates; and (b) the languages"]),
    ],
)
def test_sentences_end_where_they_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.sampled_from("ab Z.1!?\"'()“” \n"), max_size=80))
def test_sentences_leave_out_only_space(text: str) -> None:
    spans = split_sentences(text)
    covered = {at for start, end in spans for at in range(start, end)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in covered)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(st.text(max_size=60))
def test_plain_text_keeps_every_place(text: str) -> None:
    assert len(plain_text(text)) == len(text)


def test_plain_text_has_plain_marks() -> None:
    assert plain_text("‘AI’ – “the\u00a0Tool”") == "'AI' - \"the Tool\""


@pytest.mark.parametrize(
    ("text", "value", "agrees"),
    [
        ("forty-eight (48) hours", 48, True),
        ("not to exceed eight [8]", 8, True),
        ("7.5 times scale", 7.5, True),
        ("one hundred and twenty days", 120, True),
        ("two hundred performers", 200, True),
        ("seventy-two", 72, True),
        ("1,000 seats", 1000, True),
        ("thirty (45) days", 45, False),
    ],
)
def test_numbers_are_read(text: str, value: float, agrees: bool) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.scalar, number.agrees) == (value, agrees)


def test_a_text_without_a_number_has_none() -> None:
    assert read_number("some hours") is None


@pytest.mark.parametrize(
    ("sentence", "phrase", "negated"),
    [
        ("Producer shall not own the scan.", "own", True),
        ("Producer shall own the scan.", "own", False),
        ("No grant is perpetual.", "perpetual", True),
        ("It is not only perpetual but free.", "perpetual", False),
        ("The scan is not sold; Producer shall own it.", "own", False),
        ("No fee is due, and Producer shall own the scan.", "own", False),
        ("Notice of not less than 48 hours is given.", "48 hours", False),
        ("Oral consent is not enough.", "Oral consent", True),
        ("Perpetual use is forbidden.", "Perpetual use", True),
        ("Perpetual use is allowed.", "Perpetual use", False),
        # what lifts a ban is not banned
        ("No puppet is scanned without the signed leave of its maker.", "signed", False),
        ("Nobody scans a puppet absent the signed consent of its maker.", "signed", False),
        ("The fair shall not show it elsewhere or without written consent.", "written", False),
        ("The fair shall not, without written consent, own the scan.", "written", False),
        ("The fair shall not, without clear, written consent, own the scan.", "written", False),
        ("The fair shall not without written consent own the scan.", "written", False),
        # and the ban goes on behind it
        ("The fair shall not, without written consent, own the scan.", "own", True),
        ("The fair shall not, without clear, written consent, own the scan.", "own", True),
        ("The fair shall not without written consent own the scan.", "own", True),
        ("The fair shall not copy a scan with or without written consent.", "written", True),
        ("The fair shall not, without limitation, sell or own the scan.", "own", True),
        ("The fair shall not use it without limitation and in any tent.", "any tent", True),
        ("The fair shall not own a scan without written consent.", "own", True),
        # a limit that is denied
        ("A show in any tent is not limited by this rule.", "any tent", False),
        ("A show in any tent is not in any way restricted.", "any tent", False),
        ("A show in any tent is never forbidden.", "any tent", False),
        ("A show in any tent shall not be barred.", "any tent", False),
        ("A show in any tent shall be barred.", "any tent", True),
        ("A show in any tent is not allowed.", "any tent", True),
    ],
)
def test_negations_reach_to_the_end_of_their_clause(
    sentence: str, phrase: str, negated: bool
) -> None:
    start = sentence.index(phrase)
    assert is_negated(sentence, start, start + len(phrase)) is negated
