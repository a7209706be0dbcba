"""Labels that are unmistakable where the page shows no break, bullets, letters known by a title."""

from analyzer.records import ClauseKind, DocumentKind
from tests.typed_pages import labelled, split

KEY_PAGE = """\
ARTICLE IV. KEYS
(c) The porter keeps the key of the wardrobe room and gives it to nobody at all.
    (4) A copy is noted.
    (5) Nobody is blamed for a loss.
(d) A lost key is paid for by whoever has asked for the lock in the first place.
(e) Locks are oiled each spring.
"""


def test_a_label_below_a_full_line_opens_a_clause_where_a_sentence_has_ended() -> None:
    found = labelled(split(KEY_PAGE))
    assert found[1:] == [
        *("Article IV.(c)", "Article IV.(c).(4)", "Article IV.(c).(5)"),
        *("Article IV.(d)", "Article IV.(e)"),
    ]


def test_without_the_end_of_a_sentence_it_stays_in_its_paragraph() -> None:
    running = KEY_PAGE.replace("nobody at all.", "nobody but")
    assert "Article IV.(c).(4)" not in labelled(split(running))


def test_each_bullet_is_a_paragraph() -> None:
    reading = split(
        """\
A. The porter carries
   • a lamp;
   • a bell; and
   • a whistle.
B. A lamp is lit at dusk.
"""
    )
    outer = next(clause for clause in reading.clauses if clause.label == "A.")
    bullets = [clause.text for clause in reading.clauses if clause.parent == outer.id]
    assert bullets == ["• a lamp;", "• a bell; and", "• a whistle."]


LETTER = """\
ARTICLE 1. KEYS

(a) Keys are kept by the porter.


SIDE LETTER ON LOCKS AND BELLS

1. A lock is oiled each spring.

2. A bell is rung at noon.
"""


def test_a_letter_with_a_title_and_no_number_has_no_label_and_its_own_numbers() -> None:
    clauses = split(LETTER).clauses
    letter = next(clause for clause in clauses if clause.kind is ClauseKind.ATTACHMENT)
    assert (letter.label, letter.heading) == (None, "SIDE LETTER ON LOCKS AND BELLS")
    below = [clause for clause in clauses if clause.parent == letter.id]
    assert [clause.labels for clause in below] == [("1",), ("2",)]
    assert below[0].citation == "Side Letter on Locks and Bells, 1"


def test_a_schedule_is_counted_in_words() -> None:
    page = LETTER.replace("SIDE LETTER ON LOCKS AND BELLS", "SCHEDULE TWO\nLOCKS AND BELLS")
    assert labelled(split(page))[2:] == ["Schedule Two", "Schedule Two.1", "Schedule Two.2"]


def test_a_placeholder_with_a_number_stands_in_the_one_without() -> None:
    reading = split(
        """\
5. Keys

   a. Add a new Article to read as follows:

      “ARTICLE [14A]

      “[XX] Copies

         “[XX.1] A copy is noted.

         “[XX.2] A copy is kept.”
""",
        kind=DocumentKind.MEMORANDUM,
    )
    assert labelled(reading)[2:] == [
        "Item 5.a.Article [14A]",
        "Item 5.a.Article [14A].[XX]",
        "Item 5.a.Article [14A].[XX].[XX.1]",
        "Item 5.a.Article [14A].[XX].[XX.2]",
    ]


def test_paragraphs_left_of_a_list_stand_outside_of_it() -> None:
    reading = split(
        """\
The porter keeps these things in the lodge by the gate:

     1. a lamp;

     2. a bell that is rung at noon and again when the gate is shut in the
        evening.

What else is kept there belongs to those who brought it.
"""
    )
    last = reading.clauses[-1]
    assert (last.parent, last.labels) == (None, ())


def test_a_block_of_signatures_is_one_clause_with_names_titles_and_dates() -> None:
    line = "_" * 40
    reading = split(
        f"""\
ARTICLE 2. TERM

A. This agreement ends in May.


FOR THE GUILD:                     FOR THE STAGES:

{line} {line}

Porter in Chief                    Keeper of the Stages

May 3, 2026                        May 3, 2026
"""
    )
    signed = [clause for clause in reading.clauses if clause.kind is ClauseKind.SIGNATURE]
    assert reading.clauses[-1] is signed[0]
    assert signed[0].text.startswith("FOR THE GUILD:")
    assert signed[0].text.endswith("May 3, 2026 May 3, 2026")


def test_a_title_at_the_margin_is_not_inside_the_list_before_it() -> None:
    reading = split(
        """\
(1) The keepers of the gate; and

(2) the players' house.

IT IS AGREED:

1. KEYS

1.1 Keys are kept by the porter.

1.2 A lost key is paid for.

2. BELLS

2.1 A bell is rung at noon.
"""
    )
    paths = [clause.labels for clause in reading.clauses if clause.label]
    assert [len(path) for path in paths] == [1, 1, 1, 2, 2, 1, 2]


def test_items_without_stops_are_told_by_the_short_lines_above_them() -> None:
    reading = split(
        """\
4.1 Porters are paid
  a. by the hour
     i. at noon
     ii. at night
  b. by the day
4.2 Bells are rung.
"""
    )
    assert [clause.labels[1:] for clause in reading.clauses] == [
        *((), ("a",), ("a", "i"), ("a", "ii"), ("b",), ())
    ]


def test_a_section_may_be_printed_with_its_letter() -> None:
    reading = split(
        """\
ARTICLE 7. RIGGERS

Section 7(a). Rest of Riggers

A rigger rests.

Section 7(b). Pay of Riggers

A rigger is paid as set out in the schedule, and what is said there goes before
Section 7(a). of this Article.
"""
    )
    sections = [f"Article 7.Section 7({letter})" for letter in "ab"]
    assert labelled(reading) == ["Article 7", *sections]


def test_an_item_of_one_line_hangs_as_its_like_do_elsewhere() -> None:
    reading = split(
        """\
1.1 Keys.

    A. A key hangs in the lodge by the gate, where the porter sees it from the
       window at noon.

    B. A key is brass.

1.2 Bells.

    A. A bell is rung at noon.

    B. A bell is iron.

    It is oiled in spring.
"""
    )
    assert reading.clauses[-1].labels == ("1.2",)
