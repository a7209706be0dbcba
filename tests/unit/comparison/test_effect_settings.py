"""Effects by what a clause stands under, and steps of a series of rates that stand alone."""

from __future__ import annotations

import pytest

from analyzer.comparison.effect_amounts import find_amounts
from analyzer.comparison.effect_guards import side_of_guard
from analyzer.comparison.effect_parties import find_parties
from analyzer.comparison.effect_setting import find_setting, setting_serves
from analyzer.comparison.effect_subjects import subject_before
from analyzer.comparison.effects import add_effects, add_series, find_effects
from analyzer.comparison.words import redline
from analyzer.records import Change, ChangeKind, Clause, ClauseId, ClauseKind, DocumentId, Favors


def clause(key: str, text: str, parent: str | None = None) -> Clause:
    above = ClauseId(parent) if parent else None
    return Clause(ClauseId(key), DocumentId("d"), above, 0, ClauseKind.CLAUSE, text)


TREE = {
    item.id: item
    for item in (
        clause("a", "Pension Plan"),
        clause("b", "A week of rehearsal counts as follows:", "a"),
        clause("c", "Six days: seventy-two hours", "b"),
        clause("d", "The scans of a performer may be kept by the Producer:", None),
        clause("e", "On tour: six months", "d"),
    )
}


def change(kind: ChangeKind, old: str, new: str, key: str = "c") -> Change:
    olds = (ClauseId("o"),) if old else ()
    news = (ClauseId(key),) if new else ()
    return Change(kind, olds, news, words=redline(old, new))


def test_what_stands_above_a_clause_is_found_outermost_first() -> None:
    assert find_setting((ClauseId("c"),), TREE) == (
        TREE[ClauseId("a")].text,
        TREE[ClauseId("b")].text,
    )


@pytest.mark.parametrize(
    ("old", "new", "key", "favors"),
    [
        ("Six days: sixty hours", "Six days: seventy-two hours", "c", Favors.WORKER),
        ("On tour: three months", "On tour: six months", "e", Favors.EMPLOYER),
    ],
)
def test_an_item_that_names_nobody_is_read_by_what_stands_above(
    old: str, new: str, key: str, favors: Favors
) -> None:
    bare = change(ChangeKind.REWORDED, old, new, key)
    (effect,) = add_effects(bare, clauses=TREE).effects
    assert effect.favors is favors
    assert add_effects(bare).effects[0].favors is Favors.UNCLEAR


def test_a_rule_with_a_verb_of_its_own_is_not_read_by_what_stands_above() -> None:
    assert setting_serves("The scan shall run.", ("Pension Plan",)) is Favors.UNCLEAR


STEP = "per hour for each hour worked by a puppeteer in the second year of this tour"


def test_an_added_step_of_a_series_is_held_against_the_old_one() -> None:
    changes = [
        change(ChangeKind.ADDED, "", f"four dollars and ten cents ($4.10) {STEP}"),
        change(ChangeKind.REMOVED, f"three dollars ($3.00) {STEP}", ""),
    ]
    added, removed = add_series([add_effects(item) for item in changes])
    (effect,) = added.effects
    assert (effect.name, effect.difference) == ("money_raised", "+1.1 (+36.7%)")
    assert removed == add_effects(changes[1])


@pytest.mark.parametrize("other", ["The tent is paid for ($3.00).", "A tent is put up each year."])
def test_a_rate_of_another_thing_is_no_step_of_the_series(other: str) -> None:
    changes = [
        change(ChangeKind.ADDED, "", f"four dollars and ten cents ($4.10) {STEP}"),
        change(ChangeKind.REMOVED, other, ""),
    ]
    added, _ = add_series(changes)
    assert added.effects == ()


SHARES = (
    "In {} the Producer pays {} percent and the puppeteer pays {} percent of the fee of the tent; "
    "whoever stands in a tent that costs {} percent less pays nothing."
)


def follow(old: str, new: str) -> Change:
    changes = [
        change(ChangeKind.REWORDED, old, f"{old} It is so."),
        change(ChangeKind.ADDED, "", new),
    ]
    return add_series([add_effects(item) for item in changes])[1]


def test_a_step_of_several_rates_means_what_became_of_each() -> None:
    added = follow(SHARES.format(2024, 95, 5, 10), SHARES.format(2026, 90, 10, 10))
    told = [(e.name, e.old, e.new) for e in added.effects]
    assert sorted(told) == [
        ("percentage_lowered", "95 percent", "90 percent"),
        ("percentage_raised", "5 percent", "10 percent"),
    ]


def test_a_step_at_the_rates_of_before_means_nothing_in_a_later_year() -> None:
    later, same = SHARES.format(2026, 95, 5, 10), SHARES.format(2024, 95, 5, 10)
    assert follow(same, later).effects == ()
    beside = later.replace("In 2026 the", "The").replace("puppeteer", "rigger")
    assert follow(same, beside).effects == add_effects(change(ChangeKind.ADDED, "", beside)).effects


def test_numbers_of_different_things_are_no_pair() -> None:
    old = "Two riggers and a mast are hired under Sections 1 and 2 in spring."
    new = "A mast is hired in spring with thirty-six sails."
    assert not [e for e in find_effects(old, new) if e.name.startswith("number")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("eighteen and seven-tenths cents (18.7¢)", 0.187),
        ("five dollars seventy-nine and one-tenth cents ($5.791)", 5.791),
        ("six and five tenths percent (6.5%)", 6.5),
        ("twelve dollars and fifty cents", 12.5),
        ("ten working days", 336),
        ("time and one-half", 1.5),
        ("time and one-quarter", 1.25),
        ("time-and-a-third", 4 / 3),
        ("one and three-quarters times", 1.75),
    ],
)
def test_an_amount_in_words_is_one_amount(text: str, value: float) -> None:
    (amount,) = find_amounts(text)
    assert amount.text == text
    assert amount.value == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "as Sections 431 through 435 say",
        "Tel: 555.995.3600",
        "Wages . . . . . 12",
        "Harbor City, CA 91403",
        "salary range 21",
    ],
)
def test_numbers_that_only_point_are_no_amounts(text: str) -> None:
    assert find_amounts(text) == ()


@pytest.mark.parametrize(
    ("sentence", "verb", "side"),
    [
        ("The Night Worker Pay differential shall rise.", "shall", None),
        ("The Company and the Guild shall meet.", "shall", Favors.BOTH),
        ("The parties shall meet.", "shall", Favors.BOTH),
        ("A dancer hired for the tour shall rest.", "shall", Favors.WORKER),
        ("The Agency designee shall answer.", "shall", Favors.EMPLOYER),
    ],
)
def test_the_subject_of_a_verb_is_who_acts(sentence: str, verb: str, side: Favors | None) -> None:
    party = subject_before(sentence, sentence.index(verb))
    assert (party and party.side) is side


def test_an_unknown_agent_is_a_worker_where_an_article_names_it() -> None:
    assert [p.side for p in find_parties("Each puppeteer sings.")] == [Favors.WORKER]
    assert find_parties("Inclement weather lasts.") == ()


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The Guild and the Producers agree to the following:", ()),
        ("This Agreement will sunset on March 14, 2033.", (("date_changed", Favors.UNCLEAR),)),
        ("This Article shall not apply to extras.", (("exception_added", Favors.UNCLEAR),)),
        ("No dancer shall be dismissed on tour.", (("negation_added", Favors.WORKER),)),
        ("Members may be granted five days of leave.", (("benefit_added", Favors.WORKER),)),
        ("The parties shall form a panel.", (("duty_strengthened", Favors.UNCLEAR),)),
        ("The Producer shall give the Guild a list.", (("duty_strengthened", Favors.WORKER),)),
        ("Nothing herein limits the studio.", (("negation_added", Favors.EMPLOYER),)),
    ],
)
def test_a_sentence_that_came_whole(sentence: str, wanted: tuple[tuple[str, Favors], ...]) -> None:
    assert tuple((e.name, e.favors) for e in find_effects("", sentence)) == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("However, no leave is paid on tour.", ("exception_added", Favors.EMPLOYER)),
        ("Leave shall be taken only within the season.", ("condition_added", Favors.EMPLOYER)),
        ("Only dancers with a contract are eligible.", ("condition_added", Favors.EMPLOYER)),
    ],
)
def test_a_sentence_that_takes_from_those_that_stay(
    sentence: str, wanted: tuple[str, Favors]
) -> None:
    stays = "Dancers shall receive five days of leave."
    (effect,) = find_effects(stays, f"{stays} {sentence}")
    assert (effect.name, effect.favors) == wanted


def test_a_sentence_said_twice_says_nothing_new() -> None:
    old = "Leave is paid. No leave is paid on tour."
    (effect,) = find_effects(old, f"{old} No leave is paid on tour.")
    assert effect.name == "cosmetic"


def test_what_no_other_effect_speaks_of_is_told_beside_them() -> None:
    old = "The Company shall give riggers boots, a coat and gloves before June 1, 2024."
    new = "The Company shall give riggers boots and gloves before March 1, 2024."
    found = {effect.name for effect in find_effects(old, new)}
    assert found == {"deadline_earlier", "benefit_dropped"}


def test_a_ban_and_its_exception_are_one_effect() -> None:
    old, new = "This rule shall not apply to extras.", "This rule shall apply to extras."
    assert [effect.name for effect in find_effects(old, new)] == ["negation_dropped"]


def test_a_sentence_cut_in_two_says_nothing_new() -> None:
    one = (
        "The Producer shall pay the singer and the Guild shall hold the list, and each actor signs."
    )
    two = "The Producer shall pay the singer. The Guild shall hold the list. Each actor signs."
    for old, new in ((one, two), (two, one)):
        assert not [e for e in find_effects(old, new) if e.name != "cosmetic"]


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("The consent shall be separately signed by the Performer.", Favors.WORKER),
        ("The consent may be given in general terms.", Favors.EMPLOYER),
        ("The consent need not describe the scenes.", Favors.EMPLOYER),
        ("Consent shall not be unreasonably withheld.", Favors.EMPLOYER),
        ("No notice is required for a scan of less than an hour.", Favors.EMPLOYER),
        ("Neither residuals nor contributions are due.", Favors.EMPLOYER),
        ("It is not subject to Article 9.", Favors.UNCLEAR),
        ("No performer is required to be scanned.", None),
        ("The Producer shall obtain consent.", None),
    ],
)
def test_what_guards_the_worker_serves_the_worker_until_it_is_waived(
    sentence: str, side: Favors | None
) -> None:
    assert side_of_guard(sentence) is side
