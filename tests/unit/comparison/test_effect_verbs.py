"""Verbs of the rule itself, and what opens a sentence."""

from __future__ import annotations

import pytest

from analyzer.comparison.effect_pronouns import named_before, put_name
from analyzer.comparison.effect_verbs import main_clause, rule_verbs


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("The rider, which the dancer shall sign, may be short.", ["may"]),
        ("The studio may hire another if the scene cannot be cut.", ["may"]),
        ("The sides differ over whether the studio may keep the tape.", []),
        ("Dancers who tour shall be housed.", ["shall"]),
        ("It is agreed that the studio shall pay.", ["shall"]),
        ("The form says what it will be made to do.", []),
    ],
)
def test_a_verb_of_a_side_clause_is_no_rule(sentence: str, verbs: list[str]) -> None:
    found = [sentence[verb.start : verb.end] for verb in rule_verbs(sentence)]
    assert [words.split()[-1] for words in found] == verbs


@pytest.mark.parametrize(
    ("sentence", "main"),
    [
        ("If the set floods, the studio shall pay.", "the studio shall pay."),
        ("If it ends on May 1, 2024, the studio shall pay.", "the studio shall pay."),
        (
            "When the studio films a rider, so that the rider can be known, Section 4 applies.",
            "Section 4 applies.",
        ),
        ("Even if the set floods, the studio shall pay.", "the studio shall pay."),
        (
            "Within ten days the studio shall burn the tape, the reel and the notes.",
            "Within ten days the studio shall burn the tape, the reel and the notes.",
        ),
    ],
)
def test_what_opens_a_sentence_is_left_out_unless_it_holds_the_rule(
    sentence: str, main: str
) -> None:
    assert main_clause(sentence) == main


def test_a_pronoun_stands_for_the_subject_before_it() -> None:
    second = "It may engage another rigger."
    text = f"The Producer shall not retaliate. {second}"
    assert named_before(second, text) == "Producer"
    assert put_name(second, "Producer") == "The Producer may engage another rigger."


def test_a_thing_that_is_sought_is_no_party() -> None:
    second = "It may be sought only in writing."
    assert named_before(second, f"The Producer shall not ask for consent. {second}") is None
