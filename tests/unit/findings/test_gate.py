"""What counts as being about AI."""

from __future__ import annotations

import pytest

from analyzer.findings.context import build_tree
from analyzer.findings.gate import Entry, is_lead_in, open_gate, signal_spans
from analyzer.records import ClauseKind
from analyzer.taxonomy import load_taxonomy
from tests.clause_trees import Twig, grow

TAXONOMY = load_taxonomy()


def entries(*twigs: Twig) -> dict[str, Entry | None]:
    clauses = grow("d", twigs)
    gate = open_gate(build_tree(clauses), TAXONOMY)
    return {clause.id.split("#")[1]: gate.entries[at] for at, clause in enumerate(clauses)}


@pytest.mark.parametrize(
    ("name", "text"),
    [(signal.name, text) for signal in TAXONOMY.signals for text in signal.examples],
)
def test_an_example_is_let_in_by_its_signal(name: str, text: str) -> None:
    signal = next(signal for signal in TAXONOMY.signals if signal.name == name)
    assert signal_spans(text, [signal])


@pytest.mark.parametrize(
    "text", [text for signal in TAXONOMY.signals for text in signal.counterexamples]
)
def test_no_signal_lets_a_counterexample_in(text: str) -> None:
    assert signal_spans(text, TAXONOMY.signals) == ()


def test_own_words_let_a_clause_in_and_not_its_neighbour() -> None:
    found = entries(
        Twig("a", "Meals are served at noon."), Twig("b", "AI tools may not plan the meals.")
    )
    assert found == {"a": None, "b": Entry.OWN_WORDS}


def test_an_article_about_ai_lets_all_its_clauses_in() -> None:
    found = entries(
        Twig(
            "art",
            heading="Artificial Intelligence",
            kind=ClauseKind.ARTICLE,
            below=(Twig("a", "Claims are arbitrable."), Twig("b", "Meetings are quarterly.")),
        ),
        Twig("next", heading="Meals", kind=ClauseKind.ARTICLE, below=(Twig("c", "At noon."),)),
    )
    assert found["a"] is Entry.ARTICLE and found["b"] is Entry.ARTICLE
    assert found["next"] is None and found["c"] is None


def test_a_lead_in_about_ai_lets_its_list_in() -> None:
    found = entries(
        Twig(
            "a",
            "The notice about a voice model states:",
            below=(Twig("b", "the dates;"), Twig("c", "the languages.")),
        )
    )
    assert found["b"] is Entry.LEAD_IN and found["c"] is Entry.LEAD_IN


def test_a_long_clause_that_mentions_ai_in_passing_leads_nothing_in() -> None:
    found = entries(
        Twig(
            "a",
            "The committee meets monthly. It has heard of AI. It orders lunch. It keeps minutes.",
            below=(Twig("b", "Lunch is paid."),),
        )
    )
    assert found["a"] is Entry.OWN_WORDS
    assert found["b"] is None


def test_a_defined_term_lets_its_users_in() -> None:
    found = entries(
        Twig("a", '"Drafting Engine" means any generative software that writes copy.'),
        Twig("b", "No Drafting Engine may be used at night."),
        Twig("c", "Engine rooms are swept daily."),
    )
    assert found["b"] is Entry.DEFINITION
    assert found["c"] is None


def test_an_everyday_word_is_no_defined_ai_term() -> None:
    uses = tuple(Twig(f"u{n}", f"The Material of day {n} is returned.") for n in range(20))
    found = entries(
        Twig("a", '"Material" means scripts, songs and output of generative tools.'), *uses
    )
    assert all(found[f"u{n}"] is None for n in range(20))


def test_a_name_given_in_a_clause_about_ai_is_no_ai_term_by_itself() -> None:
    found = entries(
        Twig("a", "AI matters here. The local and the basic papers (the 'Papers') remain."),
        Twig("b", "The Papers are printed twice."),
    )
    assert found["b"] is None


def test_an_article_most_of_whose_clauses_speak_of_ai_is_one() -> None:
    found = entries(
        Twig(
            "art",
            heading="New Devices",
            kind=ClauseKind.ARTICLE,
            below=(
                Twig("a", "Generative tools are named in a list."),
                Twig("b", "Machine learning is not used for casting."),
                Twig("c", "AI output is labelled."),
                Twig("d", "The list is posted."),
            ),
        )
    )
    assert found["d"] is Entry.ARTICLE


def test_a_line_of_the_contents_lets_nothing_in() -> None:
    found = entries(
        Twig("a", "Artificial Intelligence .... 38", kind=ClauseKind.TOC),
        Twig("b", "Vacations are paid."),
    )
    assert found["b"] is None


def test_a_heading_on_its_own_line_governs_until_the_next() -> None:
    found = entries(
        Twig("h1", "Digital Replicas", kind=ClauseKind.HEADING),
        Twig("a", "The fee is paid on Thursday."),
        Twig("h2", "Parking", kind=ClauseKind.HEADING),
        Twig("b", "The fee is paid on Friday."),
    )
    assert found["a"] is Entry.ARTICLE
    assert found["b"] is None


def test_the_outermost_article_is_named() -> None:
    clauses = grow(
        "d",
        (
            Twig(
                "item",
                heading="Artificial Intelligence",
                below=(Twig("sub", heading="Generative AI", below=(Twig("a", "It is named."),)),),
            ),
        ),
    )
    tree = build_tree(clauses)
    gate = open_gate(tree, TAXONOMY)
    assert gate.articles == (0,)
    assert gate.article_of(2, tree) == 0


@pytest.mark.parametrize("text", ["subject to the conditions that:", "Topics may include", "if"])
def test_a_lead_in_is_known_by_its_end(text: str) -> None:
    assert is_lead_in(text)


def test_a_sentence_is_no_lead_in() -> None:
    assert not is_lead_in("The employee is told.")
