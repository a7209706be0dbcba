"""Of several parties before a verb, the one that the rule is told of bears it."""

from __future__ import annotations

import pytest

from analyzer.comparison.effect_sides import read_rule


@pytest.mark.parametrize(
    ("sentence", "serves"),
    [
        ("A rigger on the Producer's roster shall hand in the log.", "employer"),
        # in brackets, or between commas
        ("A rigger (where the Producer agrees) shall hand in the log.", "employer"),
        ("The Producer, after the rigger has signed, shall repair the rig.", "worker"),
        ("The Producer, unless a rigger objects, may close the hall.", "employer"),
        ("Each rigger, whom the Producer has chosen, shall hand in the log.", "employer"),
        # what says whom
        ("At noon the one rigger whom the Producer has engaged shall hand in the log.", "employer"),
        ("The rigger with whom the Producer has signed shall hand in the log.", "employer"),
        # both, whatever stands between them in brackets
        ("Riggers (or whom a rigger names) and Producers shall each keep silent.", "unclear"),
        ("The rigger, the Guild, and the Producer shall each keep silent.", "unclear"),
        # who is named behind 'or' is told of too
        ("A Producer (or a Party that acts for it) shall hand in the log.", "unclear"),
        # an adjective behind its noun
        ("In June any rigger ineligible for the tour shall hand in the log.", "employer"),
        # where nobody else is, who is set aside still tells
        ("All or a part of the sum (the Producer Pool) shall be used for the hall.", "unclear"),
        # a party behind the words set aside still bears the rule
        ("In that week, if the rigger asks, the Producer shall repair the rig.", "worker"),
        ("If the Producer agrees, the rigger shall hand in the log.", "employer"),
    ],
)
def test_the_true_subject_bears_the_rule(sentence: str, serves: str) -> None:
    assert read_rule(sentence).serves.value == serves
