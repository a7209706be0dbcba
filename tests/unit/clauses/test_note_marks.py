"""Raised marks leave the sentence; the notes that they lead to hang under its clause."""

from __future__ import annotations

from analyzer.clauses.note_signs import Opening, read_opening
from analyzer.records import (
    Clause,
    ClauseKind,
    Line,
    LineRole,
    MarkKind,
    Reading,
    TypeStyle,
    Word,
)
from tests.typed_pages import split

OPENING = "ARTICLE 4  CALLS\n\n"


def _read(body: str, notes: str) -> tuple[Reading, list[tuple[str | None, str | None]]]:
    reading = split(f"{OPENING}{body}\n\n{notes}")
    assert reading.account.balanced
    cited: dict[str | None, Clause] = {clause.id: clause for clause in reading.clauses}
    found = [c for c in reading.clauses if c.kind is ClauseKind.FOOTNOTE]
    return reading, [(c.label, cited[c.parent].label if c.parent else None) for c in found]


def _text(reading: Reading, label: str) -> str:
    return next(clause.text for clause in reading.clauses if clause.label == label)


def test_a_raised_digit_with_a_note_is_no_word_of_the_sentence() -> None:
    reading, notes = _read(
        "    (a)  A rigger who is late ^7 is told ^8, at once.\n\n"
        "    (b)  A call of 7 hours is a short call, and is paid as one of eight hours.",
        "@note ^7 Late by an hour.\n@note ^8 By the steward.",
    )
    assert notes == [("7", "(a)"), ("8", "(a)")]
    assert _text(reading, "(a)") == "A rigger who is late is told, at once."
    assert (
        _text(reading, "(b)")
        == "A call of 7 hours is a short call, and is paid as one of eight hours."
    )


def test_a_raised_digit_without_a_note_stays() -> None:
    reading, _ = _read("    (a)  A stage of 40 m ^2 is small ^7 for all.", "@note ^7 See the plan.")
    assert _text(reading, "(a)") == "A stage of 40 m 2 is small for all."


def test_a_place_keeps_its_words_after_a_mark_was_taken_out() -> None:
    reading, _ = _read("    (a)  A rigger ^7 rests after noon.", "@note ^7 Or a grip.")
    clause = next(clause for clause in reading.clauses if clause.label == "(a)")
    at = clause.text.index("noon")
    (box,) = clause.offsets.boxes(at, at + 4)
    assert box.x0 == 72 + 6 * "    (a)  A rigger ^7 rests after noon.".index("noon")


def test_two_numbers_before_one_note_are_one_label() -> None:
    reading, notes = _read(
        "    (a)  A rigger ^16 and a grip ^17 rest.\n\n    (b)  A rope ^18 is new.",
        "@note ^16, ^17 Those hired by the day.\n@note ^18 Less than a year old.",
    )
    assert notes == [("16, 17", "(a)"), ("18", "(b)")]
    assert _text(reading, "(a)") == "A rigger and a grip rest."


def test_notes_without_a_number_hang_in_their_order() -> None:
    reading, notes = _read(
        "    (a)  A rigger ^[ ^] rests.\n\n    (b)  A grip ^[ ^] rests.",
        "@note ^[ ^] Hired by the day.\n@note ^[ ^] Hired by the week.",
    )
    assert notes == [("[ ]", "(a)"), ("[ ]", "(b)")]
    assert _text(reading, "(b)") == "A grip rests."


def test_a_number_that_the_print_changes_is_old_and_new_label() -> None:
    opening = read_opening(_line(("3", MarkKind.DELETED), ("4", MarkKind.INSERTED), "Rest"), None)
    assert opening == Opening("4", "3", words=2)
    struck = read_opening(_line(("3", MarkKind.DELETED), ("4", MarkKind.DELETED), "Rest"), None)
    assert struck == Opening("3, 4", None, words=2)
    assert read_opening(_line("nine", "hours"), "3") is None


def _line(*words: str | tuple[str, MarkKind]) -> Line:
    made = []
    for at, word in enumerate(words):
        text, mark = (word, None) if isinstance(word, str) else word
        style = TypeStyle(size=8.0, superscript=mark is not None)
        made.append(Word(text, 72.0 + 20 * at, 600.0, 90.0 + 20 * at, 610.0, style, mark))
    return Line(1, tuple(made), LineRole.FOOTNOTE)


def test_signs_behind_a_mark_stand_hard_upon_the_word_before_it() -> None:
    reading, _ = _read(
        "    (a)  A rigger (or a grip ^7 ), is told when late ^8 .",
        "@note ^7 Hired by the day.\n@note ^8 By an hour.",
    )
    assert _text(reading, "(a)") == "A rigger (or a grip), is told when late."
