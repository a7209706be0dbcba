"""What changes of words mean where names, choices, stages of time or whole rules took the place of
others: pairs of our own, with the effects that are right for them and no others."""

from __future__ import annotations

import pytest

from tests.effects_told import name_effects

PAIRS = [
    # 'straight time' is leave in a list of leave, and a rate only where something is paid at it
    (
        "A rigger may ask for, and the Producer may grant, vacation leave or unpaid leave.",
        (
            "A rigger may ask for, and the Producer may grant, vacation leave, straight time, or "
            "unpaid leave."
        ),
        "scope_widened/worker",
    ),
    (
        "Sunday work is paid at straight time.",
        "Sunday work is paid at double time.",
        "number_raised/worker",
    ),
    # a count in words and the same in figures are one
    (
        "The number of shows of a tour shall equal about (177).",
        "The number of shows of a tour shall equal about one hundred seventy-four (174).",
        "number_lowered/unclear",
    ),
    # bound without a verb of duty
    (
        "",
        "Ushers are expected to hand in a full account of their hours.",
        "duty_strengthened/employer",
    ),
    (
        "",
        "Employees are required to hand in a full account of their hours.",
        "duty_strengthened/employer",
    ),
    # pay that stays as it is
    (
        "A rigger's wages shall remain the same on a move to another troupe.",
        "",
        "benefit_dropped/employer",
    ),
    # what follows, without a word for the fault
    ("", "Such a call sheet shall be subject to a late-filing penalty.", "remedy_changed/unclear"),
    # a ban with a proviso is a ban
    (
        "",
        (
            "No dancer hired for one show may be lent to another troupe; provided, however, that "
            "this shall not apply on tour."
        ),
        "negation_added/worker",
    ),
    # what only explains binds nobody
    (
        "The Producer shall pay on Fridays. For clarity, the list of shows shall be that one.",
        "The Producer shall pay on Fridays.",
        "",
    ),
    # an alternative in whose place other words stand
    (
        "Riggers shall receive hazard pay when any hall is closed or is shut to the public by fog.",
        "Riggers shall receive hazard pay when any hall is closed by order of the Producer.",
        "scope_narrowed/employer",
    ),
    (
        "Riggers shall receive hazard pay when any hall is closed or is shut to the public by fog.",
        "Riggers shall receive hazard pay when any hall is closed by wardens or Producers by law.",
        "scope_narrowed/employer",
    ),
    # what came or went is a phrase, and no piece of two; what somebody must prove burdens him
    (
        (
            "Applications for leave shall be accompanied by a note certifying that the injury will "
            "last for nine days following the planned end of the tour and that the tour is one of "
            "thirty days."
        ),
        (
            "Applications for leave shall be accompanied by a note certifying that the injury will "
            "last for nine days."
        ),
        "condition_dropped/worker",
    ),
    # a reason before a rule limits nothing
    (
        "To improve the rota, the Producer will move all ushers to day shifts.",
        "The Producer will move all ushers to day shifts.",
        "cosmetic/unclear",
    ),
    # a person on a list is one who works
    (
        "A person on the call list must take the course.",
        "A person on the call list must take the course within ten days.",
        "deadline_earlier/employer",
    ),
    # another name of a body, and a word of a name
    (
        "The joint all-season labor and management committee shall meet when it chooses.",
        "The advisory committee shall meet when it chooses.",
        "",
    ),
    (
        "The dancer shall be paid from the day on which the Pay Office receives the claim.",
        "The dancer shall be paid from the day on which the Pay Office Unit receives the claim.",
        "",
    ),
    # a place with its title
    (
        "Posts will be filled in the order under Article 40 - Moves, Section 2 - Call for Bids.",
        "Posts will be filled in accordance with Article 40 - Moves.",
        "cosmetic/unclear",
    ),
    # one thing more that is excepted is no benefit
    (
        "All pay, other than the Travel Pay, shall be included for the purposes of this account.",
        (
            "All pay, other than the Travel Pay and the Rest Pay, shall be included for the "
            "purposes of this account."
        ),
        "exception_added/unclear",
    ),
    # one rule in the place of another with which it has nothing in common
    (
        (
            "A dancer's rate of pay shall remain the same when moving from one post to another "
            "post of the same grade."
        ),
        (
            "When a dancer makes a move of that kind, the Producer will look into what the right "
            "rate is, and then tell the Guild."
        ),
        "benefit_dropped/employer duty_strengthened/worker",
    ),
    # pay that may now be lower, or higher
    (
        "The allowance may not be lower than the minimum.",
        "The allowance may be lower than the minimum.",
        "negation_dropped/employer",
    ),
    (
        "The fee may not exceed the minimum.",
        "The fee may exceed the minimum.",
        "negation_dropped/worker",
    ),
    # what stays for the time before a day, and another amount for the time after it
    (
        "The Producer shall pay in 8% of wages.",
        (
            "The Producer shall pay in 8% of wages for dancers hired before July 1, 2031, and 6% "
            "of wages for those hired on or after July 1, 2031."
        ),
        "percentage_lowered/employer",
    ),
    (
        "If the Company fails to make an offer by September 10 of a year, the dancer is free.",
        (
            "If the Company fails to make an offer by September 10 of a year (if asked by July 1, "
            "2031) or August 10 of a year (if asked in any year following 2031), the dancer shall "
            "be free."
        ),
        "condition_added/worker deadline_earlier/worker",
    ),
    (
        (
            "A Company that scouts a dancer may hire her, provided that, before the September 5 "
            "behind the tryout, such Company has made an offer to her."
        ),
        (
            "A Company that scouts a dancer may hire her, provided that, before the September 5 "
            "behind the tryout (for a tryout prior to the 2031 season), or before the August 5 "
            "behind the tryout (for one in the 2031 season or any later season), such Company has "
            "made an offer to her."
        ),
        "deadline_earlier/worker",
    ),
    (
        "Dancers accrue ten days of leave a year.",
        "Dancers accrue ten days of leave a year and four days of sick leave a year.",
        "benefit_added/worker",
    ),
]


@pytest.mark.parametrize(("old", "new", "told"), PAIRS)
def test_the_effects_of_a_pair(old: str, new: str, told: str) -> None:
    assert name_effects(old, new) == set(told.split())
