"""Traps of numbering: which label belongs where."""

from __future__ import annotations

from tests.traps.typed_sheets import paths, read_typed, starting


def test_roman_article_with_a_suffix() -> None:
    reading = read_typed(
        """
        =ARTICLE XIII. CALLS
        (a) The call sheet names the hour and the gate.
        (b) A late call is paid from the hour first printed.

        =ARTICLE XIIIA. NIGHT CALLS
        (a) A call after nine at night is a night call.
        (b) Two night calls in a row give a free morning.

        =ARTICLE XIV. MEALS
        (a) A hot meal is served every six hours.
        """
    )
    expected = "XIII XIII/(a) XIII/(b) XIIIA XIIIA/(a) XIIIA/(b) XIV XIV/(a)"
    assert paths(reading) == expected.split()


def test_title_on_the_next_line() -> None:
    reading = read_typed(
        """
        =ARTICLE 7
        =REHEARSALS

        A. A rehearsal is work and is paid by the hour.
        B. A reading at a table is a rehearsal.

        =ARTICLE 8
        =WARDROBE

        A. Costumes are cleaned each week at the cost of the Producer.
        """
    )
    assert paths(reading) == ["7", "7/A", "7/B", "8", "8/A"]
    headings = [clause.heading for clause in reading.clauses if not clause.parent]
    assert headings == ["REHEARSALS", "WARDROBE"]


def test_decimals() -> None:
    reading = read_typed(
        """
        =3. HOURS
        3.01 A day is eight hours.
           3.01.1 It begins at the gate.
           3.01.2 It ends when the make-up is off.
        3.02 A week is five days, of which clause 3.01.2 sets the end.
           3.02.1 Days off stand together.
        =4. PAY
        4.01 Pay is weekly.
        """
    )
    tails = [path.split("/")[-1] for path in paths(reading)]
    assert tails == ["3", "3.01", "3.01.1", "3.01.2", "3.02", "3.02.1", "4", "4.01"]
    assert [path.count("/") for path in paths(reading)] == [0, 1, 2, 2, 1, 2, 0, 1]


def test_six_kinds_of_label_one_below_the_other() -> None:
    reading = read_typed(
        """
        =ARTICLE 4. SCANS
        A. Scanning at the place of work:
           (1) is announced a day ahead;
           (2) is done by the Producer's own people:
              (a) under the eyes of a steward; and
              (b) in a closed room, which has
                 (i) a door that locks, and
                    a) a hook for clothes;
                    b) a chair; and
                 (ii) a heater.
        B. Scans at home are not made.
        """
    )
    deep = "4/A/(2)/(b)"
    assert paths(reading) == [
        *("4", "4/A", "4/A/(1)", "4/A/(2)", "4/A/(2)/(a)", deep),
        *(f"{deep}/(i)", f"{deep}/(i)/a)", f"{deep}/(i)/b)", f"{deep}/(ii)", "4/B"),
    ]


def test_the_letter_i_after_h() -> None:
    letters = "abcdefghijk"
    days = "sickness jury moving study voting funerals weddings births races fairs storms"
    lines = "\n".join(
        f"   ({a}) leave for {b};" for a, b in zip(letters, days.split(), strict=True)
    )
    reading = read_typed(f"=ARTICLE 5. LEAVE\nA. Leave is of these kinds:\n{lines}\nB. Ask early.")
    assert paths(reading) == ["5", "5/A", *(f"5/A/({letter})" for letter in letters), "5/B"]


def test_the_roman_i_before_ii() -> None:
    reading = read_typed(
        """
        =ARTICLE 5. LEAVE
        (h) Leave for a storm:
           (i) is short;
           (ii) is paid.
        (i) Leave for a fair is unpaid.
        (j) Leave for a birth is long.
        """
    )
    assert paths(reading) == ["5", "5/(h)", "5/(h)/(i)", "5/(h)/(ii)", "5/(i)", "5/(j)"]


def test_placeholders() -> None:
    reading = read_typed(
        """
        =MEMORANDUM OF AGREEMENT

        9. Voice Doubles

           a. Add a new Article to read as follows:

              “[XX] Voice Doubles

                 “[XX.1] A voice double is sound made by a machine.

                 “[XX.2] It needs consent, and

                    “(a) a fee;

                    “(b) a term of years.”

           b. Amend Article [__] in the same manner.

        10. Term

           a. The parties sign on [ ], 2026.
        """,
        name="memorandum",
    )
    assert paths(reading) == [
        *("9", "9/a", "9/a/[XX]", "9/a/[XX]/[XX.1]", "9/a/[XX]/[XX.2]"),
        *("9/a/[XX]/[XX.2]/(a)", "9/a/[XX]/[XX.2]/(b)", "9/b", "10", "10/a"),
    ]


def test_empty_placeholders_are_levels() -> None:
    reading = read_typed(
        """
        =MEMORANDUM OF AGREEMENT

        3. Bonuses

           e. Add a paragraph to Article XXVIII:

              “[ ] Bonus for a long run

                 “(a) A run of a year pays two weeks.

                 “(b) A run of two years pays five.

              “[##] The bonus is paid in June.”

        4. Term
        """,
        name="memorandum",
    )
    assert paths(reading)[2:6] == ["3/e/[ ]", "3/e/[ ]/(a)", "3/e/[ ]/(b)", "3/e/[##]"]


def test_levels_that_start_in_the_middle() -> None:
    reading = read_typed(
        """
        (c) The steward may stop a scan that has gone on for an hour.
           (4) A stop is noted.
           (5) Nobody is blamed for one.
        (d) A scan that was stopped may go on the next day.

        =ARTICLE 12. TRAVEL
        (a) Trains are booked in second class.
        (b) Planes are booked in economy.
        """
    )
    assert paths(reading) == ["(c)", "(c)/(4)", "(c)/(5)", "(d)", "12", "12/(a)", "12/(b)"]


def test_two_labels_on_one_line() -> None:
    reading = read_typed(
        """
        =ARTICLE 6. HOLIDAYS
        (a) There are nine holidays.
        (b) (1) Work on a holiday is paid double.
           (2) A holiday on a Sunday moves to Monday.
        (c) (1) (i) Half a day counts as a day.
              (ii) So does an evening.
        """
    )
    found = paths(reading)
    assert [path for path in found if path not in ("6/(b)", "6/(c)", "6/(c)/(1)")] == [
        *("6", "6/(a)", "6/(b)/(1)", "6/(b)/(2)", "6/(c)/(1)/(i)", "6/(c)/(1)/(ii)")
    ]


def test_list_item_after_and_or_comma_is_a_clause() -> None:
    reading = read_typed(
        """
        =ARTICLE 9. TOOLS
        Section 1. A kit holds
           (a) a hammer,
           (b) a level, and
           (c) a lamp, or
           (d) a torch.
        Section 2. Kits are checked.
        """
    )
    lettered = [f"9/1/({letter})" for letter in "abcd"]
    assert paths(reading) == ["9", "9/1", *lettered, "9/2"]


def test_cross_reference_at_the_head_of_a_line_is_no_clause() -> None:
    reading = read_typed(
        """
        =ARTICLE 3. DRESSING ROOMS
        (a) A room has a lock.
        (b) A room is kept for one performer alone when the call is one described in
        Section 3(a) of this Agreement or where the steward has asked for it pursuant to
        (a) above, and it is then heated from the hour before the call as required by
        Article 3 and by the paragraph before this one.
        (c) A room is swept each day.
        """
    )
    assert paths(reading) == ["3", "3/(a)", "3/(b)", "3/(c)"]
    clause = starting(reading, "A room is kept")
    assert "Article 3 and by the paragraph" in clause.text
    assert any(reference.target for reference in clause.references)
