"""Conditions that hang on something outside a contract: a sentence → where one stands in it.

Input: a sentence with plain marks. Output: the span of the words by which its duty binds only where
a law asks for it, where it is practicable, or where the one who owes it so chooses; None where it
binds by itself.
"""

from __future__ import annotations

import re

from analyzer.wording.sentences import Span

_IF = r"(?:(?:only )?(?:where(?:ver)?|if|when(?:ever)?|insofar as|to the extent(?: that)?|as)\b)"
_OUTSIDE = re.compile(
    # "Where the law of the place demands it"
    rf"\b{_IF}[^.;,]{{0,60}}?"
    r"\b(?:laws?|statutes?|regulations?|courts?)\b[^.;,]{0,80}?"
    r"\b(?:requires?|demands?|compels?|prescribes?|commands?|obliges?|asks?)\b(?: (?:it|this|so))?|"
    # "to the extent required by applicable law"
    rf"\b{_IF}[^.;,]{{0,40}}?\b(?:required|demanded|compelled|prescribed|commanded)"
    r" (?:by|under) (?:[\w-]+ ){0,4}?(?:laws?|statutes?|regulations?)\b|"
    # "if practicable", "where it is reasonably possible"
    rf"\b{_IF} (?:it is |(?:reasonably|commercially|otherwise) )*"
    r"(?:practicable|practical|feasible|possible|convenient)\b|"
    # "if the Producer so chooses", "where it sees fit"
    rf"\b{_IF} (?:the |it |an? )?(?:[\w-]+ )?(?:so )?"
    r"(?:chooses|elects|wishes|sees fit|deems? fit)\b",
    re.IGNORECASE,
)
# "except as", "or if": what stands behind takes something out of a duty that binds
_EXCEPTS = re.compile(r"\b(?:except|save|other than|or|not|even|notwithstanding)[,:]?\s*$", re.I)


def outside_condition(sentence: str) -> Span | None:
    """The first condition of a sentence that hangs on something outside the contract."""
    for match in _OUTSIDE.finditer(sentence):
        if not _EXCEPTS.search(sentence, 0, match.start()):
            return match.span()
    return None
