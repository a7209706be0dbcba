"""Where the sentences of a clause begin and end.

Input: a text. Output: spans on it, in order, that leave out only the space between sentences. A
full stop after an abbreviation ('i.e.', 'Art.'), an initial ('J.'), a label ('21.N.') or inside a
number ends nothing.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

# fmt: off
_ABBREVIATIONS = frozenset({
    "e.g", "i.e", "etc", "cf", "vs", "viz", "al", "art", "arts", "sec", "secs", "par", "pars",
    "para", "paras", "no", "nos", "ch", "fig", "vol", "inc", "corp", "ltd", "co", "llc", "u.s",
    "u.k", "u.s.c", "a.i", "mr", "mrs", "ms", "dr", "st", "jr", "sr", "approx", "incl", "dept",
    "rev", "est", "min", "max",
})
# fmt: on
# "employees. The Producer", "writing.) Consent", 'name." “Gen AI', "work; and (b)" is none
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
# the word before the stop: "i.e", "21.N", "Art", read from its end: "e.i", "N.12", "trA"
_WORD_BACK = re.compile(r"[\w.]*")
#: no word before a stop is longer
_LONGEST = 60
# "21.N", "4.I.1", "XLIX.b", "J", "3": labels and initials
_LABEL = re.compile(r"(?:[A-Z]|\d+|[IVXLC]+|\d+(?:\.\w{1,2})+|\w{1,2}(?:\.\w{1,2})+)", re.ASCII)
# "2026" in "ends on June 30, 2026. Either side may": a year is no label
_YEAR = re.compile(r"(?:19|20)\d\d")
# "The Producer", “No employee”
_OPENER = re.compile(
    r"[\"'“‘(]*(?:The|All|Any|An?|No|If|It|Its|This|These|That|Each|Every|When|Where|Such|He|She|They|"
    r"Nothing|Nobody|In|For|On|At|Upon|Except|Notwithstanding)\b"
)


def split_sentences(text: str) -> tuple[Span, ...]:
    """The spans of the sentences of a text; () for one without words."""
    spans: list[Span] = []
    start = _skip_space(text, 0)
    for stop in _STOP.finditer(text):
        if stop.start() < start or _ends_nothing(text, stop.start(), stop.end()):
            continue
        end = stop.end() - (len(stop.group()) - len(stop.group().rstrip()))
        spans.append((start, end))
        start = stop.end()
    end = len(text.rstrip())
    if start < end:
        spans.append((start, end))
    return tuple(spans)


def list_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order."""
    return tuple(text[start:end] for start, end in split_sentences(text))


def _skip_space(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip())


def _ends_nothing(text: str, stop: int, following: int) -> bool:
    """True when the stop belongs to an abbreviation, an initial or a label."""
    if text[stop] != ".":
        return False
    before = text[max(0, stop - _LONGEST) : stop].removesuffix("\n")
    found = _WORD_BACK.match(before[::-1])
    word = found.group()[::-1] if found else ""
    if word.lower() in _ABBREVIATIONS:
        return True
    if not _LABEL.fullmatch(word) or _YEAR.fullmatch(word):
        return False
    # "in Article 21.N. Producers shall": a label ends a sentence only before a word that opens one
    return (len(word) == 1 and word.isalpha()) or not _OPENER.match(text, following)
