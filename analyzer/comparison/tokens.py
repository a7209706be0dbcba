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
_IN_WORD = r"[^\W_]*(?:['’][^\W\d_]+)*(?:[-‐‑][^\W\d_]+(?:['’][^\W\d_]+)*)*['’]?"
_WHOLE = [
    # "employees": most words; nothing else begins with a small letter
    rf"[a-z]{_IN_WORD}",
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
    # "Employee's", "Forty-eight", "M3", "And/or" stays three
    rf"[^\W\d_]{_IN_WORD}",
    # any other sign
    r"\S",
]
_SPACE_AND_TOKEN = re.compile(r"(\s*)(" + "|".join(_WHOLE) + r"|\Z)")
_PLAIN = re.compile(r"(\s*)(\S+|\Z)")
_HAS_WORD = re.compile(r"\w")
#: so many tokens are kept read: agreements say the same words again and again
_KEPT = 20_000

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
    #: False for signs
    is_word: bool

    @property
    def is_content(self) -> bool:
        """True for words and numbers that carry meaning."""
        return self.is_word and self.folded.lower() not in STOP_WORDS


def read_tokens(text: str, *, whole: bool = True) -> tuple[Token, ...]:
    """Tokens of a text; `whole` keeps dates, money and references in one piece."""
    pattern = _SPACE_AND_TOKEN if whole else _PLAIN
    return tuple(_token(space, form) for space, form in pattern.findall(text) if space or form)


@lru_cache(maxsize=_KEPT)
def _token(space: str, form: str) -> Token:
    folded = fold_setting(form) or form
    return Token(space, form, folded, _HAS_WORD.search(folded) is not None)
