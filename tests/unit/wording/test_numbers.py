"""Numbers: words, figures, both, fractions."""

from __future__ import annotations

import pytest

from analyzer.wording.numbers import Number, read_number, write_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("forty-eight", 48),
        ("forty-eight (48)", 48),
        ("eight [8]", 8),
        ("one hundred twenty (120)", 120),
        ("one hundred and twenty", 120),
        ("two thousand", 2000),
        ("1,000", 1000),
        ("seven and one-half (7.5)", 7.5),
        ("one-half", 0.5),
        ("7½", 7.5),
        ("7 1/2", 7.5),
        ("half a day", 0.5),
    ],
)
def test_a_number_is_read(text: str, value: float) -> None:
    number = read_number(text)
    assert number == Number(value)


def test_words_and_figures_that_differ_are_noticed() -> None:
    assert read_number("forty-eight (24)") == Number(24, agrees=False)


def test_no_number() -> None:
    assert read_number("a few") is None


def test_a_whole_number_is_an_int() -> None:
    scalar = Number(48.0).scalar
    assert (scalar, type(scalar)) == (48, int)
    assert Number(7.5).scalar == 7.5


def test_a_number_in_a_smaller_unit() -> None:
    assert Number(2, agrees=False).times(24) == Number(48, agrees=False)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (48.0, "48"),
        (1_000_000.0, "1,000,000"),
        (12_345_678, "12,345,678"),
        (1250.5, "1,250.5"),
        (0.125, "0.125"),
        (0.1 + 0.2, "0.3"),
        (1e-5, "0.00001"),
        (100, "100"),
        (float("inf"), "inf"),
    ],
)
def test_a_number_is_written_as_people_write_it(value: float, text: str) -> None:
    assert write_number(value) == text
    if text != "inf":
        assert read_number(text) == Number(float(text.replace(",", "")))
