"""Words before a sentence → whether they are its heading, set in the same line, and no part of it.

'Night Calls - The Producer shall …' and 'Work at Sea Riggers shall …' rule what the same sentences
rule without their first words. Input: a sentence and where its first words end. Output: yes or no.
"""

from __future__ import annotations

import re

# "Night Calls", "a. Staff On Duty / In House", "Bidding for Vacant Posts", "Short-Notice Calls"
_TITLE = re.compile(
    r"(?:\(?[a-z\d]{1,2}[.)] )?(?:(?-i:[A-Z])[\w'/-]*|[/&]|of|for|in|on|at|to|and|or|the|with|by)"
    r"(?: (?:(?-i:[A-Z])[\w'/-]*|[/&]|of|for|in|on|at|to|and|or|the|with|by)){0,7}"
)
# ": ", " - ", ". ": between a heading and its sentence
_PARTS = re.compile(r"\s*[:–—-]\s+(?=[A-Z\"])|\.\s+(?=[A-Z\"])")
# "at", "for": a heading that says where or when; no name of a kind of people has it
_OF_PLACE = re.compile(r"\b(?:of|for|in|on|at|to|with|by)\b", re.IGNORECASE)
# " The", " If", " Should": opens a sentence of its own
_OPENS = re.compile(
    r"\s+(?:The|An?|All|Any|Each|Every|No|If|When|Where|Should|In|On|At|For|Upon|Such|This|These|"
    r"There|It|Unless|Once|After|Before|During)\b"
)
# "No", "Not all", "Only", "Unless": begins a rule, and changes what the words behind it say
_RULES = re.compile(
    r"(?:no|not|none|neither|never|only|unless|except|if|when|where|until|all|any|each|every)\b",
    re.IGNORECASE,
)


def is_heading(sentence: str, end: int) -> bool:
    """True where the words up to `end` are a heading before the sentence itself."""
    words = sentence[:end].strip()
    if _TITLE.fullmatch(words) is None or _RULES.match(words):
        return False
    if _PARTS.match(sentence, end) or _OPENS.match(sentence, end):
        return True
    behind = sentence[end:].lstrip()
    named = behind[:1].isupper() and sentence[end : end + 1] == " "
    return named and len(words.split()) > 1 and _OF_PLACE.search(words) is not None
