"""What a report calls itself and says of its own making: of two documents, or of one's own marks.

A comparison → the sentences around its changes, in one place for every format.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from analyzer.records import Comparison


@dataclass(frozen=True, slots=True)
class Phrases:
    """Sentences are whole; other phrases are parts of one, or titles."""

    title: str
    #: said before anything else; '' for a comparison
    preface: str
    nothing: str
    #: of clauses that are not listed: '3 clauses …'
    same: str
    ai_same: str
    ai_nothing: str
    only_about: str
    every: str
    apart: str
    none_apart: str
    foot: str


_LIMITS = (
    "Differences of setting (line breaks, hyphens, quotation marks, capitals of headings) are not "
    "shown. The order of what to read first is by topic, effect and amount of change; it is no "
    "legal advice."
)
_COMPARED = Phrases(
    title="What changed",
    preface="",
    nothing="No clause differs.",
    same="read as before",
    ai_same="The clauses about AI read as before.",
    ai_nothing="No clause that differs was found to be about AI.",
    only_about="on either side ",
    every="Every change",
    apart="Not compared, and what only looks different",
    none_apart="Every clause of both documents took part in the comparison.",
    foot=f"Compared clause by clause from the files named above. {_LIMITS}",
)
#: on one topic: of the rest nothing is said but what stands alone
_COMPARED_IN_PART = replace(
    _COMPARED,
    none_apart=(
        "Every clause about this topic took part in the comparison, and no attachment or table of "
        "either document stands alone."
    ),
)
_OWN_MARKS = Phrases(
    title="What the document itself marks",
    preface=(
        "These are the document's own marks, the words that it strikes and the words that it "
        "underlines as new; it is no comparison of two files. What it changes without marking it "
        "is not seen here."
    ),
    nothing="No clause that is shown carries marks.",
    same="carry no marks",
    ai_same="The clauses about AI carry no marks.",
    ai_nothing="No marked clause was found to be about AI.",
    only_about="",
    every="Every marked clause",
    apart="What is not marked, and what only looks different",
    none_apart="Every clause of the document was read for marks.",
    foot=(
        "Read from the lines that are drawn through and under the words of the file named above. "
        f"{_LIMITS}"
    ),
)
NO_REDLINE = (
    "This document strikes no words, so it is no redline and marks no changes of its own; "
    "underlining alone is taken for emphasis."
)


def phrases_of(comparison: Comparison) -> Phrases:
    """The phrases that fit what was compared."""
    if comparison.own_marks is not None:
        return _OWN_MARKS
    return _COMPARED if comparison.topic is None else _COMPARED_IN_PART
