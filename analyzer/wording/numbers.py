"""Numbers as agreements print them: in words, in figures, or both.

Input: words such as "forty-eight (48)", "eight [8]", "seven and one-half", "7½". Output: the
number, and whether words and figures say the same. And back: a number in figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import isfinite

# fmt: off
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
_VALUES: dict[str, float] = {word: value for value, word in enumerate(_ONES)}
_VALUES |= {word: 10 * (value + 2) for value, word in enumerate(_TENS)}
_MULTIPLES = {"hundred": 100, "thousand": 1000}
_PARTS = {"half": 0.5, "quarter": 0.25}
_WORD = "|".join((*_VALUES, *_MULTIPLES))
# "forty-eight", "one hundred and twenty", "seven and one-half", "one-half"
_WORDS = re.compile(
    rf"\b(?:{_WORD})\b(?:[- ](?:and )?(?:one[- ])?(?:{_WORD}|half|quarter)\b)*|\bhalf\b",
    re.IGNORECASE,
)
# "48", "7.5", "1,000", "7½", "7 1/2"
_FIGURES = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)?( ?½| 1/2)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number read; `agrees` is False where its words and its figures differ."""

    value: float
    agrees: bool = True

    @property
    def scalar(self) -> int | float:
        """The value as a whole number where it is one."""
        return int(self.value) if self.value.is_integer() else self.value

    def times(self, factor: float) -> Number:
        """The number in a smaller unit: two days are 24 times two hours."""
        return replace(self, value=float(self.value * factor))


def write_number(value: float) -> str:
    """A number in figures as people write it: 48.0 → '48', 1e6 → '1,000,000', 0.125 → '0.125'."""
    if not isfinite(value):
        return str(value)
    whole = float(value).is_integer()
    return f"{int(value):,}" if whole else f"{value:,.10f}".rstrip("0").rstrip(".")


def read_number(text: str) -> Number | None:
    """The first number of a text; figures count where both stand; None where there is none."""
    words = _WORDS.search(text)
    in_words = _words_value(words.group()) if words else None
    in_figures = _figures_value(text)
    if in_figures is None:
        return None if in_words is None else Number(in_words)
    return Number(in_figures, agrees=in_words is None or in_words == in_figures)


def _figures_value(text: str) -> float | None:
    for found in _FIGURES.finditer(text):
        whole, half = found.groups()
        if whole or half:
            return float((whole or "0").replace(",", "")) + (0.5 if half else 0.0)
    return None


def _words_value(words: str) -> float:
    """'one hundred and twenty' is 120; 'seven and one-half' is 7.5; 'one-half' is 0.5."""
    total = 0.0
    parts = [word for word in re.split(r"[- ]+", words.lower()) if word != "and"]
    for number, word in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else ""
        if word in _MULTIPLES:
            total = max(total, 1.0) * _MULTIPLES[word]
        elif word in _PARTS:
            total += _PARTS[word]
        elif not (word == "one" and following in _PARTS):
            total += _VALUES[word]
    return total
