"""What a clause holds: headings, text, notes, marks, kinds, ids, references, the outline."""

from analyzer.records import Bookmark, ClauseKind, DocumentKind, Reading
from tests.typed_pages import by_path, labelled, split


def kinds(reading: Reading, kind: ClauseKind) -> list[str]:
    return [clause.full_text for clause in reading.clauses if clause.kind is kind]


def test_a_heading_stands_beside_the_text_never_in_it() -> None:
    reading = split(
        """\
                         ARTICLE II
                           Meals

Section 1. __Hot Meals.__ A hot meal is served by one.
Section 2. __Late Meals__

   A late meal costs the Producer a penalty.
"""
    )
    assert by_path(reading, "Article II").heading == "Meals"
    first = by_path(reading, "Article II.Section 1")
    assert (first.heading, first.text) == ("Hot Meals.", "A hot meal is served by one.")
    second = by_path(reading, "Article II.Section 2")
    assert (second.heading, second.text) == ("Late Meals", "")
    below = reading.clauses[-1]
    assert (below.label, below.labels, below.parent) == (None, second.labels, second.id)


def test_an_unnumbered_paragraph_goes_out_as_far_as_it_stands_out() -> None:
    reading = split(
        """\
1. Wages
   (a) Wages are paid on Friday.
       (i) They are paid by check.

       A lost check is written again.

   The stub shows the hours.
"""
    )
    parents = [clause.labels for clause in reading.clauses if clause.label is None]
    assert parents == [("1", "(a)", "(i)"), ("1", "(a)")]


def test_a_footnote_hangs_under_the_clause_that_bears_its_mark() -> None:
    reading = split(
        """\
1. The van leaves at six. ^1
2. It returns at nine.
@note ^1 On Sunday it leaves at seven.
"""
    )
    note = next(clause for clause in reading.clauses if clause.kind is ClauseKind.FOOTNOTE)
    assert (note.label, note.labels) == ("1", ("1", "1"))
    assert note.parent == by_path(reading, "1").id
    assert note.text == "On Sunday it leaves at seven."


def test_struck_and_inserted_words_give_both_readings() -> None:
    reading = split(
        """\
1. The van leaves at {-six-} {+seven+} each day.
2. {-Nobody may smoke in it.-}
"""
    )
    clause = by_path(reading, "1")
    assert clause.text == "The van leaves at seven each day."
    assert clause.old_text == "The van leaves at six each day."
    assert clause.marked_text == "1. The van leaves at six seven each day."
    marked = [(mark.kind.value, clause.marked_text[mark.start : mark.end]) for mark in clause.marks]
    assert marked == [("deleted", "six"), ("inserted", "seven")]
    gone = by_path(reading, "2")
    assert (gone.text, gone.old_text) == ("", "Nobody may smoke in it.")


def test_a_label_that_the_print_changes_keeps_the_old_one() -> None:
    clause = by_path(split("{-4.-} {+5.+} Parking is free.\n6. Tolls are {-not-} paid.\n"), "5")
    assert (clause.label, clause.old_label) == ("5.", "4.")


def test_hyphens_at_line_ends_are_settled_by_the_documents_own_words() -> None:
    reading = split(
        """\
1. Every performer of the company may ask for a copy of the re-
cording and the performer keeps it. A co-producer who asks for the per-
former of another company pays for the well-
heeled guest as a co-
producer would. A recording is kept.
"""
    )
    text = by_path(reading, "1").text
    assert "the recording" in text
    assert "the performer of another" in text
    assert "as a co-producer would" in text
    assert "well-heeled" in text


def test_offsets_lead_back_to_the_page() -> None:
    clause = by_path(split("1. The van leaves\n   the yard at nine.\n"), "1")
    start = clause.text.index("yard")
    (box,) = clause.offsets.boxes(start, start + len("yard"))
    assert (box.page, box.x0, box.top) == (1, 72 + 6 * 7, 84)


def test_kinds_of_clauses() -> None:
    reading = split(
        """\
This paper is made between the Guild and the Producer.

1. Vans
   a. Amend Section 4 of the Agreement as follows:

      “Section 4. Vans are heated.”

   b. [The parties have yet to settle who pays the tolls
      on the bridge.]

@table Day        Night
@table 5.00       7.50

IN WITNESS WHEREOF the parties sign.

By: ______________________

For the Guild
""",
        DocumentKind.MEMORANDUM,
    )
    assert kinds(reading, ClauseKind.PREAMBLE) == [
        "This paper is made between the Guild and the Producer."
    ]
    assert kinds(reading, ClauseKind.INSTRUCTION) == [
        "Amend Section 4 of the Agreement as follows:"
    ]
    assert len(kinds(reading, ClauseKind.DRAFTING_NOTE)) == 1
    assert kinds(reading, ClauseKind.SECTION) == ["Vans are heated.”"]
    (signed,) = kinds(reading, ClauseKind.SIGNATURE)
    assert signed.startswith("IN WITNESS") and signed.endswith("For the Guild")
    table = next(clause for clause in reading.clauses if clause.kind is ClauseKind.TABLE)
    assert table.cells is not None
    assert [(cell.row, cell.column, cell.text, cell.header) for cell in table.cells] == [
        (0, 0, "Day", True),
        (0, 1, "Night", True),
        (1, 0, "5.00", False),
        (1, 1, "7.50", False),
    ]


def test_a_list_of_companies_is_one_clause() -> None:
    trees = ("Elm", "Fir", "Oak", "Ash", "Yew", "Bay")
    names = "\n".join(f"{tree} Pictures, Inc." for tree in trees)
    reading = split(f"EXHIBIT A\n\n{names}\nHazel Stages LLC\n")
    (parties,) = kinds(reading, ClauseKind.PARTY_LIST)
    assert parties.startswith("Elm Pictures") and parties.endswith("Hazel Stages LLC")


def test_ids_stand_once_and_are_readable() -> None:
    text = "ARTICLE I\nScope\n\n(a) One.\n\nMore of one.\n\n(b) Two.\n\nEXHIBIT A\n\n(a) Three.\n"
    ids = [clause.id for clause in split(text).clauses]
    assert ids == [
        "typed#art-i",
        "typed#art-i-a",
        "typed#art-i-a~1",
        "typed#art-i-b",
        "typed#exhibit-a",
        "typed#exhibit-a-a",
    ]
    assert ids == [clause.id for clause in split(text).clauses]


def test_bare_articles_take_their_word_and_printed_pages_their_label() -> None:
    reading = split("I. Scope\n\nThe Guild is recognized.\n\nII. Wages\n\nThey are paid.\n")
    assert labelled(reading) == ["Article I", "Article II"]
    assert reading.clauses[0].page_labels == ("-1-",)


def test_references_are_resolved_from_the_inside_out() -> None:
    reading = split(
        """\
ARTICLE I
Vans

Section 1. Vans are subject to paragraph (b) below and to Section 2(a).
(a) They are clean.
(b) They are heated.
Section 2. Drivers
(a) Drivers rest under Article I, Section 1(b), not under Section 8 of the Highway Code.
"""
    )
    targets = {
        reference.quote: reference.target
        for clause in reading.clauses
        for reference in clause.references
    }
    assert targets == {
        "paragraph (b)": "typed#art-i-sec-1-b",
        "Section 2(a)": "typed#art-i-sec-2-a",
        "Article I, Section 1(b)": "typed#art-i-sec-1-b",
        "Section 8": None,
    }


def test_the_outline_is_held_against_contents_or_bookmarks() -> None:
    contents = """\
@toc ARTICLE I Vans ........ 1
@toc ARTICLE II Ferries ........ 1
@toc ARTICLE III Mules ........ 1

ARTICLE I
Vans

Vans are heated.

ARTICLE II
Ferries

Ferries float.
"""
    outline = split(contents).outline
    assert (outline.by, outline.expected, outline.found) == ("contents", 3, 2)
    assert outline.missing == ("ARTICLE III Mules",)
    marks = tuple(
        Bookmark(title, 0, 1) for title in ("Article I Vans", "Article II Ferries", "Article V Sky")
    )
    marked = split(contents, bookmarks=marks).outline
    assert (marked.by, marked.found, marked.missing) == ("bookmarks", 2, ("Article V Sky",))


def test_the_account_is_balanced_where_a_label_shares_its_word() -> None:
    reading = split("Section 2.\n(a)(1) One van.\n(2) Two vans.\n")
    assert reading.account.balanced
    assert [path.removeprefix("Section 2") for path in labelled(reading)] == [
        "",
        ".(a)",
        ".(a).(1)",
        ".(a).(2)",
    ]


def test_a_document_without_words_is_an_empty_reading() -> None:
    reading = split("\n\n")
    assert (reading.clauses, reading.account.words) == ((), 0)
