"""Patterns that look at how a word begins before they try their alternatives: none is passed over.

Each is held against the same pattern without that look, on our own sample agreements and on the
examples of the data files.
"""

from __future__ import annotations

import pkgutil
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest

import analyzer.comparison
from analyzer.comparison import effect_amounts
from analyzer.taxonomy import NUMBER
from analyzer.wording import modality

ROOT = Path(__file__).parents[3]
# r"\b(?=[nib])(?:not be|be at least)\b", "(?=[\\dotf])(?:"
_LOOK = re.compile(r"\(\?=\[[^\]]*\]\)(?=\(\?)")
#: words with which no sample says what one of the patterns asks for
SPOKEN = (
    "The Guild expressly retains its rights and each reserves all of its positions.",
    "The Studio does not waive it, neither party waives it, and these rights are reserved.",
    "The Studio undertakes to strive; it will try to pay, endeavors to pay and is encouraged to.",
    "It may, but is not required to, pay; it would not pay, cannot pay and agrees not to pay.",
    "It need not pay, has no authority, covenants to pay, commits to pay, has a duty to pay.",
    "Each hereby agrees, for this term, that it acknowledges the fee and mutually recognizes it.",
    "They further affirm and reaffirm, also understand that, and have the right, as confirmed.",
    "Nothing herein permits it. The fee is in lieu of any other sum and full consideration.",
    "The Studio acquires all rights, keeps title, owns it; it vests in the Guild.",
    "Time is credited against it, set off against it, chargeable towards the cap, offset toward.",
    "Half a day's pay, a quarter hour of pay, 1/2 ¢, .5 ¢, US$ 5, thrice, quarter hour's pay.",
    "Paid on the ninth of the month, by Wednesday noon, by 6 p.m., at double time, hundred hours.",
)


def _guarded() -> Iterator[tuple[str, re.Pattern[str]]]:
    for found in pkgutil.iter_modules(analyzer.comparison.__path__, "analyzer.comparison."):
        for name, value in vars(import_module(found.name)).items():
            if isinstance(value, re.Pattern) and _LOOK.search(value.pattern):
                yield f"{found.name.rpartition('.')[2]}.{name}", value
    for at, (*_, pattern) in enumerate(effect_amounts._PATTERNS):
        if _LOOK.search(pattern.pattern):
            yield f"effect_amounts {at}", pattern
    yield "number", re.compile(NUMBER, re.IGNORECASE)


PATTERNS = dict(_guarded())


@cache
def _texts() -> tuple[str, ...]:
    texts = [*SPOKEN]
    for path in sorted((ROOT / "corpus" / "sources").glob("*.txt")):
        texts += path.read_text(encoding="utf-8").split("\n\n")
    data = tomllib.loads(files("analyzer").joinpath("data", "effects.toml").read_text("utf-8"))
    for row in data["effect"]:
        texts += [way[s] for way in (*row["examples"], *row["counterexamples"]) for s in way]
    return tuple(" ".join(text.split()) for text in texts)


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], str | None]]:
    return [(match.span(), match.lastgroup) for match in pattern.finditer(text)]


@pytest.mark.parametrize("name", PATTERNS)
def test_no_alternative_is_passed_over(name: str) -> None:
    pattern = PATTERNS[name]
    plain = re.compile(_LOOK.sub("", pattern.pattern), pattern.flags)
    assert plain.pattern != pattern.pattern
    for text in _texts():
        assert _spans(pattern, text) == _spans(plain, text)


def test_no_verb_of_duty_is_passed_over() -> None:
    pattern = modality._DUTY
    plain = re.compile(pattern.pattern.replace(modality._OPENS, ""))
    assert plain.pattern != pattern.pattern
    seen: set[str | None] = set()
    for text in _texts():
        assert _spans(pattern, text) == _spans(plain, text)
        seen.update(name for _, name in _spans(plain, text))
    assert seen == set(plain.groupindex)
