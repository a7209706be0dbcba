"""What takes no full part in a comparison is named, with the reason."""

from __future__ import annotations

from dataclasses import replace

from analyzer.comparison import Given, describe_changes
from analyzer.records import Clause, ClauseKind, Comparison, DocumentKind, Findings
from analyzer.results import Compared
from tests.clause_trees import Twig, compare, grow, make_document

NOTHING = Findings((), ())
PAY = Twig("p", "The Producer pays each stand-in on the Thursday after the week of work.", "1.")
VANS = Twig("v", "A van waits at the gate until the last member of the crew has left.", "(a)")
BOATS = Twig("b", "Nobody goes on the water without a vest that bears the guild's seal.", "(a)")


def exhibit(name: str, heading: str, twig: Twig) -> Twig:
    return Twig(name, "", f"Exhibit {name}", heading, (twig,), kind=ClauseKind.ATTACHMENT)


def told(comparison: Comparison) -> list[tuple[str, str]]:
    return [(str(item.document), item.what) for item in comparison.not_compared]


def test_an_attachment_without_a_counterpart_is_named() -> None:
    old = [PAY, exhibit("A", "Vans", VANS), exhibit("B", "Boats", BOATS)]
    found = compare(old, [PAY, exhibit("A", "Vans", VANS)])
    assert told(found) == [("old", "Attachment: Exhibit B, Boats, page 1 (2 clauses)")]
    assert told(compare(old, old)) == []
    back = compare([PAY, exhibit("A", "Vans", VANS)], old)
    assert told(back) == [("new", "Attachment: Exhibit B, Boats, page 1 (2 clauses)")]


def test_on_one_topic_what_stands_alone_is_named_too() -> None:
    old = [PAY, exhibit("A", "Vans", VANS), exhibit("B", "Boats", BOATS)]
    found = compare(old, [PAY, exhibit("A", "Vans", VANS)], topic="ai")
    assert found.changes == ()
    assert told(found) == [("old", "Attachment: Exhibit B, Boats, page 1 (2 clauses)")]
    assert "took part" not in Compared(found).report("markdown")
    assert "Every clause about this topic" in Compared(compare(old, old, topic="ai")).report("html")
    assert "Every clause of both documents" in Compared(compare(old, old)).report("markdown")


def test_on_one_topic_many_that_stand_alone_are_counted() -> None:
    many = [
        exhibit(f"{at}", f"Vans {at}", Twig(f"v{at}", f"Van {at * 7} waits.")) for at in range(20)
    ]
    lines = compare([PAY, *many], [PAY], topic="ai").not_compared
    assert len(lines) == 9
    assert lines[-1].what.startswith("12 more attachments")
    assert len(compare([PAY, *many], [PAY]).not_compared) == 20


def test_a_proposal_that_does_not_restate_it_drops_nothing() -> None:
    old = [PAY, exhibit("B", "Boats", BOATS)]
    kinds = (DocumentKind.AGREEMENT, DocumentKind.PROPOSAL)
    found = compare(old, [PAY], kinds=kinds)
    assert not any(what.startswith("Attachment") for _, what in told(found))


def read_from_picture(source: str) -> Comparison:
    def side(name: str, twigs: list[Twig]) -> tuple[Clause, ...]:
        return grow(name, twigs)

    new = tuple(replace(c, source=source) for c in side("new", [PAY]))
    return describe_changes(
        Given(make_document("old"), side("old", [PAY]), NOTHING),
        Given(make_document("new"), new, NOTHING),
    ).about(None)


def test_pages_whose_words_are_a_text_layer_are_named() -> None:
    (line,) = read_from_picture("ocr").not_compared
    assert line.document == "new" and line.what.startswith("page 1 of ")
    assert "check every difference against the page" in line.why
    assert read_from_picture("text").not_compared == ()
