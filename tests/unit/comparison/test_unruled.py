"""Columns without rules: what runs across them is one passage and not a row of paragraphs."""

from __future__ import annotations

from dataclasses import replace

from analyzer.records import Comparison
from tests.clause_trees import Twig, compare, told

LEAD = "In each of the years the keepers of the lamps share a purse of the amount set forth below:"
BEFORE = (
    "For the first year of the $5.192 million term:",
    "For each later year through The purse of the year the sixth: before, raised by the share",
    "by which the fares of the boats rose from that year to the next",
)
AFTER = (
    "For the first year of the $5 million term:",
    "For each later year through $5 million times the fares the ninth: of that year, by those",
)
HEAD = Twig("h", "Purse of the Keepers")


def side(*lines: str, lead: str = LEAD) -> list[Twig]:
    below = (HEAD, *(Twig(f"p{at}", line) for at, line in enumerate(lines)))
    return [Twig("a", lead, "(a)", below=below), Twig("b", "The fares are kept.", "(b)")]


def effects(comparison: Comparison) -> set[tuple[str, str | None]]:
    return {(one.name, one.old) for change in comparison.changes for one in change.effects}


def test_a_passage_whose_lines_run_across_columns_is_one_change() -> None:
    found = compare(side(*BEFORE), side(*AFTER))
    assert told(found) == {
        "a → a": "unchanged",
        "h → h": "unchanged",
        "p0+p1+p2 → p0+p1": "reworded",
        "b → b": "unchanged",
    }
    assert ("money_lowered", "$5.192 million") in effects(found)
    assert "p0+p1 → p0+p1+p2" in told(compare(side(*AFTER), side(*BEFORE)))


def test_paragraphs_that_end_as_sentences_do_are_no_passage() -> None:
    ended = [f"{line}." for line in (*BEFORE, *AFTER)]
    found = told(compare(side(*ended[:3]), side(*ended[3:])))
    assert not any("+" in key for key in found)


def test_lines_without_figures_or_in_other_words_are_no_passage() -> None:
    plain = [line.replace("$5.192 million ", "").replace("$5 million ", "") for line in BEFORE]
    assert not any(
        "p2 →" in key and "+" in key for key in told(compare(side(*plain), side(*AFTER)))
    )
    other = ("Ropes are sold at $9 a coil", "Whoever mends a net keeps it, and the sail of a boat")
    assert not any("p0+p1+p2" in key for key in told(compare(side(*BEFORE), side(*other))))


def test_a_paragraph_that_came_below_others_is_added() -> None:
    new = side(*BEFORE)
    whole = replace(new[0], below=(*new[0].below, Twig("x", "A purse not shared is kept.")))
    assert told(compare(side(*BEFORE), [whole, new[1]]))["→ x"] == "added"
