"""The names that a document gives to its parties, and what a comparison reads by them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.clauses import find_definitions
from analyzer.comparison import Given, describe_changes, read_own_marks
from analyzer.comparison.effect_names import knowing
from analyzer.comparison.effect_parties import find_parties
from analyzer.comparison.effect_sides import read_rule
from analyzer.comparison.party_names import names_in, read_party_names
from analyzer.records import ClauseKind, Effect, Favors
from tests.clause_trees import NOTHING, Twig, grow, make_document
from tests.effects_told import name_effects
from tests.marked_clauses import make_clause

_NAMES = {"AIP": Favors.WORKER, "IBL": Favors.EMPLOYER, "League": Favors.WORKER}
_FRONT = (
    "This Agreement is made between the Association of Invented Performers (hereinafter 'AIP') "
    "and Harbor Lights, Inc. (the 'Harbor')."
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (_FRONT, {"AIP": "worker", "Harbor": "employer"}),
        # the people in the full name tell, whatever stands between it and the name
        (
            "INVENTED ALLIANCE OF PUPPET EMPLOYEES AND RIGGERS, party, hereinafter the 'IAPE.'",
            {"IAPE": "worker"},
        ),
        ("between the Alliance of Invented Stage Producers (AISP) and", {"AISP": "employer"}),
        # what else a party is called tells
        ('Lanterns of the Coast ("Lanterns" or the "Union") agree', {"Lanterns": "worker"}),
        ('The Invented Circuit ("Circuit" or the "Employer") pays.', {"Circuit": "employer"}),
        # a league of riggers is no employer here
        ('The League of Invented Riggers (the "League") is a union.', {"League": "worker"}),
        # of a body whose name does not tell the other party does
        (
            "between the Juggling Circle Association ('JCA') and Juggling Union One (JUO)",
            {"JCA": "employer", "JUO": "worker"},
        ),
        # things and third parties
        ('The Performers\' Pension Plan ("PPP") is between the parties.', {}),
        ('The parties keep the rules of the Department of Invented Labor ("DIL").', {}),
        ('It is listed on Exhibit "A" between the parties.', {}),
    ],
)  # fmt: skip
def test_a_text_names_parties_by_what_it_says_of_them(text: str, names: dict[str, str]) -> None:
    assert {name: side.value for name, side in names_in(text)} == names


def test_the_letters_of_the_union_are_known_without_a_definition() -> None:
    document = replace(
        make_document("old"), guild="Service Performers Invented Union, Local 9", employer="IBL"
    )
    names = read_party_names([(document, (), ())])
    assert (names["SPIU"], names["IBL"]) == (Favors.WORKER, Favors.EMPLOYER)


def test_a_name_that_two_documents_give_to_two_sides_is_left_out() -> None:
    old = replace(make_document("old"), guild="IBL")
    new = replace(make_document("new"), employer="IBL")
    assert read_party_names([(old, (), ()), (new, (), ())]) == {}


@pytest.mark.parametrize(
    ("sentence", "serves"),
    [
        ("The IBL shall inform the riggers of the route.", "worker"),
        ("The AIP shall hand in the list of riggers.", "employer"),
        ("The A.I.P. shall hand in the list of riggers.", "employer"),
        ("The League may inspect the hall.", "worker"),
        ("The IBL or the AIP shall name a chair.", "unclear"),
        # the same side twice is one side
        ("The IBL and the Producer shall repair the hall.", "worker"),
        # both act
        ("The plan shall be run by the IBL and the AIP.", "unclear"),
        # a name that another begins with, or that only says which
        ("The IBL Season shall begin in May.", "unclear"),
        ("The IBL riggers shall hand in the list.", "employer"),
        # one of the side tells or pays another of it
        ("The IBL shall promptly inform the Producer of the failed test.", "unclear"),
        ("The IBL shall pay the fee to each Producer.", "unclear"),
        ("The IBL shall pay to the Producer the wages of the riggers.", "worker"),
        ("The IBL shall give the following leave to IBL riggers.", "worker"),
    ],
)
def test_a_known_name_bears_what_a_word_for_its_side_does(sentence: str, serves: str) -> None:
    with knowing(_NAMES):
        assert read_rule(sentence).serves.value == serves


def test_names_are_forgotten_where_they_are_known_no_more() -> None:
    sentence = "The IBL shall repair the hall."
    with knowing(_NAMES):
        assert [party.word for party in find_parties(sentence)] == ["IBL"]
    assert find_parties(sentence) == ()
    with knowing({"IBL": Favors.WORKER}):
        assert read_rule(sentence).serves is Favors.EMPLOYER


def test_a_body_in_the_place_of_one_of_its_own_side_is_another_party() -> None:
    with knowing(_NAMES):
        assert "party_changed/unclear" in name_effects(
            "The Producer shall meet with six riggers.", "The IBL shall meet with six riggers."
        )


def test_a_name_within_another_is_no_party_that_changed() -> None:
    with knowing(_NAMES):
        assert "party_changed/worker" in name_effects(
            "The AIP shall choose the hall.", "The IBL shall choose the hall."
        )
        changed = name_effects(
            "A rigger is paid for each day of the IBL Season that was called.",
            "A rigger is paid for each day of the Rigger Season that was called.",
        )
    assert not [name for name in changed if name.startswith("party_changed")]


def _effects(front: str) -> tuple[Effect, ...]:
    """The effects of a duty that came, under a preamble."""
    preamble = Twig("front", front, kind=ClauseKind.PREAMBLE)
    duty = Twig("duty", "The AIP shall hand in the list of riggers.", "2")
    sides = [grow("old", [preamble]), grow("new", [preamble, duty])]
    given = [
        Given(make_document(name), side, NOTHING, definitions=find_definitions(side))
        for name, side in zip(("old", "new"), sides, strict=True)
    ]
    told = describe_changes(*given).about(None)
    return next(change.effects for change in told.changes if not change.old)


def test_a_comparison_reads_its_documents_own_names() -> None:
    (effect,) = _effects(_FRONT)
    assert (effect.name, effect.favors) == ("duty_strengthened", Favors.EMPLOYER)
    (effect,) = _effects("This Agreement is made in the City of Saltmarsh.")
    assert effect.favors is Favors.UNCLEAR


def test_own_marks_are_read_by_the_documents_own_names() -> None:
    front = replace(grow("memo", [Twig("front", _FRONT, kind=ClauseKind.PREAMBLE)])[0], order=-1)
    duty = make_clause("{+The AIP shall hand in the list of riggers.+}")
    comparison = read_own_marks(make_document("memo"), [front, duty], findings=NOTHING)
    ((effect,),) = [change.effects for change in comparison.changes if change.effects]
    assert effect.favors is Favors.EMPLOYER
