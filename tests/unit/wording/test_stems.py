"""Stems and pairs: what the same words, differently ended, have in common."""

from __future__ import annotations

import pytest

from analyzer.wording.stems import stems_and_pairs, word_stem


@pytest.mark.parametrize(
    ("one", "other"),
    [("scanned", "scanning"), ("replicas", "replica"), ("consents", "consent"), ("used", "used")],
)
def test_words_that_differ_in_their_ending_have_one_stem(one: str, other: str) -> None:
    assert word_stem(one) == word_stem(other)


def test_a_stem_is_never_short() -> None:
    assert word_stem("uses") == "uses"


def test_everyday_words_stand_only_in_pairs() -> None:
    assert stems_and_pairs("The union-man, and pay") == [
        "union", "man", "pay", "the union", "union man", "man and", "and pay",
    ]  # fmt: skip
