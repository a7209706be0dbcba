"""What a sentence that came or went, or a word of one, means where its form misleads: pairs of our
own, with the effects that are right for them and no others."""

from __future__ import annotations

import pytest

from analyzer.comparison.effects import find_effects

PAIRS = [
    # the way in which a film is shown is no pay
    ("", "made first for a subscription consumer pay film service;", ""),
    ("", "• Network • Cable • Pay TV • Other:", ""),
    # a heading of a list gives nothing
    ("# Rehearsal Coach Preparation Pay:", "", ""),
    ("", "Night Hazard Pay", ""),
    # what the parties said while they bargained rules nothing
    (
        "",
        "During the 2031 negotiations the parties agreed to modify the wages paid on short films.",
        "",
    ),
    # a paragraph that says when it ends itself
    (
        "",
        "This Paragraph K.(2)(b) shall expire upon termination of the 2031 Agreement.",
        "date_changed/unclear",
    ),
    # a burden of somebody is no gift to him
    (
        "Each applicant shall have the burden of showing the hours worked.",
        "",
        "duty_weakened/worker",
    ),
    ("", "The Producer shall have the burden of proof.", "duty_strengthened/worker"),
    # one payment for all uses leaves nothing to be paid
    (
        "",
        "Payment of the foregoing sums covers all screenings of the reel in perpetuity.",
        "exception_added/employer",
    ),
    # how a dispute ends
    (
        "Alleged violations of this letter are not subject to the grievance procedure.",
        "",
        "remedy_changed/worker",
    ),
    (
        "",
        "Disputes over the call sheet shall be subject to the grievance procedure.",
        "remedy_changed/worker",
    ),
    (
        "",
        "Any dispute over the call sheet shall be settled by arbitration.",
        "remedy_changed/unclear",
    ),
    # a payment that is made is a benefit, a report that is made is none
    (
        "",
        "If the reel is sold abroad, each Producer shall make a payment to the Pension Fund.",
        "benefit_added/worker",
    ),
    (
        "",
        "If the reel is sold abroad, the Producer shall make a report to the Pension Fund.",
        "duty_strengthened/worker",
    ),
    # whatever is provided, but for papers
    ("", "First-aid posts will be provided where the law asks for it.", "benefit_added/worker"),
    ("", "Proof of illness shall be provided on the first day back.", "duty_strengthened/employer"),
    # a benefit first, and what does not hold for its holder behind it
    (
        "",
        "Riggers on tour will receive equal pay and shall not be subject to any trial.",
        "benefit_added/worker",
    ),
    # the form of a consent
    (
        "A tape shall not be made without the written consent of the dancer.",
        "A tape shall not be made without the consent of the dancer.",
        "consent_narrowed/employer",
    ),
    (
        "The Producer may sell the reel without the consent of the Guild.",
        "The Producer may sell the reel without the written consent of the Guild.",
        "consent_widened/worker",
    ),
    (
        "A dancer may work elsewhere with the consent of the Producer.",
        "A dancer may work elsewhere with the written consent of the Producer.",
        "consent_widened/employer",
    ),
    (
        "Neither party may sell the reel without the prior written consent of the other party.",
        "Neither party may sell the reel without the prior consent of the other party.",
        "consent_narrowed/unclear",
    ),
    # the form of a notice that a rule waits for
    (
        "Stewards shall be granted time off upon notice to their supervisor.",
        "Stewards shall be granted time off upon written notice to their supervisor.",
        "condition_added/employer",
    ),
    (
        "The Producer may enter the dressing rooms upon notice to the Guild.",
        "The Producer may enter the dressing rooms upon prior notice to the Guild.",
        "condition_added/worker",
    ),
]


@pytest.mark.parametrize(("old", "new", "wanted"), PAIRS)
def test_a_pair_has_these_effects(old: str, new: str, wanted: str) -> None:
    found = {f"{effect.name}/{effect.favors.value}" for effect in find_effects(old, new)}
    assert found == set(wanted.split())


EXCEPT = "This Section shall not apply to moves that follow from discipline."
ABOVE = [
    pytest.param(("SALARIES", "Salary on a Move."), "exception_dropped/worker", id="heading"),
    pytest.param(
        ("The Producer may move a rigger to a stage.",), "exception_dropped/employer", id="rule"
    ),
    pytest.param((), "exception_dropped/unclear", id="nothing"),
]


@pytest.mark.parametrize(("above", "wanted"), ABOVE)
def test_what_a_section_does_not_hold_for_serves_whom_the_section_does_not(
    above: tuple[str, ...], wanted: str
) -> None:
    found = {f"{effect.name}/{effect.favors.value}" for effect in find_effects(EXCEPT, "", above)}
    assert found == {wanted}
