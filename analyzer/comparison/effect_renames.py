"""Names that a whole text has changed: 'escrow report' and 'share report', everywhere.

One phrase that stands for one other in several places, each time among other words, is a new name
for the same thing: no rule reaches more or less by it. Input: the changes of a comparison. Output:
the pairs of phrases, folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from analyzer.records import Change, WordOperation

Renames = frozenset[tuple[str, str]]
#: so many places, each with other words around it
_SEVERAL = 3
#: longer phrases are no names
_LONGEST = 5
# "all", "not", "shall", "12", "$": words of a rule, not of a name
_OF_RULE = re.compile(
    r"\d|[$£€%]|\b(?:not|no|nor|never|neither|without|shall|will|must|may|can|should|is|are|be|all|"
    r"any|each|every|this|that|only|other|if|unless|except|when|where|before|after|within|until|"
    r"and|or|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty|hundred)\b",
    re.IGNORECASE,
)
# "pay", "review"
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def find_renames(changes: Iterable[Change]) -> Renames:
    """Each pair of an old and a new name."""
    places: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for change in changes:
        for names, around in _put_for(change):
            places.setdefault(names, set()).add(around)
    return frozenset(names for names, found in places.items() if len(found) >= _SEVERAL)


def fold_name(words: str) -> str:
    """A phrase without its signs and letter case."""
    return " ".join(_WORD.findall(words.replace("’", "'").lower())).removesuffix("'s")


def _put_for(change: Change) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Names of which one stands for the other, and the words around them."""
    pieces = change.words
    for at, (one, two) in enumerate(pairwise(pieces)):
        if {one.op, two.op} != {WordOperation.DELETE, WordOperation.INSERT}:
            continue
        old, new = (one, two) if one.op is WordOperation.DELETE else (two, one)
        if not (_is_name(old.text) and _is_name(new.text)):
            continue
        before = _WORD.findall(pieces[at - 1].text)[-1:] if at else []
        after = _WORD.findall(pieces[at + 2].text)[:1] if at + 2 < len(pieces) else []
        yield (fold_name(old.text), fold_name(new.text)), (" ".join(before), " ".join(after))


def _is_name(words: str) -> bool:
    return 0 < len(_WORD.findall(words)) <= _LONGEST and _OF_RULE.search(words) is None
