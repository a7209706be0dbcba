"""The end of a line and the label of the next → is the label what the sentence refers to?"""

from __future__ import annotations

import re

from analyzer.clauses.rows import Row

#: characters of a line's words before it that may hold a reference
_TAIL = 70

# 'Section', 'subparagraphs', 'Nos.': what follows is a reference
_REFERENCE_NOUN = re.compile(
    r"[(“\"]?(?:sections?|secs?\.|articles?|arts?\.|(?:sub-?)?paragraphs?|(?:sub-?)?sections?|"
    r"(?:sub-?)?clauses?|items?|exhibits?|schedules?|appendi(?:x|ces)|rules?|parts?|chapters?|"
    r"sideletters?|nos?\.|¶+|§+)",
    re.IGNORECASE,
)
# '3(a)', '(b)(1)', 'XII', '(ii),', '14.2'
_REFERENCE_NUMBER = re.compile(
    r"[“\"]?(?:\(?[A-Za-z0-9]{1,5}\)|\(?[0-9]{1,3}[A-Za-z]?|[IVXLC]+[A-Z]?|[A-Za-z])"
    r"(?:\.?\([A-Za-z0-9]{1,5}\)|\.[A-Za-z0-9]{1,5})*[”\"’]?,?"
)
_CONNECTIVES = frozenset(["and", "or", "through", "to", "thru", "&", "–", "-", "and/or"])
# 'forty-eight', 'thirty': a figure in brackets repeats it
_NUMBER_WORD = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|"
    r"forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|first|second|third|\w+th|\w+ty)$",
    re.IGNORECASE,
)


def closes_bracket(before: str, row: Row) -> bool:
    """'(Range' and, on the next line, '18) is paid': the label's bracket was opened before."""
    label = row.labels[0].text
    closes = label.endswith(")") and "(" not in label
    return closes and before.rfind("(") > before.rfind(")")


def refers(before: str, row: Row) -> bool:
    """Does the end of the line before make a reference (or a figure) of this line's label?"""
    if closes_bracket(before, row):
        return True
    words = before[-_TAIL:].split()[-8:]
    if (words and not words[-1].endswith((".", ";", ":"))) or words[-1:] == ["No."]:
        for word in reversed(words):
            if _REFERENCE_NOUN.fullmatch(word):
                return True
            if word.lower() not in _CONNECTIVES and not _REFERENCE_NUMBER.fullmatch(word):
                break
    label = row.labels[0].text
    is_figure = label.startswith("(") and label[1:2].isdigit()
    return is_figure and bool(_NUMBER_WORD.search(before[-_TAIL:]))
