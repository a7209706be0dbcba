"""Numbers as agreements print them: in words, in figures, or both.

Input: words such as "forty-eight (48)", "eight [8]", "7.5". Output: the number, and whether words
and figures say the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# fmt: off
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
_VALUES = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * (value + 2) for value, word in enumerate(_TENS)
}
# "forty-eight", "one hundred and twenty"
_WORDS = re.compile(
    rf"\b(?:{'|'.join(_VALUES)}|hundred)(?:[- ](?:and )?(?:{'|'.join(_VALUES)}|hundred))*\b",
    re.IGNORECASE,
)
# "48", "7.5", "1,000"
_FIGURES = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number read; `agrees` is False where its words and its figures differ."""

    value: float
    agrees: bool = True

    @property
    def scalar(self) -> int | float:
        """The value as a whole number where it is one."""
        return int(self.value) if self.value.is_integer() else self.value


def read_number(text: str) -> Number | None:
    """The first number of a text; figures count where both stand; None where there is none."""
    words, figures = _WORDS.search(text), _FIGURES.search(text)
    in_words = _words_value(words.group()) if words else None
    in_figures = float(figures.group().replace(",", "")) if figures else None
    if in_figures is None:
        return None if in_words is None else Number(in_words)
    return Number(in_figures, agrees=in_words is None or in_words == in_figures)


def _words_value(words: str) -> float:
    total = 0
    for word in re.split(r"[- ]+", words.lower()):
        if word == "hundred":
            total = max(total, 1) * 100
        elif word != "and":
            total += _VALUES[word]
    return float(total)
