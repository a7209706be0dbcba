"""Words set aside in a sentence: in brackets, between commas behind 'if', 'who' or the like.

'The Producer, after the dancer has signed, shall pay' is told of the Producer. Input: a sentence,
a word in it and a verb. Output: whether the word lies in what is set aside before the verb.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: so many sentences are kept read: each is asked for several times in a row
_KEPT = 64
_IN_BRACKETS = re.compile(r" ?\([^()]*\)")
# "(if the Producer agrees)"; "(or a Producer)" is told of as well
_ASIDE = re.compile(r"\((?!(?:and|or)\b)[^()]*\)")
# ", after the dancer has signed,", ", whom the Producer engages,"
_BETWEEN_COMMAS = re.compile(
    r", (?:and |but |or )?(?:after|before|if|when|where|unless|until|once|while|because|"
    r"as(?! well)|upon|following|provided|who|whom|whose|which|(?:with|for|to) whom)\b"
    r"[^,;:()]*,",
    re.IGNORECASE,
)
# "whom the ", "with which any "
_WHOM = re.compile(
    r"\b(?:whom|which|whose [\w-]+) (?:(?:the|an?|any|each|such|its|his|her|their) )?"
    r"(?:(?-i:[A-Z])[\w-]+ )?$",
    re.IGNORECASE,
)
#: so many characters before a word are looked at
_NEAR = 40


def without_brackets(words: str) -> str:
    """The words without what stands in brackets, and in those within them."""
    left = _IN_BRACKETS.sub("", words)
    return left if left == words else without_brackets(left)


def is_set_aside(sentence: str, start: int, end: int, at: int) -> bool:
    """True of words that are set aside before the verb at a place, and not what it is told of."""
    if any(a <= start and end <= b <= at for a, b in _asides(sentence)):
        return True
    told = sentence[end:at].strip()
    return bool(told) and _WHOM.search(sentence, max(0, start - _NEAR), start) is not None


@lru_cache(maxsize=_KEPT)
def _asides(sentence: str) -> tuple[tuple[int, int], ...]:
    return tuple(
        found.span()
        for pattern in (_ASIDE, _BETWEEN_COMMAS)
        for found in pattern.finditer(sentence)
    )
