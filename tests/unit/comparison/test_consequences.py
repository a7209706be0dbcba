"""What changes do elsewhere in the document."""

from __future__ import annotations

from analyzer.comparison.consequences import find_broken, find_returned
from analyzer.comparison.defining import tell_definitions
from analyzer.comparison.words import redline
from analyzer.records import (
    Change,
    ChangeKind,
    Clause,
    ClauseId,
    ClauseKind,
    CrossReference,
    DefinedTerm,
    DocumentId,
)

LONG = (
    "A driver who carries costumes across the border shall be paid for the whole of the time that "
    "the customs house keeps the lorry waiting at the gate"
)


def make_clause(name: str, text: str, **fields: object) -> Clause:
    document = DocumentId(name[:3])
    return Clause(
        ClauseId(name),
        document,
        None,
        0,
        ClauseKind.CLAUSE,
        text,
        citation=name[4:],
        **fields,  # type: ignore[arg-type]
    )


def make_change(kind: ChangeKind, old: str | None, new: str | None, *texts: str) -> Change:
    return Change(
        kind,
        (ClauseId(old),) if old else (),
        (ClauseId(new),) if new else (),
        words=redline(*texts),
    )


def point_to(target: str | None) -> tuple[CrossReference, ...]:
    return (CrossReference(0, 9, "Section 4", ClauseId(target) if target else None),)


def test_a_definition_that_changed_names_the_clauses_that_use_it() -> None:
    was, now = '"Rig" means a lamp.', '"Rig" means a lamp or a stand.'
    clauses = {
        clause.id: clause
        for clause in (
            make_clause("old#1", was, defines="Rig"),
            make_clause("new#1", now, defines="Rig"),
        )
    }
    change = make_change(ChangeKind.REWORDED, "old#1", "new#1", was, now)
    same = make_change(ChangeKind.UNCHANGED, "old#1", "new#1", was, was)
    terms = [DefinedTerm("Rig", ClauseId("new#1"), (ClauseId("new#5"), ClauseId("new#9")))]
    told = list(tell_definitions([same, change], clauses, [], terms))
    assert [(item.term, item.change, item.used_in) for item in told] == [
        ("Rig", 1, ("new#5", "new#9"))
    ]


def test_a_term_in_passing_counts_only_where_words_change_beside_it() -> None:
    far = "of every season and of every part of a season in which work is done at all "
    was = f"The owner (the “House”) pays in May. The rent is due in the first week {far * 2}here."
    now = was.replace("here", "there")
    clauses = {
        clause.id: clause for clause in (make_clause("old#1", was), make_clause("new#1", now))
    }
    terms = [DefinedTerm("House", ClauseId("new#1"), ())]
    before = [DefinedTerm("House", ClauseId("old#1"), ())]
    change = make_change(ChangeKind.REWORDED, "old#1", "new#1", was, now)
    assert list(tell_definitions([change], clauses, before, terms)) == []
    near = was.replace("owner", "tenant")
    change = make_change(ChangeKind.REWORDED, "old#1", "new#1", was, near)
    assert len(list(tell_definitions([change], clauses, before, terms))) == 1


def test_a_reference_that_now_leads_elsewhere_or_nowhere() -> None:
    text = "Section 4 applies."
    changes = [
        make_change(ChangeKind.RENUMBERED, "old#4", "new#5", "Pay.", "Pay."),
        make_change(ChangeKind.ADDED, None, "new#4", "", "Meals."),
        make_change(ChangeKind.UNCHANGED, "old#9", "new#9", text, text),
    ]
    for target, expected in (("new#4", 1), ("new#5", 0), (None, 1)):
        clauses = {
            clause.id: clause
            for clause in (
                make_clause("old#4", "Pay."),
                make_clause("new#5", "Pay."),
                make_clause("new#4", "Meals."),
                make_clause("old#9", text, references=point_to("old#4")),
                make_clause("new#9", text, references=point_to(target)),
            )
        }
        found = list(find_broken(changes, clauses))
        assert len(found) == expected
        assert [(item.was, item.now) for item in found] == [("old#4", target)] * expected
        assert all(item.stands == ("new#5",) for item in found)


def test_a_reference_that_could_not_be_followed_to_what_stands_where_it_stood_is_whole() -> None:
    text = "Section 4 applies."
    changes = [
        make_change(ChangeKind.REWORDED, "old#4", "new#4", "Pay.", "Pay at once."),
        make_change(ChangeKind.UNCHANGED, "old#9", "new#9", text, text),
    ]
    clauses = {
        clause.id: clause
        for clause in (
            make_clause("old#4", "Pay.", labels=("Section 4",)),
            make_clause("new#4", "Pay at once.", labels=("Section 4",)),
            make_clause("old#9", text, references=point_to("old#4")),
            make_clause("new#9", text, references=point_to(None)),
        )
    }
    assert list(find_broken(changes, clauses)) == []


def test_the_date_of_an_agreement_is_no_part_of_the_names_of_its_parties() -> None:
    was = "This is made as of July 1, 2020 by the Guild of Drivers (the “Guild”)."
    terms = [DefinedTerm("Guild", ClauseId("new#1"), ())]
    before = [DefinedTerm("Guild", ClauseId("old#1"), ())]

    def told(was: str, now: str) -> int:
        clauses = {one.id: one for one in (make_clause("old#1", was), make_clause("new#1", now))}
        change = make_change(ChangeKind.REWORDED, "old#1", "new#1", was, now)
        return len(list(tell_definitions([change], clauses, before, terms)))

    assert told(was, was.replace("2020", "2023")) == 0
    assert told(was, was.replace("July 1, 2020", "May 3, 2023")) == 0
    assert told(was, was.replace("Drivers", "Riggers")) == 1
    assert told(was, f"{was[:-1]}, which signs for all.") == 0
    season = "The season ends on May 3, 2020 (the “Guild”)."
    assert told(season, season.replace("2020", "2021")) == 1


def test_what_is_dropped_and_comes_back_elsewhere() -> None:
    removed = make_change(ChangeKind.REMOVED, "old#1", None, f"{LONG}.", "")
    brought = make_change(
        ChangeKind.REWORDED, "old#2", "new#2", "Lorries.", f"Lorries. From May on, {LONG.lower()}."
    )
    (back,) = find_returned([removed, brought])
    assert (back.dropped, back.comes_back) == (0, 1)
    assert back.words.startswith("a driver who carries costumes")
    assert list(find_returned([removed])) == []


def test_how_a_letter_opens_comes_back_in_no_other() -> None:
    opens = (
        "This Letter of Agreement {} between the Lantern Performers' Guild, for its members on "
        "the pier, and the Meridian Producers' Association, for each Producer of ferries."
    )
    for verb, count in (("is", 0), ("holds", 1)):
        text = opens.format(verb)
        removed = make_change(ChangeKind.REMOVED, "old#1", None, text, "")
        brought = make_change(ChangeKind.ADDED, None, "new#2", "", text)
        assert len(list(find_returned([removed, brought]))) == count


def test_cells_of_a_calendar_do_not_come_back() -> None:
    cells = (
        "Closed Open Open Closed Lamps Lamps Lamps 8 30a 8 30a 5 30p 7 00p Oil Oil Wick Wick Rope"
    )
    for text, count in ((f"{cells} {cells}", 0), (f"{cells}. {LONG}.", 1)):
        removed = make_change(ChangeKind.REMOVED, "old#1", None, text, "")
        brought = make_change(ChangeKind.ADDED, None, "new#2", "", text)
        assert len(list(find_returned([removed, brought]))) == count, text
