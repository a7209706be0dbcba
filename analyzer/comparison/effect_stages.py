"""An amount that stays for what came first, with another beside it for what comes later → a pair.

'By September 10 (for seasons before 2031) or August 10 (for those after)' moves the day, although
the old one still stands there. Input: a `SentencePair`, the amounts of a kind on both sides, and
those of the new one that none of the old answers. Output: pairs of `Amount`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analyzer.comparison.effect_amounts import Amount
from analyzer.comparison.effect_pairs import SentencePair
from analyzer.comparison.effect_values import AmountKind

_DAY = r"[^.;()]{0,60}?\b(?:19|20)\d\d\b"
# "hired before July 1, 2031", "for seasons through 2031", "given by July 1, 2031"
_EARLIER = re.compile(
    rf"\b(?:prior to|before|through|until|up to|on or before|by|ending|as of|no later than){_DAY}",
    re.IGNORECASE,
)
# "hired on or after July 1, 2031", "of any year following 2031", "in 2031 or any later year"
_LATER = re.compile(
    rf"\b(?:on or after|after|following|beginning|commencing|starting|from){_DAY}|"
    r"\b(?:19|20)\d\d\b[^.;()]{0,40}?\b(?:and|or) (?:any |each |every |all )?"
    r"(?:subsequent|later|thereafter|following|future)\b|\bthereafter\b",
    re.IGNORECASE,
)
# ", or (iii) on or before the ", " and ": right before the amount for what is later
_JOINT = re.compile(r"(?:\b(?:or|and)\b|;) (?:\([ivx\da-z]+\) )?[^();]{0,40}$", re.IGNORECASE)
#: so many characters from one amount to the other, and so many behind the second
_FAR, _BEHIND = 260, 140


def pair_stages(
    pair: SentencePair, olds: Iterable[Amount], news: Sequence[Amount], came: Iterable[Amount]
) -> Iterator[tuple[Amount, Amount]]:
    """Each amount that came for what is later, with the old one that stays for what was before."""
    by_text = {old.text: old for old in olds}
    for new in came:
        if not any(hunk.b0 <= new.start < hunk.b1 for hunk in pair.hunks):
            continue
        if not _LATER.search(pair.new, new.end, new.end + _BEHIND):
            continue
        before = (each for each in reversed(news) if each.end < new.start <= each.end + _FAR)
        stays = (each for each in before if each.text in by_text)
        kept = next((each for each in stays if _is_stage(pair.new, each, new)), None)
        if kept is not None:
            yield by_text[kept.text], new


def _is_stage(sentence: str, old: Amount, new: Amount) -> bool:
    """True where what stands between holds the one for what came before a day."""
    if old.partial is not new.partial or old.value == new.value:
        return False
    if old.kind is AmountKind.PERIOD and _unit(old) != _unit(new):
        return False
    between = sentence[old.end : new.start]
    earlier = _EARLIER.search(between)
    return earlier is not None and _JOINT.search(between, earlier.end()) is not None


def _unit(amount: Amount) -> str:
    """'days' of 'ten days', 'day' of 'one day': in what it is counted."""
    return amount.text.split()[-1].rstrip("'").removesuffix("s")
