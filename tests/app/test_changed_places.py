"""Of every change between the samples: the page of the first changed words opens first, and its
stronger boxes lie on those words and on nothing else, as another reader sees the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from analyzer.pipeline import Analyzer
from analyzer.records import Change, Clause, Comparison, Document, WordOperation
from analyzer.ui.stops import Span, Way, spans_by_clause, way_of_change
from tests.browsing import CORPUS
from tests.under_boxes import Printed, letters

pytestmark = pytest.mark.slow
PAIRS = (
    ("agreement-2020", "agreement-2023"),
    ("agreement-2023", "proposal-2026"),
    ("proposal-2026", "counterproposal-2026"),
)
Side = tuple[Document, tuple[Clause, ...], WordOperation]


def sides(change: Change, comparison: Comparison) -> Iterator[Side]:
    for document, ids, operation in (
        (comparison.old, change.old, WordOperation.DELETE),
        (comparison.new, change.new, WordOperation.INSERT),
    ):
        clauses = tuple(comparison.clauses[each] for each in ids)
        if clauses and change.words and not any(clause.cells for clause in clauses):
            yield document, clauses, operation


def words_in(clause: Clause, spans: tuple[Span, ...]) -> list[re.Match[str]]:
    """The printed words of which a span holds a part."""
    return [
        word
        for word in re.finditer(r"\S+", clause.text)
        if any(low < word.end() and high > word.start() for low, high in spans if low < high)
    ]


def faults_of(change: Change, side: Side, printed: Printed) -> list[str]:
    document, clauses, operation = side
    way = way_of_change(change, clauses, operation)
    told = spans_by_clause(change, clauses, operation)
    words = [
        word[0]
        for clause, spans in told
        if (0, len(clause.text)) not in spans
        for word in words_in(clause, spans)
    ]
    under = "".join(printed.under(stop.changed) for stop in way.stops if stop.changed)
    faults = [] if letters(under) == letters(" ".join(words)) else ["other words under the boxes"]
    if words and not change.heading_words and not way.stops[way.first].changed:
        faults.append("opened at a page without a changed word")
    return [f"{document.id} {clauses[0].id}: {fault}" for fault in faults]


@pytest.mark.parametrize("pair", PAIRS)
def test_boxes_lie_on_the_changed_words_and_their_page_opens_first(
    sample_library: Path, pair: tuple[str, str]
) -> None:
    with Analyzer.open(sample_library, read_only=True) as library:
        comparison = library.compare(*pair).comparison
    turned, faults = 0, []
    with ExitStack() as opened:
        printed = {
            name: opened.enter_context(closing(Printed(CORPUS / f"{name}.pdf"))) for name in pair
        }
        for change in comparison.restated:
            for side in sides(change, comparison):
                faults += faults_of(change, side, printed[side[0].id])
                way = way_of_change(change, side[1], side[2])
                turned += way.first > 0
                assert [stop.page for stop in way.stops] == sorted(pages_of(way))
    assert faults == []
    assert turned, "a change whose first words stand on the second page of its clause"


def pages_of(way: Way) -> list[int]:
    return [box.page for box in dict.fromkeys(stop.boxes[0] for stop in way.stops)]
