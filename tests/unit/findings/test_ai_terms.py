"""Names of a document's own for AI things: known by what they mean, read as what they stand for."""

from __future__ import annotations

import pytest

from analyzer.findings import find_by_cues
from analyzer.findings.ai_terms import AiTerms
from analyzer.findings.context import build_tree
from analyzer.findings.gate import Entry, Gate, open_gate
from analyzer.records import Basis, ClauseKind
from analyzer.taxonomy import Signal, load_taxonomy
from tests.clause_trees import Twig, grow

TAXONOMY = load_taxonomy()
SHADE = Twig("shade", '"Shade" means the figure of a tumbler which a computer draws and moves.')


def gate_of(*twigs: Twig) -> Gate:
    return open_gate(build_tree(grow("d", twigs)), TAXONOMY)


def terms_of(*twigs: Twig) -> AiTerms:
    return gate_of(*twigs).terms


def speaks(signal: Signal, text: str) -> bool:
    return bool(signal.pattern.search(text)) and not (signal.unless and signal.unless.search(text))


@pytest.mark.parametrize(
    ("name", "text"), [(row.name, text) for row in TAXONOMY.defining for text in row.examples]
)
def test_a_definition_by_meaning_is_known_by_its_row(name: str, text: str) -> None:
    assert speaks(next(row for row in TAXONOMY.defining if row.name == name), text)


@pytest.mark.parametrize(
    "text", [text for row in TAXONOMY.defining for text in row.counterexamples]
)
def test_no_row_takes_a_thing_of_flesh_for_one_of_a_machine(text: str) -> None:
    assert [row.name for row in TAXONOMY.defining if speaks(row, text)] == []


@pytest.mark.parametrize(
    ("text", "term", "stands_for"),
    [
        ("A Shade is a figure of a rider drawn by software.", "shade", "computer replica"),
        (
            "Echo: speech in a reader's manner that a program utters.",
            "echo",
            "digital voice replica",
        ),
        (
            "Dancers moved by a computer, called Wraiths, are not cast.",
            "wraith",
            "computer replica",
        ),
        (
            "A 'Hollow' is a figure made by a program which shows no living person.",
            "hollow",
            "synthetic performer",
        ),
        ('"Weaver" means software that composes new songs out of old ones.', "weaver", "AI system"),
        (
            "Office Aids (O-Aids) encompasses and includes printers and artificial intelligence.",
            "o-aids",
            "AI system",
        ),
    ],
)
def test_a_term_stands_for_what_its_definition_means(text: str, term: str, stands_for: str) -> None:
    stands = terms_of(Twig("a", text)).stands_for
    assert stands.get(term) == stands_for or stands.get(term + "s") == stands_for


def test_a_term_defined_by_another_stands_for_the_same() -> None:
    free = Twig("free", '"Free Shade" means a Shade of somebody whom the House has not hired.')
    assert terms_of(SHADE, free).stands_for["free shade"] == "computer replica"


def test_people_and_parties_never_become_terms() -> None:
    text = '"Minder" means any employee who watches a Shade at work.'
    assert "minder" not in terms_of(SHADE, Twig("minder", text)).stands_for
    assert terms_of(Twig("a", '"Producer" means a maker of faces by computer.')).pattern is None


@pytest.mark.parametrize("text", ["Shades are kept.", "Each SHADE is kept.", "the Shade's maker"])
def test_a_use_in_the_plural_or_in_capitals_lets_a_clause_in(text: str) -> None:
    assert gate_of(SHADE, Twig("use", text)).entries[1] is Entry.DEFINITION


def test_the_everyday_word_lets_nothing_in() -> None:
    assert gate_of(SHADE, Twig("use", "Seats in the shade are kept free.")).entries[1] is None


def test_a_title_that_names_a_term_heads_an_article() -> None:
    article = Twig(
        "art", heading="On Shades", kind=ClauseKind.ARTICLE, below=(Twig("b", "Fees are due."),)
    )
    assert gate_of(SHADE, article).entries[2] is Entry.ARTICLE


def test_a_worded_text_leads_back_to_the_print() -> None:
    printed = "No Shade, nor two Shades, may sing."
    worded = terms_of(SHADE).worded(printed)
    assert worded.text == "No Computer replica, nor two Computer replicas, may sing."
    for name in ("Computer replica,", "Computer replicas,", "may sing"):
        start = worded.text.index(name)
        begin, end = worded.printed((start, start + len(name)))
        assert printed[begin:end] == name.replace("Computer replica", "Shade")
        assert worded.read((begin, end)) == (start, start + len(name))


def test_cues_read_a_term_as_what_it_stands_for_and_quote_the_print() -> None:
    use = Twig("use", "No Shade is made of a tumbler without the tumbler's written consent.")
    found = find_by_cues(grow("d", (SHADE, use)), TAXONOMY).findings
    consent = next(f for f in found if f.topic == "consent" and f.clause.order == 1)
    assert consent.asserted and Basis.DEFINITION in consent.basis
    for evidence in consent.evidence:
        assert evidence.quote == consent.clause.text[evidence.start : evidence.end]
    assert all(term.quote in consent.clause.text for term in consent.terms)
