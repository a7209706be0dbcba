"""What becomes of each clause, on trees small enough to be read."""

from analyzer.comparison.matching import match_sides
from analyzer.comparison.sides import Side
from analyzer.records import (
    Cell,
    ChangeKind,
    Clause,
    ClauseId,
    ClauseKind,
    DocumentId,
    TableFacts,
    WordOperation,
)
from tests.clause_trees import Twig, compare, told

MEALS = "A hot meal is served no later than six hours after the first call of the day."
SCAN = "No scan of a performer is made before the performer has signed a separate consent."
TRAVEL = "Travel to a distant location is paid at the day rate and lodging is provided."
STUNTS = "Every stunt is rehearsed in the presence of the coordinator and a medic."
REPORT = "The Producer reports each use of a scan to the Guild at the end of the quarter."
WIGS = "Wigs and beards are fitted on paid time unless the performer brings them along."


def article(key: str, label: str, heading: str, *below: Twig) -> Twig:
    return Twig(key, "", label, heading, below)


def test_same_text_is_unchanged_whatever_its_setting() -> None:
    old = [Twig("a", "The “Scan” of a stand-\nin may be  kept.", "(a)")]
    new = [Twig("a", 'The "Scan" of a stand-in may be kept.', "(a)")]
    comparison = compare(old, new)
    assert told(comparison) == {"a → a": "unchanged"}


def test_reworded_in_its_place() -> None:
    old = [Twig("a", MEALS, "(a)"), Twig("b", SCAN, "(b)")]
    new = [Twig("a", MEALS, "(a)"), Twig("b", SCAN.replace("separate", "general"), "(b)")]
    comparison = compare(old, new)
    assert told(comparison) == {"a → a": "unchanged", "b → b": "reworded"}
    words = comparison.changes[1].words
    assert [p.text for p in words if p.op is not WordOperation.EQUAL] == ["separate", "general"]
    assert 0.8 < comparison.changes[1].similarity < 1


def test_an_insertion_renumbers_those_behind_it() -> None:
    old = [Twig("a", MEALS, "(a)"), Twig("b", SCAN, "(b)")]
    new = [Twig("a", MEALS, "(a)"), Twig("x", TRAVEL, "(b)"), Twig("b", SCAN, "(c)")]
    assert told(compare(old, new)) == {
        "a → a": "unchanged",
        "→ x": "added",
        "b → b": "renumbered",
    }


def test_children_of_a_renumbered_clause_are_not_renumbered() -> None:
    old = [article("A", "Article 5", "Scans", Twig("a", SCAN, "(a)"), Twig("b", REPORT, "(b)"))]
    new = [article("A", "Article 6", "Scans", Twig("a", SCAN, "(a)"), Twig("b", REPORT, "(b)"))]
    assert told(compare(old, new)) == {
        "A → A": "renumbered",
        "a → a": "unchanged",
        "b → b": "unchanged",
    }


def test_a_word_of_the_level_or_brackets_do_not_renumber() -> None:
    old = [Twig("A", SCAN, "ARTICLE 5"), Twig("b", MEALS, "(b)")]
    new = [Twig("A", SCAN, "Article 5."), Twig("b", MEALS, "b.")]
    assert told(compare(old, new)) == {"A → A": "unchanged", "b → b": "unchanged"}


def test_moved_to_another_article_and_reworded() -> None:
    old = [
        article("A", "Article 1", "Work", Twig("a", MEALS, "(a)"), Twig("s", SCAN, "(b)")),
        article("B", "Article 2", "Scans", Twig("b", REPORT, "(a)"), Twig("c", WIGS, "(b)")),
    ]
    moved = Twig("s", SCAN.replace("separate", "general"), "(c)")
    new = [
        article("A", "Article 1", "Work", Twig("a", MEALS, "(a)")),
        article("B", "Article 2", "Scans", Twig("b", REPORT, "(a)"), Twig("c", WIGS, "(b)"), moved),
    ]
    assert told(compare(old, new))["s → s"] == "moved reworded renumbered"


def test_a_clause_that_moves_takes_its_children_along_and_moves_once() -> None:
    scans = article("S", "Article 3", "Scans", Twig("s", SCAN, "(a)"), Twig("r", REPORT, "(b)"))
    old = [
        scans,
        article("A", "Article 4", "Meals", Twig("a", MEALS, "(a)")),
        article("B", "Article 5", "Travel", Twig("b", TRAVEL, "(a)"), Twig("c", WIGS, "(b)")),
    ]
    comparison = compare(old, [old[1], old[2], scans])
    assert told(comparison) == {
        "A → A": "unchanged",
        "a → a": "unchanged",
        "B → B": "unchanged",
        "b → b": "unchanged",
        "c → c": "unchanged",
        "S → S": "moved",
        "s → s": "unchanged moved_with_parent",
        "r → r": "unchanged moved_with_parent",
    }


def test_a_paragraph_that_hangs_from_another_clause_in_its_old_place_did_not_move() -> None:
    tail = Twig("t", TRAVEL)
    old = [Twig("A", MEALS, "(a)", below=(Twig("B", SCAN, "(1)"), tail))]
    new = [Twig("A", MEALS, "(a)", below=(Twig("B", SCAN, "(1)", below=(tail,)),))]
    assert told(compare(old, new))["t → t"] == "unchanged"


def test_two_paragraphs_that_became_one_are_merged_and_one_that_became_two_split() -> None:
    apart = [Twig("a", MEALS, "(a)"), Twig("s", SCAN), Twig("r", REPORT), Twig("b", WIGS, "(b)")]
    joined = [Twig("a", MEALS, "(a)"), Twig("j", f"{SCAN} {REPORT}"), Twig("b", WIGS, "(b)")]
    merged, split = compare(apart, joined), compare(joined, apart)
    assert told(merged)["s+r → j"] == "merged"
    assert told(split)["j → s+r"] == "split"
    for comparison, many in ((merged, "old"), (split, "new")):
        (change,) = [c for c in comparison.changes if c.kind in ("merged", "split")]
        assert "".join(p.text for p in change.words) == f"{SCAN} {REPORT}"
        assert len(getattr(change, many)) == 2


def test_a_merger_at_a_new_joint_is_reworded_too() -> None:
    apart = [Twig("a", MEALS, "(a)"), Twig("s", SCAN), Twig("r", REPORT)]
    joint = f"{SCAN[:-1]}, and the Producer {REPORT[13:]}"
    joined = [Twig("a", MEALS, "(a)"), Twig("j", joint)]
    assert told(compare(apart, joined))["s+r → j"] == "merged reworded"


def test_short_words_that_only_look_alike_do_not_move() -> None:
    old = [
        article("A", "Article 1", "Work", Twig("a", MEALS, "(a)"), Twig("x", "Lantern Pictures")),
        article("B", "Article 2", "Scans", Twig("c", SCAN, "(a)")),
    ]
    new = [
        article("A", "Article 1", "Work", Twig("a", MEALS, "(a)")),
        article("B", "Article 2", "Scans", Twig("c", SCAN, "(a)"), Twig("y", "Harbor Pictures")),
    ]
    found = told(compare(old, new))
    assert found["x →"] == "removed"
    assert found["→ y"] == "added"


def test_a_footnote_that_stands_lower_on_its_page_did_not_move() -> None:
    note = Twig(
        "n",
        "Lodging does not include meals or travel on a day of rest.",
        "4",
        kind=ClauseKind.FOOTNOTE,
    )
    under = (Twig("s", SCAN), Twig("r", REPORT))
    old = [Twig("A", MEALS, "(a)", below=(note, *under))]
    new = [Twig("A", MEALS, "(a)", below=(*under, note))]
    assert told(compare(old, new))["n → n"] == "unchanged"


def test_notes_that_say_the_same_go_with_the_clauses_that_bear_their_marks() -> None:
    text = "Lodging does not include meals or travel on a day of rest."
    changed = text.replace("meals", "meals, laundry")
    first, wigs = Twig("s", SCAN, "(i)"), Twig("w", WIGS)
    n, m = (
        Twig(key, text, label, kind=ClauseKind.FOOTNOTE) for key, label in (("n", "4"), ("m", "5"))
    )
    n2, m2 = (
        Twig(key, changed, label, kind=ClauseKind.FOOTNOTE)
        for key, label in (("n", "3"), ("m", "4"))
    )
    old = [Twig("A", MEALS, "(a)", below=(first, n, Twig("r", REPORT, "(ii)", below=(wigs, m))))]
    new = [Twig("A", MEALS, "(a)", below=(first, Twig("r", REPORT, "(ii)", below=(m2, wigs)), n2))]
    found = told(compare(old, new))
    assert found["n → n"] == found["m → m"] == "reworded renumbered"


def test_a_doubtful_pair_is_no_move() -> None:
    old = [
        article("A", "Article 1", "Work", Twig("a", MEALS, "(a)"), Twig("b", WIGS, "(b)")),
        article("B", "Article 2", "Scans", Twig("c", SCAN, "(a)")),
    ]
    other = "Lodging at a distant location is provided unless the performer asks for money."
    new = [
        article("A", "Article 1", "Work", Twig("a", MEALS, "(a)")),
        article("B", "Article 2", "Scans", Twig("c", SCAN, "(a)"), Twig("n", other, "(b)")),
    ]
    found = told(compare(old, new))
    assert found["b →"] == "removed"
    assert found["→ n"] == "added"


def test_equal_texts_stay_where_they_stand() -> None:
    same = "This article does not apply to the extras."
    old = [
        article("A", "Article 1", "Work", Twig("a", MEALS, "(a)"), Twig("x", same, "(b)")),
        article("B", "Article 2", "Scans", Twig("b", SCAN, "(a)"), Twig("y", same, "(b)")),
    ]
    new = [
        article("A", "Article 1", "Work", Twig("a", MEALS, "(a)")),
        article("B", "Article 2", "Scans", Twig("b", SCAN, "(a)"), Twig("y", same, "(b)")),
    ]
    found = told(compare(old, new))
    assert found["x →"] == "removed"
    assert found["y → y"] == "unchanged"


def test_a_changed_heading_is_reworded_and_capitals_are_not() -> None:
    old = [article("A", "Article 1", "MEALS", Twig("a", MEALS, "(a)"))]
    assert told(compare(old, [article("A", "Article 1", "Meals", old[0].below[0])])) == {
        "A → A": "unchanged",
        "a → a": "unchanged",
    }
    comparison = compare(old, [article("A", "Article 1", "Meals and Rest", old[0].below[0])])
    assert told(comparison)["A → A"] == "reworded"
    assert comparison.changes[0].heading_words is not None


def test_a_party_of_another_name_is_found_again_and_shown() -> None:
    text = "The Producer shall furnish the Employee with a copy of the record within ten days."
    new = text.replace("Producer", "Company").replace("Employee", "Performer")
    comparison = compare([Twig("a", text, "(a)")], [Twig("a", new, "(k)")])
    assert told(comparison) == {"a → a": "reworded renumbered"}
    assert "Company" in "".join(p.text for p in comparison.changes[0].words)


def test_a_wholly_struck_clause_is_matched_by_what_it_said() -> None:
    old = [Twig("a", MEALS, "(a)"), Twig("b", SCAN, "(b)")]
    new = [Twig("a", MEALS, "(a)"), Twig("b", "", "(b)", old_text=SCAN)]
    comparison = compare(old, new)
    assert told(comparison)["b → b"] == "reworded"
    assert [p.op for p in comparison.changes[1].words] == [WordOperation.DELETE]


def test_what_was_removed_stands_where_it_stood() -> None:
    old = [Twig("a", MEALS, "(a)"), Twig("b", SCAN, "(b)"), Twig("c", TRAVEL, "(c)")]
    new = [Twig("a", MEALS, "(a)"), Twig("c", TRAVEL, "(b)"), Twig("d", STUNTS, "(c)")]
    kinds = [change.kind for change in compare(old, new).changes]
    assert kinds == [
        ChangeKind.UNCHANGED,
        ChangeKind.REMOVED,
        ChangeKind.RENUMBERED,
        ChangeKind.ADDED,
    ]


def test_empty_documents() -> None:
    assert compare([], []).changes == ()
    assert told(compare([], [Twig("a", MEALS)])) == {"→ a": "added"}
    assert told(compare([Twig("a", MEALS)], [])) == {"a →": "removed"}


def test_boilerplate_of_many_letters_does_not_move_from_one_to_another() -> None:
    ends = "This letter ends on June 30, {}, unless both parties agree in writing to extend it."

    def letters(year: int, *subjects: tuple[str, str]) -> list[Twig]:
        return [
            article(
                name, "Letter", name, Twig(f"{name}1", text), Twig(f"{name}2", ends.format(year))
            )
            for name, text in subjects
        ]

    meals, scans, travel, wigs = (
        ("Meals", MEALS),
        ("Scans", SCAN),
        ("Travel", TRAVEL),
        ("Wigs", WIGS),
    )
    comparison = compare(letters(2025, meals, scans, travel), letters(2027, meals, wigs, travel))
    assert not [c for c in comparison.changes if ChangeKind.MOVED in (c.kind, *c.also)]


def test_an_article_is_known_by_its_heading_before_its_children() -> None:
    old = [
        article(
            "P",
            "Article 52",
            "Paid Leave",
            Twig("p", TRAVEL, "(a)"),
            Twig("s", SCAN, "(b)"),
            Twig("r", REPORT, "(c)"),
        ),
    ]
    new = [
        article("P", "Article 52", "Paid Leave", Twig("p", TRAVEL, "(a)")),
        article("L", "Article 53", "Scans", Twig("s", SCAN, "(a)"), Twig("r", REPORT, "(b)")),
    ]
    found = told(compare(old, new))
    assert found["P → P"] == "unchanged"
    assert found["→ L"] == "added"
    assert found["s → s"] == "moved renumbered"


def test_near_twins_that_were_both_split_are_each_split_where_they_stand() -> None:
    trucks = f"{MEALS} {TRAVEL}"
    barges = trucks.replace("hot meal", "cold meal")
    old = [
        article("1", "Article 1", "Trucks", Twig("t", trucks, "(a)"), Twig("w", WIGS, "(b)")),
        article("2", "Article 2", "Barges", Twig("u", STUNTS, "(a)"), Twig("b", barges, "(b)")),
    ]
    halves = [(MEALS, TRAVEL), (MEALS.replace("hot meal", "cold meal"), TRAVEL)]
    (t1, t2), (b1, b2) = halves
    new = [
        article(
            "1",
            "Article 1",
            "Trucks",
            *(Twig("t1", t1, "(a)"), Twig("t2", t2, "(b)"), Twig("w", WIGS, "(c)")),
        ),
        article(
            "2",
            "Article 2",
            "Barges",
            *(Twig("u", STUNTS, "(a)"), Twig("b1", b1, "(b)"), Twig("b2", b2, "(c)")),
        ),
    ]
    comparison = compare(old, new)
    kinds = told(comparison)
    assert (kinds["t → t1+t2"], kinds["b → b1+b2"]) == ("split", "split")


def test_the_line_between_heading_and_text_and_bullets_are_setting() -> None:
    old = [
        Twig("a", "", "(a)", "Hot Meals."),
        Twig("b", f"\uf0b7 {WIGS}"),
        Twig("c", "The 1st day."),
    ]
    new = [Twig("a", "Hot Meals.", "(a)"), Twig("b", f"• {WIGS}"), Twig("c", "The 1 st day.")]
    kinds = told(compare(old, new))
    assert kinds == {"a → a": "unchanged", "b → b": "unchanged", "c → c": "unchanged"}


def test_a_heading_that_moved_into_the_text_and_changed_is_reworded() -> None:
    old = [Twig("a", WIGS, "(a)", "Hot Meals.")]
    new = [Twig("a", f"Cold Meals. {WIGS}", "(a)")]
    assert told(compare(old, new)) == {"a → a": "reworded"}


def test_a_repeated_heading_goes_where_its_paragraphs_go() -> None:
    def under(label: str, heading: str, *texts: str) -> Twig:
        below = tuple(Twig(text[:9], text, f"({n})") for n, text in enumerate(texts, 1))
        entry = Twig(heading + "-entry", "", "(a)", "Voluntary Entry.", below)
        return Twig(heading, "", label, heading, (entry,))

    old = [under("1", "Harness", MEALS, SCAN), under("2", "Wigs", TRAVEL, STUNTS)]
    new = [
        under("1", "Fittings", REPORT),
        under("2", "Harness", MEALS, SCAN),
        under("3", "Wigs", TRAVEL, STUNTS),
    ]
    kinds = told(compare(old, new))
    assert kinds["Harness-entry → Harness-entry"] == "unchanged"
    assert kinds["Wigs-entry → Wigs-entry"] == "unchanged"


def test_the_tables_of_a_series_go_together_as_their_rates_are_compared() -> None:
    def make_table(document: str, at: int, year: int, lead: str) -> Clause:
        rows = ((f"Effective July 1, {year}", "Weekly"), ("Lead", lead), ("Chorus", "$7"))
        cells = tuple(
            Cell(row, column, text, header=row == 0)
            for row, texts in enumerate(rows)
            for column, text in enumerate(texts)
        )
        return Clause(
            ClauseId(f"{document}#{at}"),
            DocumentId(document),
            None,
            at,
            ClauseKind.TABLE,
            " ".join(cell.text for cell in cells),
            cells=cells,
            table=TableFacts(header_rows=1, label_columns=1, periods=(None, f"July 1, {year}")),
        )

    old = [make_table("old", at, 2020 + at, f"${20 + at}") for at in range(3)]
    new = [make_table("new", at, 2024 + at, f"${30 + at}") for at in range(2)]
    pairing = match_sides(Side.of(old), Side.of(new))
    assert pairing.partner == [-1, 0, 1]


def test_a_clause_goes_nowhere_while_another_could_have_become_it_under_the_same_label() -> None:
    """Half of its words go to a clause that stands, with more behind it, where it stood."""
    report = (
        "the producer shall also send to the driver a written list of each sum that came late with "
        "its date, its cause and its new due date"
    )
    notice = "The producer shall give the driver forty-eight hours of notice before a long haul"
    late = Twig("l", f"Pay that comes late bears one percent a month, and {report}.", "Section 1")
    hauls = article("H", "Article 5", "Hauls", Twig("n", f"{notice}.", "Section 1"))
    old = [article("P", "Article 4", "Late Pay", late), hauls]
    now = Twig("n", f"{notice.replace('forty-eight', 'twenty-four')}, and {report}.", "Section 1")
    new = [article("H", "Article 5", "Hauls", now)]
    kinds = told(compare(old, new))
    assert (kinds["n → n"], kinds["l →"]) == ("reworded", "removed")
    without = told(compare([old[0], article("H", "Article 5", "Hauls")], new))
    assert without["l → n"] == "moved reworded"
