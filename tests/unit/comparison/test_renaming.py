"""Defined terms under another name are one term where their definitions say the same."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.clauses import find_definitions
from analyzer.comparison import Given, describe_changes
from analyzer.comparison.renaming import Renamed, find_renamed
from analyzer.records import ChangeKind, Clause, Comparison, DefinitionFate, Findings
from analyzer.reports import list_remarks
from analyzer.reports.weighing import is_cosmetic
from analyzer.results import Compared
from tests.clause_trees import Twig, grow, make_document

NOTHING = Findings((), ())
OLD = (
    'This is made by the Guild of Riggers (the "Guild") and each house of it (the "Network").',
    '"Digital Double" means a likeness made by a computer from a scan of a rigger.',
    "The Network shall keep each Digital Double in a safe place and tell the Guild where.",
    "The Network shall give a rigger two days of notice before a scan for Digital Doubles.",
    "A rigger rests for eleven hours between two days of work on any stage of the house.",
)


def rename(text: str) -> str:
    return text.replace("Network", "Signatory").replace("Digital Double", "Digital Image")


def hold(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[Clause, ...], ...]:
    return tuple(
        grow(side, [Twig(f"{at}", text, f"{at}.") for at, text in enumerate(texts)])
        for side, texts in (("old", old), ("new", new))
    )


def compare(old: Sequence[str], new: Sequence[str]) -> Comparison:
    before, after = hold(old, new)
    return describe_changes(
        Given(make_document("old"), before, NOTHING, definitions=find_definitions(before)),
        Given(make_document("new"), after, NOTHING, definitions=find_definitions(after)),
    ).about(None)


def renamed(old: Sequence[str], new: Sequence[str]) -> tuple[Renamed, ...]:
    before, after = hold(old, new)
    definitions = find_definitions(before), find_definitions(after)
    return find_renamed((before, after), definitions).terms


def test_terms_are_paired_by_what_they_mean() -> None:
    assert renamed(OLD, [rename(text) for text in OLD]) == (
        Renamed("Network", "Signatory", kept=True),
        Renamed("Digital Double", "Digital Image", kept=True),
    )
    assert renamed(OLD, OLD) == ()
    more = [rename(text).replace("a likeness", "a likeness or a voice") for text in OLD]
    assert renamed(OLD, more)[-1] == Renamed("Digital Double", "Digital Image", kept=True)


def test_another_meaning_is_another_term() -> None:
    weekly = '"Weekly Rigger" means a rigger employed by the week at the scale of this Article.'
    daily = weekly.replace("Weekly", "Daily").replace("week", "day")
    assert not any(term.kept for term in renamed([*OLD, weekly], [*OLD, daily]))
    apart = '"Daily Rigger" means whoever hangs lamps and is called in the evening before.'
    assert renamed([*OLD, weekly], [*OLD, apart]) == ()
    both = [*OLD, weekly, daily.replace("Daily", "Casual").replace("day", "week")]
    assert renamed(both, [*OLD, daily.replace("day", "week")]) == ()


def test_a_clause_in_which_only_the_name_differs_has_no_other_meaning_and_is_shown_as_printed() -> (
    None
):
    new = [rename(text) for text in OLD]
    new[3] = new[3].replace("two days", "one day")
    comparison = compare(OLD, new)
    fates = [(item.was, item.term, item.fate) for item in comparison.definitions_changed]
    assert fates == [
        ("Network", "Signatory", DefinitionFate.RENAMED),
        ("Digital Double", "Digital Image", DefinitionFate.RENAMED),
    ]
    changes = {change.new[0]: change for change in comparison.changes}
    kept = changes[list(changes)[2]]
    assert kept.kind is ChangeKind.REWORDED and is_cosmetic(kept)
    assert (kept.effects[0].old, kept.effects[0].new) == (
        "Network, Digital Double",
        "Signatory, Digital Image",
    )
    assert "".join(p.text for p in kept.words if p.op.value != "delete") == new[2]
    shorter = changes[list(changes)[3]]
    assert [effect.name for effect in shorter.effects] == ["period_shortened"]
    assert not is_cosmetic(shorter)
    titles = [remark.title for remark in list_remarks(comparison)]
    assert "Definition renamed: “Digital Double” is now “Digital Image”" in titles[1]
    assert "“Digital Double” is now" in Compared(comparison).report("markdown")


def test_effects_quote_the_words_as_printed() -> None:
    new = [rename(text) for text in OLD]
    new[2] = new[2].replace("Signatory shall keep", "Signatory may keep")
    (change,) = [one for one in compare(OLD, new).changes if one.new == ("new#2",)]
    assert any(effect.name == "duty_weakened" for effect in change.effects)
    quoted = " ".join(effect.new or "" for effect in change.effects)
    assert "Network" not in quoted and "Double" not in quoted


def test_clauses_that_share_little_but_a_renamed_term_are_matched() -> None:
    lone = "Digital Doubles: kept by the Network."
    old = [*OLD, lone]
    new = [rename(lone), *(rename(text) for text in OLD)]
    assert any(
        change.old == ("old#5",) and change.new == ("new#0",)
        for change in compare(old, new).changes
    )


def test_a_name_that_a_blank_parts_is_no_other_name() -> None:
    new = [text.replace("Network", "Net work") for text in OLD]
    fates = [item.fate for item in compare(OLD, new).definitions_changed]
    assert DefinitionFate.RENAMED not in fates
    assert DefinitionFate.ADDED not in fates and DefinitionFate.DROPPED not in fates


LEAGUE = (
    "A rigger who is let go by a stage may be sent to a stage of the {} (“{}”) by the house.",
    "The house and its stages share what the lamps, the ropes and the {} (“{}”) bring in a year.",
    "A {1} Season begins on the first day of practice of the {1} and ends with its last show.",
    "No rigger is sent to the {1} for longer than a week without a word from the Guild.",
)


def league(*names: str) -> list[str]:
    return [*OLD, *(text.format(*names) for text in LEAGUE)]


def test_a_term_that_is_defined_twice_is_renamed_once() -> None:
    """Its first letters stand for the league, and the league itself is called otherwise."""
    new = league("Deep Harbor League", "DHL")
    new[-4] = "“DHL” means the Deep Harbor League or any league that comes after it."
    comparison = compare(league("Deep Sea League", "DSL"), new)
    told = [item for item in comparison.definitions_changed if "DHL" in item.term]
    assert [(item.was, item.term, item.fate) for item in told] == [
        ("DSL", "DHL", DefinitionFate.RENAMED)
    ]
    assert "DSL" not in [item.term for item in comparison.definitions_changed]
    assert {"new#7", "new#8"} <= set(told[0].used_in)
    (last,) = [change for change in comparison.changes if change.new == ("new#8",)]
    assert is_cosmetic(last)


def test_a_term_means_what_it_meant_where_only_a_name_in_it_is_another() -> None:
    season = '"{0} Season" means the time from the first show of the {0} to the last of the {0}.'
    new = [*league("Deep Harbor League", "DHL"), season.format("DHL")]
    old = [*league("Deep Sea League", "DSL"), season.format("DSL")]
    assert Renamed("DSL Season", "DHL Season", kept=True) in renamed(old, new)


def test_a_league_in_other_words_all_around_is_another_league() -> None:
    other = "Ropes of the Deep Harbor League (“DHL”) are hung by no hand but those of the Guild."
    assert renamed(league("Deep Sea League", "DSL")[:-2], [*OLD, other]) == ()
