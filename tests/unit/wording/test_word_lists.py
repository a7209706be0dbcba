"""Lists of words as one pattern that matches what their plain alternatives match."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from analyzer.comparison.effect_rows import load_effects
from analyzer.wording.word_lists import compile_words

LISTS = (
    ["pay|pays|paid", "(?<!stage )managers?", "stage managers?", "model(?= is)", "unions?"],
    ["(?:any|each) persons?", "(?<!non-)(?:exempt|excused)", "every (?:other )?day", "x?rays?"],
    [r"\w+ly paid", "paid", "prompt", r"a\|b", "[ab|]ct", "c+ash", "(?:de)?barred", "(?:re)+hired"],
)
TEXTS = (
    "Stage managers and MANAGERS are Paid; the model is not.",
    "Any person, each persons' exempt, non-exempt or excused day, every other day, an x-ray, Rays",
    "promptly paid, prompt, act, bct, a|b, ccash, barred, debarred, rerehired, repaid, unpaid pays",
)


@pytest.mark.parametrize("parts", LISTS)
def test_a_list_matches_what_its_plain_alternatives_match(parts: list[str]) -> None:
    plain = re.compile(rf"\b(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
    found = 0
    for text in TEXTS:
        matches = [match.span() for match in plain.finditer(text)]
        assert [match.span() for match in compile_words(parts).finditer(text)] == matches
        found += len(matches)
    assert found


def test_the_first_of_several_matches_holds() -> None:
    pattern = compile_words(["make", "make whole", "may", "mailed"])
    assert [match.group() for match in pattern.finditer("Make whole, MAY")] == ["Make", "MAY"]


def test_a_list_looks_only_at_words_that_begin_like_one_of_its_parts() -> None:
    assert compile_words(["fees?", "wages?"]).pattern.startswith(r"\b(?=(?-i:[fwFW]))")
    assert not compile_words(["fees?", r"\w+ pay"]).pattern.startswith(r"\b(?=")


def test_every_row_of_effects_matches_what_its_plain_alternatives_match() -> None:
    data = tomllib.loads(files("analyzer").joinpath("data", "effects.toml").read_text("utf-8"))
    told = [way for row in data["effect"] for way in (*row["examples"], *row["counterexamples"])]
    texts = [way[side] for way in told for side in ("old", "new")]
    for name, pattern in load_effects().words.items():
        parts = sorted(data["words"][name], key=len, reverse=True)
        plain = re.compile(rf"\b(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
        for text in texts:
            spans = [match.span() for match in pattern.finditer(text)]
            assert spans == [match.span() for match in plain.finditer(text)], (name, text)
