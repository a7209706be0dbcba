"""What a report names first: by severity, AI before others, pay before wording, whole articles
before single words; what speaks of the paper itself last; no article more than twice of equals."""

from __future__ import annotations

import json
from dataclasses import replace

from analyzer.records import ClauseKind, DocumentKind, Scalar
from analyzer.reports import comparison_to_sheets, to_html, to_json, to_markdown, to_tracked
from analyzer.reports.contents import list_contents
from analyzer.reports.weighing import Weight
from tests.clause_trees import Twig, compare

Said = dict[str, tuple[str, dict[str, Scalar]]]
BOATS = "Boats are inspected before each crossing by the harbor master in person."
LONG = (
    "The harbor master shall keep a book in which each boat, its keeper and its lamps are written."
)


def rules(number: int, *texts: str, heading: str = "Boats") -> Twig:
    below = tuple(Twig(f"{number}{at}", text, f"({at})") for at, text in enumerate(texts))
    return Twig(f"A{number}", "", f"Article {number}", heading, below, ClauseKind.ARTICLE)


def named(old: list[Twig], new: list[Twig]) -> list[str]:
    return [
        f"{block.head.change.kind.value} {block.head.clause.citation}"
        for block in list_contents(compare(old, new)).foremost
    ]


def test_pay_comes_before_a_duty_that_is_worded_anew() -> None:
    pay = "All rates of pay rise by {} percent on March 1."
    old = [rules(1, "The keeper shall be told of a crossing on time.", pay.format(5))]
    new = [rules(1, "The keeper may be told of a crossing on time.", pay.format(2))]
    assert named(old, new)[0] == "reworded Article 1 (1)"


def test_a_whole_new_article_comes_before_a_sentence_put_into_an_old_one() -> None:
    old = [rules(1, BOATS)]
    new = [
        rules(1, f"{BOATS} {LONG}"),
        rules(2, LONG, LONG.replace("boat", "lamp"), heading="Book"),
    ]
    assert named(old, new) == ["added Article 2", "reworded Article 1 (0)"]


def test_no_article_is_named_more_than_twice_before_others_of_equal_weight() -> None:
    texts = [f"{name} {BOATS}" for name in ("Red", "Blue", "Green", "White")]
    lamp = "A lamp is lit at six in the evening of each day."
    old = [rules(1, *texts), rules(2, lamp)]
    new = [
        rules(1, *(f"{text} {LONG}" for text in texts)),
        rules(2, f"{lamp} The harbor master shall stand by."),
    ]
    assert [one.split()[2] for one in named(old, new)] == ["1", "1", "2", "1", "1"]


def test_of_equal_severity_ai_comes_first_and_a_heavier_matter_before_it() -> None:
    keeps = "The Producer {} keep the scan of a dancer in a {} room."
    pays = "Each dancer is paid {} dollars a day."
    old = [
        rules(1, "Meals are served hot.", pays.format(90)),
        rules(2, keeps.format("shall", "plain")),
    ]
    weakened = rules(2, keeps.format("may", "plain"))
    paid = rules(1, "Meals are served hot.", pays.format(40))
    found: Said = {f"{side}#20": ("data_security", {}) for side in ("old", "new")}

    def first(*new: Twig) -> list[str]:
        contents = list_contents(compare(old, list(new), findings=found))
        return [block.head.clause.citation for block in contents.foremost]

    assert first(paid, weakened) == ["Article 2 (0)", "Article 1 (1)"]
    only_set = rules(2, keeps.format("shall", "bare"))
    assert first(paid, only_set) == ["Article 1 (1)", "Article 2 (0)"]


def test_the_changes_of_one_section_stand_together() -> None:
    def section(first: str, second: str) -> Twig:
        below = (Twig("a", first, "(a)"), Twig("b", second, "(b)"))
        section = Twig("S", "", "Section 4", "Ferries.", below, ClauseKind.SECTION)
        return Twig("A", "", "Article 1", "Boats", (section,), ClauseKind.ARTICLE)

    old = [section("The ferry shall leave at noon.", "The keeper shall be told of each crossing.")]
    new = [section("The ferry may leave at noon.", "The keeper may be told of each crossing.")]
    comparison = compare(old, new)
    (block,) = list_contents(comparison).foremost
    assert block.section is not None
    assert [entry.clause.citation for entry in block.entries] == [
        "Article 1 Section 4 (a)",
        "Article 1 Section 4 (b)",
    ]
    found: Said = {f"{side}#{key}": ("surveillance", {}) for side in ("old", "new") for key in "ab"}
    about_ai = compare(old, new, topic="ai", findings=found)
    for one in (comparison, about_ai):
        for report in (to_html(one), to_markdown(one)):
            assert "Article 1 Section 4 Ferries" in report
            assert ": 2 reworded" in report


def test_what_speaks_of_the_paper_itself_stands_behind_every_term() -> None:
    withdraws = "The Producers may withdraw this proposal and shall answer by letter by noon."
    preface = "The Producers shall hear the Guild and shall pay for the room of the meeting."
    old = [rules(1, BOATS), rules(2, LONG), rules(3, "Lamps are lit.")]
    new = [
        Twig(
            "P",
            "",
            "Proposal No. 4",
            "Of the Producers",
            (Twig("p", preface),),
            ClauseKind.ARTICLE,
        ),
        rules(1, BOATS.replace("are inspected", "will be seen")),
        rules(2, LONG, withdraws),
        rules(3, "Lamps are lit on the pier each evening, where boats that carry fish come in."),
    ]
    kinds = (DocumentKind.AGREEMENT, DocumentKind.PROPOSAL)
    contents = list_contents(compare(old, new, kinds=kinds))
    cited = [block.head.clause.citation for block in contents.foremost]
    assert sorted(cited[:2]) == ["Article 1 (0)", "Article 3 (0)"]
    assert sorted(cited[2:]) == ["Article 2 (1)", "Proposal No. 4"]


def test_what_weighs_as_much_and_finds_no_room_is_named() -> None:
    old = [
        rules(at, f"The keeper of boat {at} shall be paid for each crossing.") for at in range(13)
    ]
    new = [rules(at, f"The keeper of boat {at} may be paid for each crossing.") for at in range(13)]
    comparison = compare(old, new)
    contents = list_contents(comparison)
    assert (len(contents.foremost), len(contents.further)) == (10, 3)
    for report in (to_html(comparison), to_markdown(comparison)):
        assert "3 more of this weight (high) below:" in report
        assert "duty weakened (shall → may)" in report.rpartition("3 more of this weight")[2]


def test_clauses_that_came_one_after_another_are_one_block() -> None:
    old = [rules(1, BOATS)]
    new = [rules(1, BOATS, LONG, "A boat without lamps stays where it is until the morning.")]
    [block] = list_contents(compare(old, new)).foremost
    assert [entry.clause.citation for entry in block.entries] == ["Article 1 (1)", "Article 1 (2)"]


def test_a_footnote_that_is_printed_once_more_says_so_and_leads_nothing() -> None:
    note = Twig("n1", LONG, "1", kind=ClauseKind.FOOTNOTE)
    again = Twig("n2", LONG, "2", kind=ClauseKind.FOOTNOTE)
    contents = list_contents(
        compare(
            [Twig("a", BOATS, "(a)", below=(note,))],
            [
                Twig("a", BOATS, "(a)", below=(note, again)),
            ],
        )
    )
    [entry] = contents.cosmetic
    assert entry.repeats == "(a) 1"
    assert not contents.foremost and not contents.chapters


def test_a_footnote_that_is_printed_once_more_is_counted_apart_in_every_format() -> None:
    note = Twig("n1", LONG, "1", kind=ClauseKind.FOOTNOTE)
    again = Twig("n2", LONG, "2", kind=ClauseKind.FOOTNOTE)
    other = Twig("n3", BOATS, "3", kind=ClauseKind.FOOTNOTE)
    once = [Twig("a", BOATS, "(a)", below=(note,))]
    comparison = compare(once, [Twig("a", BOATS, "(a)", below=(note, again, other))])
    assert comparison.summary == {"unchanged": 2, "repeated": 1, "added": 1}
    assert [one["repeated"] for one in json.loads(to_json(comparison))["changes"]].count(True) == 1
    sheets = comparison_to_sheets(comparison)
    told = {(sheet.name, cell.text) for sheet in sheets for cell in sheet.cells}
    assert {("Summary", "Repeated"), ("Changes", "Repeated")} <= told
    for report in (to_html(comparison), to_markdown(comparison)):
        assert "1 clause added." in report
        assert "1 note only printed once more, or once less." in report
    comments = [line for each in to_tracked(comparison).paragraphs for line in each.comment]
    assert comments.count("Repeated") == 1
    back = compare([Twig("a", BOATS, "(a)", below=(note, again))], once)
    assert back.summary == {"unchanged": 2, "repeated": 1}


def test_signatures_that_differ_are_counted_apart_and_not_as_clauses() -> None:
    def side(*names: str) -> list[Twig]:
        signed = (Twig(f"s{at}", name, kind=ClauseKind.SIGNATURE) for at, name in enumerate(names))
        return [rules(1, BOATS), *signed]

    came = compare(side("By: /s/ Ada Lund"), side("By: /s/ Bo Ek", "Date: May 4, 2031"))
    assert came.summary == {"unchanged": 2, "signatures": 3}
    for report in (to_html(came), to_markdown(came)):
        assert "No clause differs." in report and "3 blocks of signatures differ." in report


def crossing(*texts: str) -> list[Twig]:
    below = tuple(Twig(text[:9], text, f"({'abcde'[at]})") for at, text in enumerate(texts))
    section = Twig("S", "", "Section 4", "Ferries.", below, ClauseKind.SECTION)
    return [Twig("A", "", "Article 1", "Boats", (section,), ClauseKind.ARTICLE)]


def test_what_a_section_changes_besides_is_named_with_what_it_means_and_a_link() -> None:
    before = [f"{name} boats shall leave the pier at noon." for name in ("Red", "Blue", "Grey")]
    after = [text.replace("shall", "may") for text in before]
    heavy = "The Producer shall pay ${} for each crossing of a lamp keeper."
    old = crossing(*before, heavy.format(40))
    new = crossing(*after, heavy.format(20), "Old ropes are burned where nobody stands by.")
    comparison = compare(old, new)
    (block,) = list_contents(comparison).foremost
    told = [entry.clause.citation[-3:] for entry in block.telling]
    untold = [entry.clause.citation[-3:] for entry in block.untold]
    assert "(d)" in told and "(e)" in untold
    assert sorted(told + untold) == ["(a)", "(b)", "(c)", "(d)", "(e)"]
    page = to_html(comparison).partition('id="every"')[0]
    assert "And 2 more:" in page and "And 2 more:" in to_markdown(comparison)
    for entry in block.untold:
        assert f'<li><a href="#change-{entry.number}">' in page
        marked = to_markdown(comparison)
        assert f"](#change-{entry.number})" in marked.partition("## Every change")[0]
        assert marked.count(f'<a id="change-{entry.number}"></a>') == 1


def test_of_a_section_the_heavier_change_is_told_and_not_the_longer() -> None:
    names = ("red", "blue", "grey", "white")
    old = crossing(*(f"The {name} boat shall be told of the rain." for name in names))
    new = crossing(*(f"The {name} boat may be told of the rain." for name in names))
    (block,) = list_contents(compare(old, new)).foremost
    tiers = (2, 2, 2, 6)
    weighed = tuple(
        replace(entry, weight=Weight(value, cosmetic=False, tier=tier))
        for entry, tier, value in zip(block.entries, tiers, (90, 80, 70, 40), strict=True)
    )
    said = replace(block, entries=weighed)
    assert [entry.weight.value for entry in said.telling] == [90, 80, 40]
    assert [entry.weight.value for entry in said.untold] == [70]


def test_no_space_of_a_link_is_underlined_and_no_quotation_mark_is_doubled() -> None:
    said = Twig("q", "“In a storm the pier is shut and no boat leaves it until the morning.")
    term = Twig("t", "“Pier” means the long wall of the harbor where each of the boats lies.")
    page = to_html(compare([rules(1, BOATS)], [rules(1, BOATS), said, term]))
    assert 'class="kind">Added</span> <a href="#change-' in page
    assert "““" not in page and "””" not in page
    assert "paragraph “In a storm the pier is shut and …”" in page
    assert "paragraph “‘Pier’ means the long wall of the harbor …”" in page


def test_what_everyone_is_paid_comes_before_what_a_few_are_paid() -> None:
    few = "A keeper who is called at night shall be paid ${} for each crossing."
    everyone = "Effective March 1, all pay rates shall be increased by {} percent."
    old = [rules(1, few.format(20)), rules(2, everyone.format(6))]
    new = [rules(1, few.format(40)), rules(2, everyone.format(2))]
    assert named(old, new) == ["reworded Article 2 (0)", "reworded Article 1 (0)"]


def test_a_share_that_all_pay_anew_comes_before_one_of_a_few() -> None:
    share = "The Producer will pay 95 percent and the keeper will pay 5 percent of the premium."
    few = "The Producer shall pay $90 to each keeper who works while lamps are out at noon."
    old = [rules(1, BOATS), rules(2, BOATS, heading="Lamps")]
    new = [rules(1, BOATS, few), rules(2, BOATS, share, heading="Lamps")]
    assert named(old, new) == ["added Article 2 (1)", "added Article 1 (1)"]


def test_a_payment_that_was_made_once_and_has_lapsed_comes_behind_what_goes_on() -> None:
    once = "Each performer shall be paid a one-time sum of $1,500 with the paycheck of March 1."
    night = "The Producer shall pay ${} to a performer for each crossing at night."
    letter = Twig("L", "", "Letter", "One-Time Sum", (Twig("L1", once),), ClauseKind.ATTACHMENT)
    old, new = [rules(1, night.format(30))], [rules(1, night.format(29))]
    assert named([*old, letter], new) == ["reworded Article 1 (0)", "removed Letter"]
    lasting = Twig("L1", once.replace("one-time ", "monthly "))
    kept = Twig("L", "", "Letter", "Monthly Sum", (lasting,), ClauseKind.ATTACHMENT)
    assert named([*old, kept], new)[0] == "removed Letter"


def test_a_clause_that_went_and_stands_elsewhere_says_so_and_leads_nothing() -> None:
    paid = "The Producer shall pay $40 to each performer who is called before six in the morning."
    old = [rules(1, BOATS, paid), rules(2, LONG, paid, heading="Book")]
    new = [rules(1, BOATS), rules(2, LONG, paid, heading="Book")]
    comparison = compare(old, new)
    contents = list_contents(comparison)
    [entry] = contents.chapters[0].blocks[0].entries
    assert entry.repeats == "Article 2 (1)"
    assert contents.foremost == ()
    for report in (to_html(comparison), to_markdown(comparison)):
        assert "the same words stand in Article 2 " in report
        assert "stands still in Article 2 " in report


def test_a_sentence_that_names_many_places_is_a_term_as_any_other() -> None:
    places = " and ".join(f"the Harbor Law of Port {name} (HL {name}-1)" for name in "ABCDEFGH" * 2)
    waiver = f"The Guild {{}} waives for all boats and lamps {places} and each law made later."
    changed = compare([rules(1, waiver.format("never"))], [rules(1, waiver.format("hereby"))])
    (block,) = list_contents(changed).foremost
    assert len(block.terms) == 1
