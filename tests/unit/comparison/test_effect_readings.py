"""What a sentence that came or went, or a word of one, means where its form misleads: pairs of our
own, with the effects that are right for them and no others."""

from __future__ import annotations

import pytest

from analyzer.comparison.effects import find_effects
from analyzer.records import Favors
from tests.clause_trees import Twig, compare
from tests.effects_told import name_effects

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
    # a heading in the line of its sentence limits nothing
    ("Riggers get one meal a day.", "Work at Sea Riggers get one meal a day.", "cosmetic/unclear"),
    (
        "Producer shall pick the crew.",
        "Interchange - Producer shall pick the crew.",
        "cosmetic/unclear",
    ),
    (
        "Should the call be dropped, the Producer shall tell the crew.",
        "Short-Notice Should the call be dropped, the Producer shall tell the crew.",
        "cosmetic/unclear",
    ),
    (
        "Dancers get one meal a day.",
        "Principal Dancers get one meal a day.",
        "scope_narrowed/employer",
    ),
    # a list of posts names no party that must do something
    (
        "with this crew Set Painter (1) - Grip (4)",
        "Script Supervisor (1) Set Painter - Grip (4)",
        "",
    ),
    # what is done to workers, for good or ill
    (
        "The Studio may move all dancers to a weekly payroll.",
        "The Studio shall move all dancers to a weekly payroll.",
        "duty_strengthened/unclear",
    ),
    (
        "The Studio may train all dancers.",
        "The Studio shall train all dancers.",
        "duty_strengthened/worker",
    ),
    ("", "Riggers on the list shall be direct appointed.", "duty_strengthened/unclear"),
    # what must not lead to discipline protects
    (
        "",
        "Refusal to enter an unsafe tank shall not be grounds for discipline or discharge.",
        "negation_added/worker",
    ),
    (
        "Nothing a steward says at a hearing shall be the basis for discipline.",
        "",
        "negation_dropped/employer",
    ),
    # a share of a cost is somebody's
    (
        "Dancer premium contributions shall be 10% in the larger plan.",
        "Dancer premium contributions shall be 5% in the larger plan.",
        "percentage_lowered/worker",
    ),
    (
        "The premium share of the dancer shall be 10%.",
        "The premium share of the dancer shall be 5%.",
        "percentage_lowered/worker",
    ),
    (
        "The Agency's share of the premium shall be 90%.",
        "The Agency's share of the premium shall be 80%.",
        "percentage_lowered/employer",
    ),
    (
        "Riggers who work at least half time pay a premium of 10%.",
        "Riggers who work at least half time pay a premium of 5%.",
        "percentage_lowered/worker",
    ),
    (
        "Forty percent (40%) of the gate of the hall counts as income.",
        "Thirty percent (30%) of the gate of the hall counts as income.",
        "percentage_lowered/unclear",
    ),
    # a rule between a league and its clubs serves neither workers nor employers
    (
        "",
        "A Club may not lend its second exception in the year in which the League grants it.",
        "negation_added/unclear",
    ),
    (
        "",
        "A Club may not take part in a sale if its Club Salary exceeds the First Level.",
        "negation_added/unclear",
    ),
    ("", "The Salary Cap will be in effect on the first day.", "duty_strengthened/unclear"),
    ("", "The Club shall provide lodging on the road.", "benefit_added/worker"),
    # whoever is fined
    (
        "The Director may impose a fine not exceeding $50 upon any dancer who is late.",
        "The Director may impose a fine not exceeding $90 upon any dancer who is late.",
        "money_raised/employer",
    ),
    (
        "A Producer who breaks this rule pays a fine of $50.",
        "A Producer who breaks this rule pays a fine of $90.",
        "money_raised/worker",
    ),
    ("The fine for smoking is $50.", "The fine for smoking is $90.", "money_raised/unclear"),
    # a name cut short, and the name of an office
    (
        "Stage Hand Technicians may bid on the posts.",
        "Stage Hand Technicians (SHT) may bid on the posts.",
        "cosmetic/unclear",
    ),
    (
        "The complaint goes to the Administrator.",
        "The complaint goes to the Program Administrator.",
        "party_changed/unclear",
    ),
    # 'it is understood' is nobody, whoever was named before
    (
        "",
        "It is understood that the only payments due to the dancer are those of Article 9.",
        "condition_added/employer",
    ),
    # an item of a list with an exception of its own, and a name with the word of one
    (
        "No short deal may hold (i) a bonus, (ii) loans, or (iii) pledges (other than of boots).",
        "No short deal may hold (i) a bonus or (ii) loans.",
        "negation_dropped/unclear",
    ),
    (
        "No Producer may ask for loans or advances.",
        "No Producer may ask for loans.",
        "negation_dropped/employer",
    ),
    (
        "This Article binds Harbor Films, Unless Films LLC and Pier Studios.",
        "This Article binds Harbor Films and Pier Studios.",
        "scope_narrowed/unclear",
    ),
    (
        "Overtime is paid on Sundays and, except on tour, on Mondays.",
        "Overtime is paid on Sundays.",
        "exception_dropped/worker",
    ),
    # a ceiling of pay, with its denial first
    ("In no case shall it exceed the maximum salary of the range.", "", "negation_dropped/worker"),
    # the last day of what is given
    (
        "Riggers get ten hours of storm leave with pay until June 30, 2031.",
        "Riggers get ten hours of storm leave with pay.",
        "period_lengthened/worker",
    ),
    (
        "The Producer may keep the tape.",
        "The Producer may keep the tape until May 1, 2031.",
        "period_shortened/worker",
    ),
]


@pytest.mark.parametrize(("old", "new", "wanted"), PAIRS)
def test_a_pair_has_these_effects(old: str, new: str, wanted: str) -> None:
    assert name_effects(old, new) == set(wanted.split())


def test_it_is_understood_stands_for_nobody() -> None:
    text = (
        "The Producer shall provide a meal. It is understood that the only payments due to the "
        "dancer shall be those of Article 9."
    )
    found = {(e.name, e.new) for e in find_effects("The Producer shall provide a meal.", text)}
    assert {name for name, _ in found} == {"condition_added"}


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
    assert name_effects(EXCEPT, "", above) == {wanted}


def test_this_provision_is_the_nearest_rule_before_it_in_its_article() -> None:
    rule = "The Producer shall tell the Guild of each new reel within two weeks."
    note = "A reel in parts counts as one reel."
    but = "This provision shall not apply when riggers work abroad."
    above = Twig("a", rule, "(a)"), Twig("b", note, "(b)")
    old = [Twig("x", "Reels", "1.", below=above)]
    new = [Twig("x", "Reels", "1.", below=(*above, Twig("c", but, "(c)")))]
    found = {(e.name, e.favors) for c in compare(old, new).changes for e in c.effects}
    assert found == {("exception_added", Favors.EMPLOYER)}
