"""Traps of a printed redline: struck and underlined words, their edges and their look-alikes."""

from __future__ import annotations

from analyzer.records import Clause, MarkKind, Reading
from tests.printed import Draw, Sheet
from tests.traps.typed_sheets import both, read_sheets, starting, type_sheet

STRUCK, UNDERLINED = -3.5, 1.8
PLAIN, OUT, IN, BOTH = "plain", "out", "in", "both"


def marked(x: float, y: float, *pieces: tuple[str, str]) -> Draw:
    """A line in pieces, each with its rule; no space is added between them."""

    def draw(sheet: Sheet) -> None:
        at = x
        for text, how in pieces:
            end = sheet.write(at, y, text)
            for rise in {OUT: (STRUCK,), IN: (UNDERLINED,), BOTH: (STRUCK, UNDERLINED)}.get(
                how, ()
            ):
                sheet.rule(at, y + rise, end)
            at = end

    return draw


ARTICLE = "=ARTICLE 9. TERM\n(a) This Article goes with the others.\n(b) Nothing in it is new."
FURTHER = "\n=ARTICLE 10. FINES"
FINE = "A fine is taken for a late answer or for none."


def redlined(*lines: Draw) -> Reading:
    """What is read of these lines, with an article further down that strikes a whole sentence."""
    further = (
        type_sheet(FURTHER, top=300),
        marked(72, 330, ("(a) A fine is noted. ", PLAIN), (FINE, OUT)),
        marked(72, 350, ("(b) Nobody pays a fine without a paper that says so.", PLAIN)),
    )
    return read_sheets(both(type_sheet(ARTICLE), *lines, *further))


def spans(clause: Clause, kind: MarkKind) -> list[str]:
    text = clause.marked_text or ""
    return [text[mark.start : mark.end].strip() for mark in clause.marks if mark.kind is kind]


def test_struck_and_underlined() -> None:
    line = marked(
        *(72, 160),
        ("(c) Notice is ", PLAIN),
        ("thirty", OUT),
        (" ", PLAIN),
        ("sixty", IN),
        (" days.", PLAIN),
    )
    clause = starting(redlined(line), "Notice is")
    assert clause.text == "Notice is sixty days."
    assert clause.old_text == "Notice is thirty days."
    assert spans(clause, MarkKind.DELETED) == ["thirty"]
    assert spans(clause, MarkKind.INSERTED) == ["sixty"]


def test_word_both_struck_and_underlined_is_struck() -> None:
    line = marked(72, 160, ("(c) A fee of ten ", PLAIN), ("or more ", BOTH), ("dollars.", PLAIN))
    clause = starting(redlined(line), "A fee")
    assert clause.text == "A fee of ten dollars."
    assert spans(clause, MarkKind.INSERTED) == []


def test_mark_edge_inside_a_token() -> None:
    line = marked(
        72, 160, ("(c) It ends in ", PLAIN), ("2021", OUT), ("2024", IN), (" or later.", PLAIN)
    )
    clause = starting(redlined(line), "It ends")
    assert clause.text == "It ends in 2024 or later."
    assert clause.old_text == "It ends in 2021 or later."


def test_mark_edge_between_two_amounts() -> None:
    line = marked(
        72, 160, ("(c) A day pays ", PLAIN), ("$35,000", OUT), ("$25,000", IN), (" at most.", PLAIN)
    )
    clause = starting(redlined(line), "A day pays")
    assert clause.text == "A day pays $25,000 at most."
    assert clause.old_text == "A day pays $35,000 at most."


def test_figure_struck_for_a_word() -> None:
    line = marked(
        72, 160, ("(c) A rise of ", PLAIN), ("10%", OUT), ("fifteen", IN), (" percent.", PLAIN)
    )
    clause = starting(redlined(line), "A rise of")
    assert clause.text == "A rise of fifteen percent."
    assert clause.old_text == "A rise of 10% percent."


def test_underlined_caption_is_not_inserted() -> None:
    reading = redlined(
        marked(72, 160, ("(c) ", PLAIN), ("Night Calls", IN)),
        marked(96, 175, ("A night call is paid double.", PLAIN)),
        marked(72, 195, ("(d) ", PLAIN), ("Early Calls.", IN), (" They are paid once.", PLAIN)),
    )
    assert [span for clause in reading.clauses for span in spans(clause, MarkKind.INSERTED)] == []
    assert [s for clause in reading.clauses for s in spans(clause, MarkKind.DELETED)] == [FINE]


def test_without_strikes_there_is_no_redline() -> None:
    line = marked(72, 160, ("(c) The ", PLAIN), ("whole", IN), (" of a day is paid.", PLAIN))
    reading = read_sheets(both(type_sheet(ARTICLE), line))
    assert all(not clause.marks and clause.old_text is None for clause in reading.clauses)


def test_clause_struck_whole_stays() -> None:
    reading = redlined(
        marked(72, 160, ("(c) Nobody sits on a prop.", OUT)),
        marked(72, 180, ("(d) Rest is paid.", PLAIN)),
    )
    clause = next(clause for clause in reading.clauses if clause.old_text)
    assert (clause.text, clause.old_text) == ("", "Nobody sits on a prop.")
    assert starting(reading, "Rest is paid").labels[-1] == "(d)"


def test_one_struck_word_is_a_redline() -> None:
    line = marked(72, 160, ("(c) The ", PLAIN), ("whole", OUT), (" of a day is paid.", PLAIN))
    clause = starting(read_sheets(both(type_sheet(ARTICLE), line)), "The of a day")
    assert clause.old_text == "The whole of a day is paid."


def test_label_that_the_print_changes() -> None:
    line = marked(72, 160, ("(c)", OUT), ("(d)", IN), (" Rest is paid by the hour.", PLAIN))
    clause = starting(redlined(line), "Rest is paid")
    assert (clause.label, clause.old_label) == ("(d)", "(c)")
