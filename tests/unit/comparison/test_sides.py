"""The clauses of one side of a comparison: what stands above each, whatever is printed first."""

from __future__ import annotations

from dataclasses import replace

from analyzer.comparison.sides import Side
from analyzer.records import Clause, ClauseId, ClauseKind
from tests.marked_clauses import make_clause

#: clauses in reading order, each with the one above it: a footnote at the foot of its page stands
#: before the clause that bears its mark, where that clause begins behind it
ABOVE = {"work": None, "note": "meals", "rest": "work", "meals": "work"}


def clauses() -> list[Clause]:
    made = []
    for order, (name, above) in enumerate(ABOVE.items()):
        clause = make_clause(f"The {name} of the crew is told in ten words here.", order=order)
        kind = ClauseKind.FOOTNOTE if name == "note" else ClauseKind.CLAUSE
        parent = ClauseId(above) if above else None
        made.append(replace(clause, id=ClauseId(name), parent=parent, kind=kind))
    return made


def test_a_note_that_stands_before_its_clause_counts_below_it() -> None:
    side = Side.of(clauses())
    own = [len(words) for words in side.words]
    work, note, rest, meals = range(len(ABOVE))
    assert side.outermost == (work,) * len(ABOVE)
    assert side.weight[note] == own[note] and side.weight[rest] == own[rest]
    assert side.weight[meals] == own[meals] + own[note]
    assert side.weight[work] == sum(own)
    assert side.subtree(meals) == [note, meals]
