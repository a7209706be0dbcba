"""Terms that a clause defines, with the words that define them.

Input: a plain text. Output: pairs of a term and its definition, for definitions ("'Tool' means
software that …") and for names given in passing ("software that … ('Tools')").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LONGEST_TERM_WORDS = 6
_MEANS = (
    r"(?:(?:also |further )?(?:means?|shall (?:here )?mean|is|are|shall be|refers? to|includes?|"
    r"shall include|encompass\w*|embraces?|covers?|comprises?|denotes?|signif(?:y|ies)|stands? for|"
    r"describes?|designates?|has the meaning|is meant|is to be understood)|[:=-])"
)
# "'AI Tool' means", "“Digital Replica” is", "'Tool' shall mean", "'Shade': a figure that"
_DEFINED = re.compile(
    r"[\"']([A-Za-z][\w .&/()'-]{1,60}?)[,.]?[\"'](?: \([^)]*\))?,? "
    rf"?(?:[a-z][^.;\"']{{0,60}}? )??{_MEANS}[\s]([^;]{{0,320}})"
)
# "A Shade is a figure that", "Electronic Technology (E-Tech) encompasses", "Echo: the voice of"
_BARE = re.compile(
    r"^(?:(?:In|For|Under|Throughout) [^,]{3,60}, )?(?:(?:The|An?|Any|By|the|an?|any|by)[ ]){0,2}"
    r"([A-Z][\w'-]*(?: (?:of |and |the |-)?[A-Z][\w'-]*){0,4})"
    r"(?: \([\"']?([A-Z][\w-]{1,20})[\"']?\))?(?:,? (?:as )?used [^.;,]{0,60}?)?"
    r"( ?[:=-]| (?:shall )?(?:means?|refers? to|encompass\w*|comprises?|denotes?|signif(?:y|ies)|"
    r"includes?|stands? for)| (?:is|are)(?= (?:an?|any|that|whatever|each|every|such|what|the) )) "
    r"([^;]{0,320})"
)
# "software that … ('Tools')", "generative systems (hereafter “Engines”)"
_NICKNAMED = re.compile(
    r" \((?:hereafter|hereinafter|collectively|together|each|the|an?|called|in this \w+|,|\"| )*"
    r"[\"']([A-Z][\w .&/'-]{1,60}?)[\"']\)"
)
# "a figure moved by software, called a Shade", "… is hereinafter referred to as an 'Echo'"
_CALLED = re.compile(
    r" (?:called|known as|referred to as|named|termed|styled|spoken of as) (?:an? |the )?"
    r"[\"']?([A-Z][\w-]*(?: [A-Z][\w-]*){0,3})"
)
#: a name given in passing belongs to no more words than these, in one sentence
_LONGEST_BEFORE = 240
_CLAUSE_STOPS = ".;("
#: how much of what stands before a name given in passing belongs to it
_BEFORE_NAME = 60


def definitions_in(text: str) -> Iterator[tuple[str, str]]:
    """(term, definition) of each definition in a plain text that names its term in quotation marks,
    in no order."""
    for match in _DEFINED.finditer(text):
        yield from _named(match.group(1), match.group(2))
    for match in _NICKNAMED.finditer(text):
        yield from _named(match.group(1), _before(text, match.start())[-_BEFORE_NAME:])


def bare_definitions_in(text: str) -> Iterator[tuple[str, str, bool]]:
    """(term, definition, sure) of each definition whose term a capital alone marks.

    Not sure: "A Shade is a figure", which may be a statement.
    """
    bare = _BARE.match(text)
    if bare:
        sure = bare.group(3).strip() not in ("is", "are")
        for term in filter(None, bare.group(1, 2)):
            yield from ((name, words, sure) for name, words in _named(term, bare.group(4)))
    for match in (*_CALLED.finditer(text), *_NICKNAMED.finditer(text)):
        words = _before(text, match.start())
        yield from ((name, words, False) for name, words in _named(match.group(1), words))


def _before(text: str, at: int) -> str:
    """What stands before a place in the same clause of its sentence."""
    before = text[max(at - _LONGEST_BEFORE, 0) : at]
    return before[max(before.rfind(stop) for stop in _CLAUSE_STOPS) + 1 :]


def any_of(terms: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the terms, as they are written, or in the plural."""
    names = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    return re.compile(rf"\b(?:{names})s?\b")


def _named(term: str, definition: str) -> Iterator[tuple[str, str]]:
    term = term.strip(" .,'")
    if len(term) > 1 and len(term.split()) <= _LONGEST_TERM_WORDS:
        yield term, definition
