"""Text → tokens that a redline never cuts: words, numbers, money, dates, references.

A token is its printed form, the white space before it, and its folded form; two tokens are the same
word when their folded forms are equal. Spaces and printed forms joined give the text exactly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from analyzer.wording.setting import fold_setting

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_WHOLE = [
    # "July 31, 2018", "1 August 2023"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s*\d{{4}})?\b|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}\b",
    # "7/31/2018"
    r"\d{1,2}/\d{1,2}/\d{2,4}\b",
    # "$1,234.56", "£ 500", "$5M"
    r"[$£€]\s?\d[\d,]*(?:\.\d+)?[^\W_]*",
    # "12.5%"
    r"\d[\d,]*(?:\.\d+)?\s?%",
    # "12(b)(1)", "XIV.A.2", "20.1(c)", "14-B"
    r"(?:\d+[A-Z]?|[IVXLC]+[A-Z]?)(?:(?:\.|-)?(?:\([A-Za-z0-9]{1,5}\)|(?<=[.-])[A-Za-z0-9]{1,5}\b))+",
    # "1,234.56", "6:00", "1½", "8:30a.m.", "26T"
    r"\d+(?:[,.:/]\d+)*[½¼¾⅓⅔]?(?:[ap]\.m\.|[^\W_]*)",
    # "employee's", "forty-eight", "m3", "and/or" stays three
    r"[^\W\d_][^\W_]*(?:['’][^\W\d_]+)*(?:[-‐‑][^\W\d_]+(?:['’][^\W\d_]+)*)*['’]?",
    # any other sign
    r"\S",
]
_SPACE_AND_TOKEN = re.compile(r"(\s*)(" + "|".join(_WHOLE) + r"|\Z)")
_PLAIN = re.compile(r"(\s*)(\S+|\Z)")
_HAS_WORD = re.compile(r"\w")

_SMALL_WORDS = """
a an the of in on at to for from by with as and or is are was were be been being that this these
those it its their his her he she they them which who whom such any there into upon has have had do
does did
"""
#: words that carry no meaning by themselves; negations and duties are not among them
STOP_WORDS = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Token:
    """One uncut unit of a text with the white space printed before it."""

    space: str
    form: str
    folded: str

    @property
    def is_word(self) -> bool:
        """False for signs."""
        return _HAS_WORD.search(self.folded) is not None

    @property
    def is_content(self) -> bool:
        """True for words and numbers that carry meaning."""
        return self.is_word and self.folded.lower() not in STOP_WORDS


def read_tokens(text: str, *, whole: bool = True) -> tuple[Token, ...]:
    """Tokens of a text; `whole` keeps dates, money and references in one piece."""
    pattern = _SPACE_AND_TOKEN if whole else _PLAIN
    return tuple(
        Token(space, form, _fold(form)) for space, form in pattern.findall(text) if space or form
    )


@lru_cache(maxsize=20_000)
def _fold(form: str) -> str:
    """A token without setting; agreements say the same words again and again."""
    return fold_setting(form) or form
