"""Long texts in parts: nothing left out, nothing too long, borders where a reader would cut."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from analyzer.engines.windows import OVERLAP, Places, split_windows
from tests.readings import MEALS, SCANS

# a token a word or sign, but no more than five letters long, as encoders have it
TOKEN = re.compile(r"\w{1,5}|[^\w\s]")


def places(text: str) -> Places:
    return [match.span() for match in TOKEN.finditer(text)]


def test_a_text_that_fits_is_left_alone() -> None:
    assert split_windows(f" {SCANS} ", places, 100) == (f" {SCANS} ",)
    assert split_windows("", places, 100) == ("",)


def test_borders_are_those_of_sentences() -> None:
    text = " ".join([SCANS, MEALS] * 10)
    windows = split_windows(text, places, 80)
    assert len(windows) > 4
    for window in windows:
        assert window.startswith(("A scan", "A hot meal"))
        assert window.endswith(".")


def test_without_sentences_they_are_those_of_words() -> None:
    text = "producer performer replica " * 40
    words = set(text.split())
    for window in split_windows(text, places, 50):
        assert set(window.split()) <= words


def test_windows_overlap_a_little() -> None:
    text = " ".join(f"word{number}" for number in range(300))
    windows = split_windows(text, places, 60)
    for before, after in pairwise(windows):
        shared = set(before.split()) & set(after.split())
        assert 0 < len(shared) <= OVERLAP


def test_windows_are_about_equally_long() -> None:
    text = " ".join([SCANS] * 20)
    lengths = [len(places(window)) for window in split_windows(text, places, 90)]
    assert min(lengths) > 30


@given(
    st.text(st.sampled_from("ab. ;”'\n1—é"), max_size=400),
    st.integers(3, 60),
)
def test_every_token_is_in_a_window_that_fits(text: str, room: int) -> None:
    windows = split_windows(text, places, room)
    at = 0
    for window in windows:
        if len(windows) > 1:
            assert 0 < len(places(window)) <= room
        start = text.find(window, max(0, at - len(window)))
        gap = text[at:start] if start > at else ""
        assert start >= 0
        assert not gap.strip()
        at = max(at, start + len(window))
    assert not text[at:].strip()
