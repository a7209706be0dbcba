"""What stands before a norm and says when it holds: 'Where …,', 'At the request of …,'.

Input: a sentence with plain marks and the place at which the words of a norm begin. Output: where
its condition begins and ends, or None. Exceptions ('unless …') are not among them.
"""

from __future__ import annotations

import re

from analyzer.wording.sentences import Span

_OPENERS = (
    r"(?:if|where(?:ver)?|when(?:ever)?|once|twice|upon|before|after|prior to|following|during|"
    r"while|until|as soon as|should|within|(?:not|no) (?:later|less|more|fewer|earlier) than|"
    r"to the extent|only|every|each time|in the event|in each|in any(?! (?:event|case)\b)|"
    r"at the|at least|on the|on or (?:before|after)|beginning|effective|commencing|assuming|by the|"
    r"[\w-]+(?: \(\d+\))? (?:times|days?|weeks?|months?|years?|hours?) "
    r"(?:in|before|after|prior to|of|a|an))"
)
# "however, ", "In addition, ", "(a) "
_CONNECTIVE = (
    r"(?:(?:and|but|or|also|however|further|moreover|in addition|accordingly|therefore|thus|"
    r"similarly|likewise|otherwise|\w+ly|\(\w{1,4}\)),? )*"
)
# "Where the law demands it, ", "Upon request "
_FIRST = re.compile(rf"[\"'\s]*{_CONNECTIVE}(?P<said>{_OPENERS}\b[^;]*)", re.IGNORECASE)
# ", and if the singer asks, ", "; where it is kept, ", " that, upon request, "
_LATER = re.compile(
    rf"(?:[;:]|\b(?:and|but|or|that)\b),? (?:(?:and|but|or|provided that),? )?"
    rf"(?P<said>{_OPENERS}\b[^;]*)",
    re.IGNORECASE,
)
# "in the event the parties to", "should": what is no condition of its own
_BROKEN_OFF = re.compile(r"(?:\b(?:to|of|the|for|with|that|and|or|by|in|an?)|^\w+)$", re.IGNORECASE)
#: longer is no condition but another norm
_LONGEST = 400


def condition_before(sentence: str, start: int, *, after: int = 0) -> Span | None:
    """The condition that ends where the norm's words begin, looked for behind `after`."""
    first = _FIRST.match(sentence, after, start) if after == 0 else None
    found = first or _LATER.search(sentence, after, start)
    if found is None:
        return None
    begins, ends = found.span("said")
    said = sentence[begins:ends].rstrip(" ,:\"'")
    whole = sentence[begins:ends].rstrip().endswith(",") or not _BROKEN_OFF.search(said)
    if not whole or len(said) > _LONGEST or not sentence[ends - 1 : ends].isspace():
        return None
    return begins, begins + len(said)
