"""A word put before a sentence that turns it round is no heading of it."""

from __future__ import annotations

import pytest

from analyzer.comparison.effect_headings import is_heading


@pytest.mark.parametrize("word", ["No", "Not", "Only", "Unless", "Never", "Not All"])
def test_a_word_that_rules_is_no_heading(word: str) -> None:
    sentence = f"{word} The Rigger is told of the storm."
    assert not is_heading(sentence, len(word))


@pytest.mark.parametrize("words", ["Storms", "Notice at Sea", "Nights"])
def test_a_title_still_is_one(words: str) -> None:
    assert is_heading(f"{words} The Rigger is told of the storm.", len(words))
