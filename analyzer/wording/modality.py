"""Whether a phrase stands under a negation.

Input: a sentence with plain marks and the span of a phrase in it. Output: yes or no. A negation
reaches forward to the end of its clause: a semicolon, a colon, or a comma or 'and' that a new verb
of duty follows.
"""

from __future__ import annotations

import re

# "shall not", "cannot", "no replica", "neither … nor"; not "not only", "whether or not", "no later"
_NEGATION = re.compile(
    r"\b(?:not|never|nor|neither|no|none|nobody|nothing|cannot|can't|forbidden|prohibited)\b"
    r"(?<!whether or not)(?! (?:only|limited to)\b)"
    r"(?! (?:less|later|more|earlier|fewer) than\b)",
    re.IGNORECASE,
)
# "; ", ": ", ", but the Producer may", " and shall own", ", provided that"
_NEW_CLAUSE = re.compile(
    r"[;:]|,? (?:but|except|unless|provided that|whereas|while|although|however)\b|"
    r",? and (?:\w+ ){0,3}?(?:shall|may|must|will)\b|, (?:which|who) ",
    re.IGNORECASE,
)

# "… is forbidden", "… are void", "… is not enough"
_DENIED_AFTER = re.compile(
    r"[^.;:,]{0,40}?\b(?:is|are|be|was|were) (?:hereby )?"
    r"(?:not|never|forbidden|prohibited|void|insufficient|barred|excluded)\b",
    re.IGNORECASE,
)
#: how many characters a negation reaches
REACH = 110


def is_negated(sentence: str, start: int, end: int) -> bool:
    """True when sentence[start:end] is denied: "shall not own the scan" denies "own"."""
    for negation in _NEGATION.finditer(sentence, max(0, start - REACH), end):
        if not _NEW_CLAUSE.search(sentence, negation.end(), max(negation.end(), start)):
            return True
    return bool(_DENIED_AFTER.match(sentence, end))
