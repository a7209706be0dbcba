"""Terms that a clause defines, with the words that define them.

Input: a plain text. Output: pairs of a term and its definition, for definitions ("'Tool' means
software that …") and for names given in passing ("software that … ('Tools')").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LONGEST_TERM_WORDS = 6
# "'AI Tool' means", "“Digital Replica” is", "'Tool' shall mean"
_DEFINED = re.compile(
    r"[\"']([A-Z][\w .&/()-]{1,60}?)[\"'](?: \([^)]*\))?,? "
    r"(?:means?|shall mean|is|are|refers? to|includes?|shall include|denotes?)\b([^.;]{0,220})"
)
# "software that … ('Tools')", "generative systems (hereafter “Engines”)"
_NICKNAMED = re.compile(
    r"([^.;(]{0,90}) \((?:hereafter|hereinafter|collectively|together|each|the|an?|,|\"| )*"
    r"[\"']([A-Z][\w .&/-]{1,60}?)[\"']\)"
)
#: how much of what stands before a name given in passing belongs to it
_BEFORE_NAME = 60


def definitions_in(text: str) -> Iterator[tuple[str, str]]:
    """(term, definition) of each definition in a plain text, in no order."""
    for match in _DEFINED.finditer(text):
        yield from _named(match.group(1), match.group(2))
    for match in _NICKNAMED.finditer(text):
        yield from _named(match.group(2), match.group(1)[-_BEFORE_NAME:])


def any_of(terms: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the terms, as they are written, or in the plural."""
    names = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    return re.compile(rf"\b(?:{names})s?\b")


def _named(term: str, definition: str) -> Iterator[tuple[str, str]]:
    if len(term.split()) <= _LONGEST_TERM_WORDS:
        yield term.strip(), definition
