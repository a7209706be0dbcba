"""What a report names first: pay before wording, whole articles before single words, no article
more than twice where others have weight."""

from __future__ import annotations

from analyzer.records import ClauseKind
from analyzer.reports.contents import list_contents
from tests.clause_trees import Twig, compare

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


def test_no_article_is_named_more_than_twice_before_the_others() -> None:
    texts = [f"{name} {BOATS}" for name in ("Red", "Blue", "Green", "White")]
    old = [rules(1, *texts), rules(2, "A lamp is lit at six in the evening of each day.")]
    new = [
        rules(1, *(f"{text} {LONG}" for text in texts)),
        rules(2, "A lamp is lit at seven in the evening of each day."),
    ]
    assert [one.split()[2] for one in named(old, new)] == ["1", "1", "2", "1", "1"]


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
    [entry] = contents.chapters[0].blocks[0].entries
    assert entry.repeats
    assert contents.foremost == ()
