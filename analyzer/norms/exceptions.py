"""Cases in which a norm does not hold, and conditions on it.

Input: a sentence with plain marks. Output: spans of the exceptions in it ('unless …', 'except …',
'provided that …', 'subject to …', 'without … consent'), in order.
"""

from __future__ import annotations

import re

from analyzer.wording.sentences import Span

# "unless the Guild agrees", "except as Section 2 says", ", provided, however, that", "so long as"
_OPENS = re.compile(
    r"\b(?:unless|except(?:ing)?(?: (?:that|as|for|where|when|in|with|to))?|"
    r"provided(?:,? (?:however|further),?)?(?: that)?(?=,? )|"
    r"(?:but |only )?subject to|(?:so|as) long as|"
    r"on (?:the )?condition that|other than|save (?:that|as|for|where)|absent|"
    r"without (?:(?:the|its|his|her|their|any|a|first|obtaining|such) )*(?:[\w']+ ){0,5}?"
    r"(?:consent|permission|approval|agreement|authori[sz]ation))\b",
    re.IGNORECASE,
)
# "provided by the Company", "provided in Article 4", "as otherwise provided"
_NO_CONDITION = re.compile(
    r"provided (?:by|in|to|for|under|with|herein|above|below|the|at|such|it|from|an?|as)\b|"
    r"(?:are|is|be|been|was|were|as|otherwise|information|services|not|and|or|shall) provided",
    re.IGNORECASE,
)
# "not subject to" is no condition, "subject to arbitration" neither
_SAYS_SUBJECT = re.compile(r"\bnot (?:be )?$", re.IGNORECASE)
# "are subject to" is the norm itself
_IS_SUBJECT = re.compile(r"\b(?:is|are) $")
_PROCEDURE = re.compile(
    r" (?:the )?(?:grievance|arbitration|discipline|review|audit|inspection|penalt\w+)\b"
)
# "shall not, without …, transfer": an aside ends at its comma
_ASIDE = re.compile(r"\b(?:shall|may|will|must|not|never|agrees?), $")
# "; ", ". ", ", and shall"
_ENDS = re.compile(r";|\.(?=\s|$)|,? (?:and|but|or) (?:shall|will|may|must)\b")


def exceptions_in(sentence: str) -> tuple[Span, ...]:
    """Where each exception stands, from its opening words to the end of its clause."""
    spans: list[Span] = []
    for match in _OPENS.finditer(sentence):
        if spans and match.start() < spans[-1][1]:
            continue
        word = match.group().lower()
        if word.startswith("provided") and _is_no_condition(sentence, match):
            continue
        if word.endswith("subject to") and (
            _SAYS_SUBJECT.search(sentence[: match.start()])
            or _IS_SUBJECT.search(sentence[: match.start()])
            or _PROCEDURE.match(sentence, match.end())
        ):
            continue
        spans.append((match.start(), _end_of(sentence, match)))
    return tuple(spans)


def _is_no_condition(sentence: str, match: re.Match[str]) -> bool:
    if "that" in match.group() or "however" in match.group().lower():
        return False
    before = sentence[max(0, match.start() - 14) : match.end()]
    return bool(
        _NO_CONDITION.match(sentence, match.start()) or re.search(r"\w $", before[: -len(match[0])])
    )


def _end_of(sentence: str, match: re.Match[str]) -> int:
    """An exception that opens a sentence ends at its comma; another runs to the clause's end."""
    stop = _ENDS.search(sentence, match.end())
    end = stop.start() if stop else len(sentence)
    if match.start() < 3 or _ASIDE.search(sentence[: match.start()]):
        comma = sentence.find(",", match.end())
        end = min(end, comma) if comma > 0 else end
    while end > match.end() and sentence[end - 1] in " ,":
        end -= 1
    return end
