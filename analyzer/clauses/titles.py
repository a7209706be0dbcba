"""Words in title case: 'Notice of Overtime and Its Pay'."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: words that a title may write small
SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and as at but by for from in into nor of off on onto or over per re the to under "
        "upon via vs with without than that not its their be is are other hereof v if when",
    )
)


# 'NEW: 2019', 'REV: 2015, 2019; NEW: 2021': when a text was changed
_REVISIONS = re.compile(r"(?:(?:[A-Z][A-Za-z]{1,9}:|Rev\.)(?:[\s,]*(?:19|20)\d\d)+[\s,;]*)+")

_NOTE_LENGTH = 120


def notes_revisions(text: str) -> bool:
    """A whole line that says when the text was new or revised."""
    ends = text[-1:].isdigit() and len(text) < _NOTE_LENGTH
    return ends and text[:1].isupper() and _REVISIONS.fullmatch(text) is not None


def in_title_case(words: Sequence[str]) -> bool:
    """Every word begins large but the small ones ('of', 'and'), and there is a word at all."""
    seen = False
    for word in words:
        bare = word.strip("“”\"‘’'()[].,:;–—-/*")
        if not bare or not bare[0].isalpha():
            continue
        if bare.lower() in SMALL_WORDS and seen:
            continue
        if not bare[0].isupper():
            return False
        seen = True
    return seen
