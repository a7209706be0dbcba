"""What an audit leaves out and why: words of the proposal's own, titles, other agreements.

Input: clauses that were passed over, the pairing. Output: `NotCompared`s, and what tells a title
that is underlined from one that is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analyzer.comparison.marked_print import Printed
from analyzer.comparison.other_agreements import OtherAgreements
from analyzer.comparison.pairing import Pairing
from analyzer.comparison.taken_back import Before
from analyzer.records import Clause, ClauseId, Document, NotCompared
from analyzer.wording.setting import fold_heading

#: so many names of other agreements are told
_FEW_NAMES = 3


def is_underlined_title(clause: Clause) -> bool:
    """True for a title without a text of its own that is underlined from end to end."""
    if clause.text or not clause.heading or not clause.marks:
        return False
    return not clause.old_text and not Printed.of(clause).old_heading()


def underlines_titles(pairing: Pairing, before: Mapping[ClauseId, Before]) -> bool:
    """True where titles that the base has too are underlined: then it is their style."""
    old, new = pairing.old, pairing.new
    return any(
        (i := pairing.back[at]) >= 0
        and is_underlined_title(before[clause.id].origin)
        and fold_heading(clause.heading) == fold_heading(old.clauses[i].heading)
        for at, clause in enumerate(new.clauses)
    )


def name_own_words(clauses: Sequence[Clause], proposal: Document) -> Iterator[NotCompared]:
    """What speaks in words of its own."""
    why = "in words of its own, which claim nothing of the base"
    yield from _tell(len(clauses), "paragraph", proposal, why=why)


def name_titles(clauses: Sequence[Clause], proposal: Document) -> Iterator[NotCompared]:
    """New titles that are underlined as all are."""
    why = "underlined as its titles are: whether they are marked as new cannot be told"
    yield from _tell(len(clauses), "new title", proposal, why=why)


def name_others(others: OtherAgreements, proposal: Document) -> Iterator[NotCompared]:
    """What changes other agreements."""
    more = " and more" if len(others.names) > _FEW_NAMES else ""
    why = f"changes to other agreements than the base: {', '.join(others.names[:_FEW_NAMES])}{more}"
    yield from _tell(len(others.clauses), "paragraph", proposal, why=why)


def _tell(count: int, noun: str, proposal: Document, *, why: str) -> Iterator[NotCompared]:
    """One line for all of them; nothing where there are none."""
    if count:
        what = f"{count} {noun}{'s' if count > 1 else ''} of {proposal.title}"
        yield NotCompared(proposal.id, what, why)
