"""Traps of kinds: what is a definition, a note, a table, a signature, and what hangs where."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.records import Clause, ClauseKind, Reading
from tests.printed import SENTENCES, Sheet
from tests.traps.typed_sheets import (
    all_text,
    both,
    paths,
    read_sheets,
    read_typed,
    starting,
    type_sheet,
)


def of_kind(reading: Reading, kind: ClauseKind) -> list[Clause]:
    return [clause for clause in reading.clauses if clause.kind is kind]


def test_definition_with_its_term() -> None:
    reading = read_typed(
        """
        =ARTICLE 1. DEFINITIONS
        (a) “Night Call” means a call that begins after nine in the evening.
        (b) A “Crowd Scan” is a scan of ten or more performers at one time.
        (c) Night Calls are posted with the others.
        """
    )
    defined = {clause.defines: clause.label for clause in of_kind(reading, ClauseKind.DEFINITION)}
    assert defined == {"Night Call": "(a)", "Crowd Scan": "(b)"}


def footnoted(sheet: Sheet) -> None:
    type_sheet(
        """
        =ARTICLE 5. MEALS
        (a) A hot meal is served every six hours.
        (b) A second meal is served on a boat.
        (c) A late meal is paid in tenths of an hour.
        """
    )(sheet)
    x = 72 + float(
        sheet.canvas.stringWidth("(b) A second meal is served on a boat.", "Times-Roman", 12)
    )
    sheet.write(x + 1, 135, "4", size=7)
    sheet.body(top=200, lines=22)
    sheet.rule(72, 640, 200)
    sheet.write(72, 652, "4", size=6)
    sheet.write(77, 656, "A raft counts as a boat, and so does a pontoon.", size=9)


def test_footnote_hangs_under_the_clause_with_its_mark() -> None:
    reading = read_sheets(footnoted)
    note = of_kind(reading, ClauseKind.FOOTNOTE)
    assert [(clause.label, clause.text) for clause in note] == [
        ("4", "A raft counts as a boat, and so does a pontoon.")
    ]
    assert note[0].parent == starting(reading, "A second meal is served").id
    assert "boat.4" not in all_text(reading)


def draw_grid(sheet: Sheet, rows: Sequence[Sequence[str]], *, top: float = 300) -> None:
    edges, tall = (72.0, 230.0, 350.0, 470.0), 18.0
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write(edges[column] + 5, top + at * tall + 13, text, size=11)
    bottom = top + tall * len(rows)
    for at in range(len(rows) + 1):
        sheet.rule(edges[0], top + at * tall, edges[-1])
    for edge in edges:
        sheet.upright(edge, top, bottom)


RATES = (
    ("Grade", "First year", "Second year"),
    ("Stand-in", "$210", "$224"),
    ("Double", "$250", "$266"),
)


def test_ruled_table_has_cells() -> None:
    reading = read_sheets(
        both(
            type_sheet("=ARTICLE 6. PAY\n(a) The rates for a day are these:"),
            lambda sheet: draw_grid(sheet, RATES, top=150),
            lambda sheet: sheet.write(72, 240, "(b) Rates rise each July."),
        )
    )
    (table,) = of_kind(reading, ClauseKind.TABLE)
    cells = {(cell.row, cell.column): cell.text for cell in table.cells or ()}
    assert cells == {(r, c): text for r, row in enumerate(RATES) for c, text in enumerate(row)}
    assert starting(reading, "Rates rise").labels[-1] == "(b)"


def test_contents_are_no_articles() -> None:
    names = ("CALLS", "MEALS", "TRAVEL", "WARDROBE", "HOLIDAYS")
    dots = "." * 60
    contents = "\n".join(f"Article {n}. {name} {dots} {n + 1}" for n, name in enumerate(names, 1))
    body = "\n\n".join(
        f"=ARTICLE {n}. {name}\n(a) {SENTENCES[n]}\n(b) {SENTENCES[n + 1]}"
        for n, name in enumerate(names, 1)
    )
    reading = read_sheets(type_sheet(f"=CONTENTS\n\n{contents}"), type_sheet(body))
    assert [path for path in paths(reading) if "/" not in path] == ["1", "2", "3", "4", "5"]
    listed = " ".join(clause.text for clause in of_kind(reading, ClauseKind.TOC))
    assert all(name in listed for name in names)
    assert (reading.outline.by, reading.outline.missing) == ("contents", ())


def test_signature_block() -> None:
    reading = read_typed(
        """
        =ARTICLE 30. TERM
        (a) This Agreement ends on June 30, 2026.
        (b) It goes on from year to year after that.

        IN WITNESS WHEREOF, the parties have signed on the day first written above.

        FOR THE LANTERN PERFORMERS' GUILD

        By: ______________________   Date: ____________

        FOR THE MERIDIAN PRODUCERS' ASSOCIATION

        By: ______________________   Date: ____________
        """
    )
    signed = " ".join(clause.text for clause in of_kind(reading, ClauseKind.SIGNATURE))
    assert "LANTERN PERFORMERS" in signed
    assert "MERIDIAN PRODUCERS" in signed
    assert starting(reading, "It goes on").text == "It goes on from year to year after that."


COMPANIES = (
    *("Amber Lane Pictures, Inc.", "Blue Heron Films, LLC", "Castle Row Productions, Inc."),
    *("Dune Street Pictures, LLC", "Elm Court Media, Inc.", "Far Shore Films, Inc."),
    *("Glass Harbor Pictures, LLC", "High Meadow Media, Inc.", "Ironwood Films, LLC"),
    *("Juniper Hill Pictures, Inc.", "Kestrel Road Media, LLC", "Low Tide Films, Inc."),
)


def test_party_list_in_two_columns() -> None:
    half = len(COMPANIES) // 2

    def names(sheet: Sheet) -> None:
        for at, (left, right) in enumerate(zip(COMPANIES[:half], COMPANIES[half:], strict=True)):
            sheet.write(72, 180 + at * 15, left)
            sheet.write(330, 180 + at * 15, right)

    text = """
        =EXHIBIT A
        =LIST OF PRODUCERS

        The companies below are bound by this Agreement:
    """
    reading = read_sheets(
        type_sheet(
            "=ARTICLE 1. SCOPE\n(a) The Producers of Exhibit A are bound.\n(b) So is the Guild."
        ),
        both(type_sheet(text), names),
    )
    listed = " ".join(clause.text for clause in of_kind(reading, ClauseKind.PARTY_LIST))
    assert all(company in listed for company in COMPANIES)


def test_drafting_note_in_brackets() -> None:
    reading = read_typed(
        """
        =ARTICLE 14. TRAINING
        (a) The Producer pays for a course each year.

        [Drafting note: the parties have yet to agree who pays for the course.]

        (b) A course is work.
        """
    )
    (note,) = of_kind(reading, ClauseKind.DRAFTING_NOTE)
    assert note.text.startswith("[Drafting note: the parties")
    assert paths(reading) == ["14", "14/(a)", "14/(b)"]


SIDELETTER = """
    =ARTICLE 20. TERM
    (a) This Agreement ends in June.
    (b) It may be extended.
    \f
    =SIDELETTER ON NIGHT TRAVEL

    The parties have talked about travel after dark and agree:

    1. A taxi is called after eleven.
    2. The driver waits until the door is open.
    \f
    =EXHIBIT B
    =CALL SHEET

    1. Name of the performer.
    2. Hour of the call.
"""


def test_exhibit_opens_a_numbering_of_its_own() -> None:
    reading = read_typed(SIDELETTER)
    exhibit = starting(reading, "Name of the performer.")
    assert exhibit.labels == ("Exhibit B", "1")
    assert "CALL SHEET" in all_text(reading)
    opened = [clause.label for clause in of_kind(reading, ClauseKind.ATTACHMENT)]
    assert "EXHIBIT B" in opened


def test_sideletter_with_a_title_alone_is_an_attachment() -> None:
    reading = read_typed(SIDELETTER)
    letter = next(
        clause for clause in of_kind(reading, ClauseKind.ATTACHMENT) if 1 not in clause.pages
    )
    printed = f"{letter.label or ''} {letter.heading or ''} {letter.text}"
    assert " ".join(printed.split()) == "SIDELETTER ON NIGHT TRAVEL"
    assert starting(reading, "A taxi is called").labels[-1].endswith("1")
    assert "20" not in " ".join(starting(reading, "A taxi is called").labels)


def test_preposition_is_no_label_of_a_sideletter() -> None:
    reading = read_typed(SIDELETTER)
    letter = next(clause for clause in reading.clauses if 2 in clause.pages)
    assert letter.label in (None, "SIDELETTER")
