"""The first page: what it says of what it leaves out, what lapsed, and of an attachment what it
says and not that it came."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from analyzer.comparison import EffectFilter, keep_effects
from analyzer.records import ClauseKind, Comparison, DocumentId, Doubt, DoubtReason
from analyzer.reports import (
    comparison_to_sheets,
    tell_not_restated,
    to_html,
    to_json,
    to_markdown,
    to_tracked,
)
from analyzer.reports.contents import list_contents
from analyzer.results import Compared
from analyzer.wire import nothing_compared
from tests.clause_trees import Twig, compare, make_comparison

TERM = "This agreement is in force on the day of signing and expires June 30, {}."
KEEPER = "The keeper of boat {} {} be paid for each crossing."


def rules(number: int, *texts: str, heading: str = "Boats") -> Twig:
    below = tuple(Twig(f"{number}{at}", text, f"({at})") for at, text in enumerate(texts))
    return Twig(f"A{number}", "", f"Article {number}", heading, below, ClauseKind.ARTICLE)


def letter(*texts: str, heading: str = "Lamps") -> Twig:
    below = tuple(Twig(f"L{at}", text) for at, text in enumerate(texts))
    return Twig("L", "", "Letter", heading, below, ClauseKind.ATTACHMENT)


def term(year: int) -> Twig:
    return rules(9, TERM.format(year), heading="Term")


def told(comparison: Comparison) -> list[str]:
    return [block.head.clause.citation for block in list_contents(comparison).foremost]


def lapsed(*texts: str, ends: int = 2025) -> str:
    """What is said of a letter of these sentences that went when the term of `ends` ran out."""
    comparison = compare([term(ends), letter(*texts)], [term(ends + 2)])
    blocks = [block for part in list_contents(comparison).chapters for block in part.blocks]
    (gone,) = (block.head for block in blocks if block.head.change.kind == "removed")
    return gone.lapsed


# ── attachments ──────────────────────────────────────────────────────────────────────────────────
def test_a_letter_that_came_stands_where_what_it_says_stands() -> None:
    weakened = [rules(1, KEEPER.format("one", "may"))]
    old = [rules(1, KEEPER.format("one", "shall"))]
    harmless = letter("The parties met in the old hall and thanked the cooks of the town.")
    assert told(compare(old, [*weakened, harmless]))[0] == "Article 1 (0)"
    heavy = letter("The Producer shall pay $900 to each keeper for each crossing at night.")
    assert told(compare(old, [*weakened, heavy]))[0] == "Letter"


# ── what had lapsed ──────────────────────────────────────────────────────────────────────────────
REPORT = "A committee shall report on the lamps and shall end its work by January 31, 2025."
MOVED = "Effective April 1, 2025, the lamp keepers will be moved to the third grade."


def test_a_letter_whose_days_lie_before_the_new_term_is_told_as_lapsed() -> None:
    day = "the last day that it names, {}, lies before the end of the old term, June 30, 2025"
    assert lapsed(REPORT) == f"lapsed: {day.format('January 31, 2025')}"
    assert lapsed(REPORT, MOVED) == f"lapsed: {day.format('April 1, 2025')}"


def test_what_goes_on_or_ended_with_the_term_has_not_lapsed() -> None:
    assert lapsed(REPORT, "The Producer shall pay $40 to each keeper of a lamp.") == ""
    assert lapsed(REPORT, "Lamps are cleaned each week.") == ""
    assert lapsed("Effective April 1, 2025, keepers hold at most forty hours of leave.") == ""
    assert lapsed("This letter expires June 30, 2025.") == ""
    assert lapsed(REPORT, ends=2024) == ""


def test_a_note_of_a_delay_that_was_decided_long_ago_has_lapsed() -> None:
    granted = "*If the town grants at least $13 million in calendar year {}, the raise {} {} 1, {}."
    denied = "If the town does not grant it in calendar year {}, the raise {} {} 1, {}."
    held = "of the lamp keepers will be effective"
    day = "the last day that it names, February 1, 2025, lies before the end of the old term"
    early, late = ("January", 2025), ("February", 2025)
    assert (
        lapsed(granted.format(2024, held, *early), denied.format(2024, held, *late))
        == f"lapsed: {day}, June 30, 2025"
    )
    assert lapsed(granted.format(2026, held, *late)) == ""
    assert lapsed(granted.format(2024, held, "July", 2025)) == ""
    assert lapsed(granted.format(2024, "is paid from", *late)) == ""
    assert lapsed("If a keeper works at night, the raise will be effective January 1, 2025.") == ""
    assert lapsed("The rules of this letter will be effective on January 1, 2025.") == ""


def test_a_letter_that_ended_with_the_old_term_says_so_and_weighs_what_it_says() -> None:
    pays = letter(
        "The Producer shall pay $900 to each keeper for each crossing at night.",
        "This letter will remain in effect through June 30, 2025.",
    )
    old = [rules(1, KEEPER.format("one", "shall")), term(2025), pays]
    comparison = compare(old, [rules(1, KEEPER.format("one", "may")), term(2027)])
    assert told(comparison)[0] == "Letter"
    for report in (to_html(comparison), to_markdown(comparison)):
        assert "by its own words it ended with the old term, June 30, 2025" in report
        assert "lapsed" not in report


def test_without_a_day_on_which_the_old_term_ends_nothing_has_lapsed() -> None:
    kept = rules(1, "Boats are seen by the harbor master before each crossing.")
    comparison = compare([kept, letter(REPORT)], [kept])
    assert "lapsed" not in to_html(comparison)
    dated = replace(comparison, old=replace(comparison.old, expires="2025-06-30"))
    assert "lapsed: the last day that it names, January 31, 2025" in to_html(dated)


def test_a_lapsed_letter_ranks_low_and_says_so_in_every_format() -> None:
    gone = letter(REPORT, "The Producer shall give the committee a warm room and shall pay it.")
    old = [rules(1, KEEPER.format("one", "shall")), term(2025), gone]
    comparison = compare(old, [rules(1, KEEPER.format("one", "may")), term(2027)])
    assert told(comparison).index("Article 1 (0)") < told(comparison).index("Letter")
    cells = [cell.text for sheet in comparison_to_sheets(comparison) for cell in sheet.cells]
    for said in (to_html(comparison), to_markdown(comparison), " ".join(cells)):
        assert "lapsed: the last day that it names" in said


# ── what is left out ─────────────────────────────────────────────────────────────────────────────
def many(number: int) -> Comparison:
    def side(verb: str) -> list[Twig]:
        return [rules(at, KEEPER.format(at, verb)) for at in range(number)]

    return compare(side("shall"), side("may"))


def test_how_many_more_weigh_as_much_is_said_with_a_link_to_each() -> None:
    comparison = many(23)
    left = [block.head.number for block in list_contents(comparison).further]
    assert len(left) == 13
    page = to_html(comparison).partition('id="every"')[0]
    assert '<a href="#further">13 more of this weight (high) below</a>' in page
    behind = page.partition('id="further"')[2]
    assert [int(at) for at in re.findall(r'href="#change-(\d+)"', behind)] == left
    said = to_markdown(comparison)
    assert "[13 more of this weight (high) below](#further)" in said
    behind = said.partition('<a id="further">')[2].partition("## Every change")[0]
    assert [int(at) for at in re.findall(r"\]\(#change-(\d+)\)", behind)] == left
    assert all(f'<a id="change-{at}"></a>' in said for at in left)


def test_the_workbook_numbers_what_is_to_be_read_first_and_marks_what_weighs_as_much() -> None:
    sheets = {sheet.name: sheet.cells for sheet in comparison_to_sheets(many(23))}
    summary = [cell.text for cell in sheets["Summary"]]
    assert "Read first: 10" in summary and "Read first: 11" not in summary
    more = "13 more of this weight (high): in the sheet Changes"
    assert any(text.startswith(more) for text in summary)
    column = [cell.text for cell in sheets["Changes"] if cell.column == 0]
    assert column[0] == "First" and column.count("as heavy") == 13
    assert set(column[1:]) == {"as heavy", *map(str, range(1, 11))}


def test_the_json_holds_what_is_to_be_read_first_and_all_that_weighs_as_much() -> None:
    comparison = many(23)
    contents = list_contents(comparison)
    told = json.loads(to_json(comparison))["foremost"]
    assert (len(told["first"]), told["severity"], len(told["further"])) == (10, "high", 13)
    for said, blocks in (("first", contents.foremost), ("further", contents.further)):
        for one, block in zip(told[said], blocks, strict=True):
            assert one["section"] == (block.section and block.section.id)
            changes = [comparison.changes[at] for at in one["changes"]]
            assert changes == [entry.change for entry in block.entries]
    assert Compared(comparison).to_json()["foremost"] == told
    assert nothing_compared()["foremost"].keys() == told.keys()


def test_the_word_file_numbers_what_is_to_be_read_first_and_says_what_weighs_as_much() -> None:
    made = to_tracked(many(23))
    (said,) = [line for line in made.notice if line.startswith("What to read first")]
    assert "from 1 to 10; 13 more of this weight (high) bear" in said
    places = [line for each in made.paragraphs for line in each.comment if "Read first" in line]
    assert sorted(places) == sorted(
        [*(f"Read first: {at}" for at in range(1, 11)), *["Read first: as heavy"] * 13]
    )
    (said,) = [line for line in to_tracked(many(3)).notice if line.startswith("What to")]
    assert said.endswith("from 1 to 3.")
    same = [rules(1, KEEPER.format("one", "shall"))]
    assert "What to read first" not in " ".join(to_tracked(compare(same, same)).notice)


def test_of_an_article_that_came_only_the_head_is_numbered_in_the_word_file() -> None:
    came = rules(2, KEEPER.format("two", "shall"), "Lamps are lit at six.", heading="Pay")
    made = to_tracked(compare([rules(1, "Boats.")], [rules(1, "Boats."), came]))
    numbered = [each for each in made.paragraphs if "Read first: 1" in each.comment]
    assert ["".join(run.text for run in one.runs) for one in numbered] == ["Article 2 Pay "]


def test_what_means_the_same_is_named_in_one_row() -> None:
    comparison = many(23)
    page = to_html(comparison).partition('id="further"')[2].partition("</section>")[0]
    assert page.count("<li>") == 1 and page.count("duty weakened (shall → may)") == 1
    said = to_markdown(comparison).partition('<a id="further">')[2].partition("## Every")[0]
    assert said.count("\n* ") == 1 and said.count("](#change-") == 13


def test_beyond_eight_rows_what_weighs_as_much_is_folded_away_and_stays_so_on_paper() -> None:
    pay = "A keeper who sleeps on pier {} is paid ${} for each of the nights."
    old = [rules(at, pay.format(at, 30 + at)) for at in range(20)]
    new = [rules(at, pay.format(at, 60 + at)) for at in range(20)]
    page = to_html(compare(old, new))
    behind = page.partition('id="further"')[2].partition("</section>")[0]
    shown, _, folded = behind.partition('<details class="others">')
    assert (shown.count("<li>"), folded.count("<li>")) == (8, 2)
    assert "The others, each below (2)" in folded
    assert "details.others::details-content{content-visibility:hidden}" in page


def test_nothing_is_said_of_more_where_all_that_weighs_as_much_is_told() -> None:
    for said in (to_html(many(10)), to_markdown(many(10))):
        assert "of this weight" not in said


# ── in few words ─────────────────────────────────────────────────────────────────────────────────
def test_the_words_are_folded_away_behind_what_they_mean() -> None:
    comparison = many(2)
    page = to_html(comparison).partition('id="every"')[0]
    before, _, folded = page.partition("<details")
    assert "duty weakened (shall → may)" in before and "<del>" not in before
    assert "<del>shall</del><ins>may</ins>" in folded
    said = to_markdown(comparison).partition("## Every change")[0]
    before, _, folded = said.partition("<details>")
    assert "duty weakened (shall → may)" in before and "<del>" not in before
    assert "<del>shall</del><ins>may</ins>" in folded


def test_a_change_within_a_block_is_named_by_its_own_place_alone() -> None:
    came = rules(2, KEEPER.format("two", "shall"), heading="Pay of keepers")
    old = [rules(1, KEEPER.format("one", "shall"))]
    page = to_html(compare(old, [*old, came])).partition('id="every"')[0]
    assert '<span class="where">(0), new page 1' in page
    assert "Article 2 (0)" not in page


def test_a_number_in_words_and_figures_is_told_by_its_figure_and_nothing_is_told_twice() -> None:
    pay = "Each keeper is paid {} for each of the crossings, and each cook {}."
    old = [rules(1, pay.format(*["forty-six and one half cents ($0.465)"] * 2))]
    new = [rules(1, pay.format(*["sixty cents ($0.60)"] * 2))]
    page = to_html(compare(old, new)).partition('id="every"')[0]
    assert page.count("money raised ($0.465 → $0.60;") == 1


def test_a_figure_is_told_without_the_comma_behind_it() -> None:
    fine = "A keeper who sleeps on the pier is fined ${}, which goes to the cooks of the boats."
    page = to_html(compare([rules(1, fine.format("50,000"))], [rules(1, fine.format("100,000"))]))
    assert "($50,000 → $100,000;" in page


# ── what a filter leaves out ─────────────────────────────────────────────────────────────────────
def test_a_report_on_one_topic_says_of_which_clauses_it_speaks_and_what_it_left_out() -> None:
    about = replace(make_comparison(), topic="ai", left_out=265)
    for said in (to_html(about), to_markdown(about)):
        assert "3 clauses about AI read as before." in said
        assert "265 other clauses are left out." in said
    changed = tuple(change for change in about.changes if change.kind != "unchanged")
    said = to_markdown(replace(about, changes=changed))
    assert "0 clauses" not in said
    assert said.endswith("265 other clauses are left out.\n")
    assert "None of the clauses about AI read as before." in said


def test_a_filter_by_effect_says_what_it_left_out() -> None:
    comparison = keep_effects(make_comparison(), EffectFilter(name="period_shortened"))
    assert comparison.left_out
    said = f"Only what was asked for is shown; {comparison.left_out} other clauses are left out."
    for report in (to_html(comparison), to_markdown(comparison)):
        assert said in report
        assert "0 clauses" not in report


# ── better or worse, and the names of things ─────────────────────────────────────────────────────
def test_whom_the_heavy_changes_favour_is_counted_in_the_opening() -> None:
    pay = "All rates of pay rise by {} percent on March 1."
    old = [rules(at, pay.format(5), heading=f"Pier {at}") for at in range(3)]
    new = [rules(at, pay.format(by), heading=f"Pier {at}") for at, by in enumerate((2, 1, 9))]
    said = "of 3 changes of high severity 1 favours the worker, 2 the employer."
    for report in (to_html(compare(old, new)), to_markdown(compare(old, new))):
        assert f"By their words, {said}" in report
    assert "high severity" not in to_html(compare(old, old))


def test_the_last_days_of_both_terms_are_read_from_what_changed_as_guesses() -> None:
    comparison = compare([term(2025)], [term(2027)])
    page, said = to_html(comparison), to_markdown(comparison)
    for year in (2025, 2027):
        assert f"<dd>… to {year}-06-30 (guessed)</dd>" in page
        assert f"in force … to {year}-06-30 (guessed)" in said
    dated = replace(comparison, old=replace(comparison.old, expires="2024-12-31"))
    assert "2027-06-30 (guessed)" not in to_html(dated)


def test_letters_of_one_name_are_chapters_of_their_own() -> None:
    first, second = (
        Twig(f"L{at}", "", "Letter", name, (Twig(f"l{at}", "{}"),), ClauseKind.ATTACHMENT)
        for at, name in enumerate(("Lamps", "Ropes"))
    )

    def side(text: str) -> list[Twig]:
        return [
            replace(one, below=(replace(one.below[0], text=text.format(one.heading)),))
            for one in (first, second)
        ]

    comparison = compare(side("{} are seen at noon."), side("{} are seen at dawn or at noon."))
    assert [part.name for part in list_contents(comparison).chapters] == [
        "Letter Lamps",
        "Letter Ropes",
    ]


def test_a_blank_to_fill_in_names_no_paragraph() -> None:
    blank = Twig("b", f"Signed {'_' * 30} on the pier of the - first - town.")
    page = to_html(compare([rules(1, "Boats.")], [rules(1, "Boats."), blank]))
    assert "paragraph “Signed on the pier of the - first …”" in page


def test_a_clause_below_another_is_named_by_its_own_place_and_not_by_its_words() -> None:
    came = rules(2, KEEPER.format("two", "shall"), "Lamps are lit at six.", heading="Pay")
    comparison = compare([rules(1, "Boats.")], [rules(1, "Boats."), came])
    every = to_html(comparison).partition('id="every"')[2]
    assert '<h5 class="where">(0), page 1</h5>' in every
    said = to_markdown(comparison).partition("## Every change")[2]
    assert "\n\n(1), page 1\n\n" in said


def test_a_section_whose_number_begins_with_that_of_another_keeps_its_whole_name() -> None:
    def side(*numbers: int) -> list[Twig]:
        sections = (Twig(f"s{at}", KEEPER.format(at, "shall"), f"Section {at}") for at in numbers)
        return [Twig("A", "", "Article 1", "Boats", tuple(sections), ClauseKind.ARTICLE)]

    # Section 1 and Section 10 came one behind the other, and are one block
    every = to_html(compare(side(5), side(1, 10, 5))).partition('id="every"')[2]
    assert '<h5 class="where">Article 1 Section 10, page 1</h5>' in every


def test_a_doubt_that_is_told_of_a_block_is_not_told_again_of_its_parts() -> None:
    came = letter(KEEPER.format("two", "shall"), KEEPER.format("three", "shall"))
    comparison = compare([rules(1, "Boats.")], [rules(1, "Boats."), came])
    doubt = Doubt(DoubtReason.READ_FROM_PICTURE, DocumentId("new"), (3,), "read from a picture")
    changes = tuple(
        replace(change, doubts=(doubt,)) if change.kind == "added" else change
        for change in comparison.changes
    )
    page = to_html(replace(comparison, changes=changes)).partition('id="every"')[0]
    assert page.count("read from a picture") == 1


def test_what_went_of_an_attachment_that_is_called_otherwise_now_stands_in_its_chapter() -> None:
    kept = [f"The {name} boat leaves the pier at noon with its keeper." for name in ("red", "blue")]
    gone = "A lamp of the harbor master is lit at six in the evening."

    def side(label: str, *texts: str) -> list[Twig]:
        below = tuple(Twig(f"{label}{text[:9]}", text) for text in texts)
        return [Twig(label, "", label, "Boats", below, ClauseKind.ATTACHMENT)]

    after = [text.replace("noon", "dawn") for text in kept]
    comparison = compare(
        side("Appendix B", kept[0], gone, kept[1]), side("Appendix C", after[0], after[1])
    )
    assert comparison.summary["removed"] == 1
    assert [part.name for part in list_contents(comparison).chapters] == ["Appendix C Boats"]


def test_one_clause_that_is_not_restated_is_told_as_one() -> None:
    assert tell_not_restated(1).endswith("the report lists it apart.")
    assert tell_not_restated(2).endswith("the report lists them apart.")
