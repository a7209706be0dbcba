"""Pairs of wordings that stand in no row of the data, each with all its effects."""

from __future__ import annotations

import pytest

from tests.effects_told import name_effects

PAIRS = [
    (
        "The Producer shall make a copy available.",
        "The Producer shall use reasonable efforts to make a copy available.",
        "duty_weakened/employer",
    ),
    (
        "The Guild must be informed of each replica.",
        "The Guild will be informed of each replica where practicable.",
        "duty_weakened/employer",
    ),
    (
        "The Producer will pay for overnight travel.",
        "The Producer may, in its discretion, pay for overnight travel.",
        "duty_weakened/employer",
    ),
    (
        "Performers are required to return the suit.",
        "Performers may return the suit.",
        "duty_weakened/worker",
    ),
    (
        "The Employer is free to post the rota.",
        "The Employer is obliged to post the rota.",
        "duty_strengthened/worker",
    ),
    (
        "The Company will endeavour to house the crew.",
        "The Company will house the crew.",
        "duty_strengthened/worker",
    ),
    ("Drivers should wear a vest.", "Drivers must wear a vest.", "duty_strengthened/employer"),
    (
        "A voice double requires written consent.",
        "A voice double requires consent.",
        "consent_narrowed/employer",
    ),
    (
        "The performer's separate signed consent is needed.",
        "A clause in the hiring form is sufficient as consent.",
        "consent_narrowed/employer",
    ),
    (
        "Consent is required before each alteration.",
        "Consent is required before substantial alterations.",
        "consent_narrowed/employer",
    ),
    ("Consent may be given orally.", "Consent must be given in writing.", "consent_widened/worker"),
    (
        "The editor may cut a scene.",
        "The editor may cut a scene with the director's approval.",
        "consent_widened/worker",
    ),
    (
        "Per diem is paid on tour.",
        "Per diem is paid on tour if the tour lasts more than a week.",
        "condition_added/employer",
    ),
    (
        "The studio may reuse the scan.",
        "The studio may reuse the scan so long as the actor is credited.",
        "condition_added/worker",
    ),
    (
        "Sick leave is granted when a doctor's note is shown.",
        "Sick leave is granted.",
        "condition_dropped/worker",
    ),
    (
        "The studio may replace a dancer only if she is ill.",
        "The studio may replace a dancer.",
        "condition_dropped/employer",
    ),
    (
        "Overtime is paid for work after ten hours, save on travel days.",
        "Overtime is paid for work after ten hours.",
        "exception_dropped/worker",
    ),
    (
        "Scans are deleted at wrap.",
        "Scans are deleted at wrap, unless the Producer needs them for a sequel.",
        "exception_added/employer",
    ),
    (
        "No replica is sold.",
        "No replica is sold, with the exception of crowd replicas.",
        "exception_added/employer",
    ),
    ("The committee has six members.", "The committee has eight members.", "number_raised/unclear"),
    (
        "The Producer may use up to three takes of the scan.",
        "The Producer may use up to five takes of the scan.",
        "number_raised/employer",
    ),
    (
        "An animator shall deliver twelve drawings a day.",
        "An animator shall deliver fifteen drawings a day.",
        "number_raised/employer",
    ),
    (
        "A singer may refuse two calls a season.",
        "A singer may refuse one call a season.",
        "number_lowered/employer",
    ),
    (
        "The penalty for a late meal is $25.",
        "The penalty for a late meal is $60.",
        "money_raised/worker",
    ),
    (
        "Dues of $12 are withheld from each check.",
        "Dues of $18 are withheld from each check.",
        "money_raised/employer",
    ),
    (
        "The Employer reimburses up to $90 for boots.",
        "The Employer reimburses up to $70 for boots.",
        "money_lowered/employer",
    ),
    (
        "Performers pay 10% of the premium.",
        "Performers pay 14% of the premium.",
        "percentage_raised/employer",
    ),
    (
        "Night work is paid at 120 percent of scale.",
        "Night work is paid at 115 percent of scale.",
        "percentage_lowered/employer",
    ),
    (
        "The licence runs for five years.",
        "The licence runs in perpetuity.",
        "period_lengthened/employer",
    ),
    (
        "Performers have eleven hours of rest between calls.",
        "Performers have nine hours of rest between calls.",
        "period_shortened/employer",
    ),
    (
        "A performer shall give two weeks' notice of leaving.",
        "A performer shall give four weeks' notice of leaving.",
        "period_lengthened/employer",
    ),
    (
        "The Producer gives the crew 24 hours' notice of a change.",
        "The Producer gives the crew 12 hours' notice of a change.",
        "period_shortened/employer",
    ),
    (
        "Scans are kept no longer than six months.",
        "Scans are kept no longer than two years.",
        "period_lengthened/employer",
    ),
    (
        "Claims must be filed within 90 days.",
        "Claims must be filed within 30 days.",
        "deadline_earlier/employer",
    ),
    (
        "The actor shall answer by Friday.",
        "The actor shall answer by Wednesday.",
        "deadline_earlier/employer",
    ),
    (
        "Payment is due no later than two weeks after wrap.",
        "Payment is due no later than one week after wrap.",
        "deadline_earlier/worker",
    ),
    (
        "Notice is given before the replica is used.",
        "Notice is given after the replica is used.",
        "deadline_later/employer",
    ),
    ("The list is sent by March 1.", "The list is sent by April 15.", "deadline_later/employer"),
    (
        "The scan may be used in this episode.",
        "The scan may be used in this series and its sequels.",
        "scope_widened/employer",
    ),
    ("Use is limited to North America.", "Use is permitted worldwide.", "scope_widened/employer"),
    (
        "All members of the crew receive the bonus.",
        "Senior members of the crew receive the bonus.",
        "scope_narrowed/employer",
    ),
    (
        "The release covers all media.",
        "The release covers television only.",
        "scope_narrowed/worker",
    ),
    (
        "The Guild names the arbitrator.",
        "The Association names the arbitrator.",
        "party_changed/employer",
    ),
    (
        "The studio decides who is scanned.",
        "The dancer decides who is scanned.",
        "party_changed/worker",
    ),
    (
        "Costs are paid by the Producer.",
        "Costs are paid by the performer.",
        "party_changed/employer",
    ),
    ("Notice goes to the Guild.", "Notice goes to the performer.", "party_changed/unclear"),
    ("Disputes go to binding arbitration.", "Disputes go to mediation.", "remedy_changed/employer"),
    (
        "A late payment bears interest of two dollars a day.",
        "A late payment is explained in writing.",
        "remedy_changed/employer",
    ),
    (
        "For misuse the Guild may seek damages.",
        "For misuse the Guild may seek damages and an injunction.",
        "remedy_changed/worker",
    ),
    ("Swings get a bonus and a day off.", "Swings get a bonus.", "benefit_dropped/employer"),
    (
        "The Company provides tea, water and fruit.",
        "The Company provides water.",
        "benefit_dropped/employer",
    ),
    (
        "The Producer covers dental care.",
        "The Producer covers dental care and eye care.",
        "benefit_added/worker",
    ),
    (
        "Dancers are given shoes.",
        "Dancers are given shoes and a physiotherapist's visit.",
        "benefit_added/worker",
    ),
    (
        "The Producer may train a model on the tapes.",
        "The Producer shall never train a model on the tapes.",
        "negation_added/worker",
    ),
    (
        "Recording of rehearsals is allowed.",
        "Recording of rehearsals is forbidden.",
        "negation_added/worker",
    ),
    (
        "Members shall not be scanned on a rest day.",
        "Members may be scanned on a rest day.",
        "negation_dropped/employer",
    ),
    (
        "The actor is not bound to attend.",
        "The actor is bound to attend.",
        "negation_dropped/employer",
    ),
    ("The Guild shall be told at once.", "The Union shall be told at once.", "cosmetic/unclear"),
    (
        "The theatre’s programme lists each understudy.",
        "The theater's program lists each understudy.",
        "cosmetic/unclear",
    ),
    (
        "Ten (10) days' notice is given to the crew.",
        "10 days' notice is given to the crew.",
        "cosmetic/unclear",
    ),
    (
        "Producer shall send the form by e-mail.",
        "Producer must send the form by email.",
        "cosmetic/unclear",
    ),
    (
        "The term begins on January 1, 2026.",
        "The term begins on April 1, 2026.",
        "date_changed/unclear",
    ),
    (
        "Scans shall be erased within 30 days and the Guild shall be told.",
        "Scans shall be erased within 60 days.",
        "deadline_later/employer duty_weakened/employer",
    ),
    (
        "Employees shall receive eight (8) paid holidays per year.",
        "Employees shall receive nine (9) paid holidays per year.",
        "number_raised/worker",
    ),
    (
        "Employees may use sick leave for their own illness.",
        "Employees may use sick leave for their own illness or the illness of a family member.",
        "scope_widened/worker",
    ),
    (
        "A grievance not filed within thirty days is waived.",
        "A grievance not filed within forty-five days is waived.",
        "deadline_later/worker",
    ),
    (
        "Members on leave without pay do not accrue vacation.",
        "Members on leave without pay for more than thirty days do not accrue vacation.",
        "scope_narrowed/worker",
    ),
    (
        "The Producer shall not lend the replica.",
        "The Producer shall not lend the replica if it leaves the set.",
        "condition_added/employer",
    ),
    (
        "Each club shall give players good seats on flights longer than three hours.",
        "Each club shall give players good seats on flights longer than two hours.",
        "period_shortened/worker",
    ),
    (
        "Written reprimands shall be removed from the file after three years.",
        "Written reprimands shall be removed from the file after two years.",
        "period_shortened/worker",
    ),
    (
        "Riggers working four hours or more receive a meal.",
        "Riggers working six hours or more receive a meal.",
        "period_lengthened/employer",
    ),
    (
        "Consent shall not be required for minor edits.",
        "Consent shall not be required for edits.",
        "consent_narrowed/employer",
    ),
    (
        "The likeness may be reused with the performer's consent.",
        "The likeness may be reused unless the performer objects within ten days.",
        "consent_narrowed/employer",
    ),
    (
        "A studio that violates this rule shall pay $500.",
        "A studio that violates this rule shall meet with the Guild.",
        "remedy_changed/employer",
    ),
    (
        "The replica may not be used in commercials.",
        "The replica may be used in commercials.",
        "negation_dropped/employer",
    ),
    (
        "Unused leave is paid out at the end of the season.",
        "Unused leave is forfeited at the end of the season.",
        "benefit_dropped/employer",
    ),
    (
        "The Producer shall pay promptly.",
        "The Producer shall pay within 30 days.",
        "deadline_later/employer",
    ),
    (
        "Overtime is paid after 8 hours.",
        "Overtime is paid after 10 hours.",
        "period_lengthened/employer",
    ),
    (
        "Work on Sunday is paid at double time.",
        "Work on Sunday is paid at time and one-half.",
        "number_lowered/employer",
    ),
    (
        "Performers over 18 may be scanned.",
        "Performers over 16 may be scanned.",
        "number_lowered/employer",
    ),
    (
        "The employer shall bargain over replicas.",
        "The employer shall inform the union of replicas.",
        "duty_weakened/employer",
    ),
    (
        "The Producer acknowledges the worth of human performers.",
        "The Producer shall use human performers.",
        "duty_strengthened/worker",
    ),
    (
        "No performer shall be required to work more than ten hours.",
        "No performer shall be required to work more than twelve hours.",
        "period_lengthened/employer",
    ),
    (
        "Dancers with five years of service receive three weeks of vacation.",
        "Dancers with three years of service receive three weeks of vacation.",
        "period_shortened/worker",
    ),
    (
        "Vacation requests shall be answered by the Producer.",
        "Vacation requests shall be answered by the Producer in writing.",
        "duty_strengthened/worker",
    ),
    (
        "The studio shall pay four dollars eleven cents ($4.11) an hour.",
        "The studio shall pay six dollars thirty-six cents ($6.36) an hour.",
        "money_raised/worker",
    ),
    (
        "The night worker differential shall be three dollars an hour.",
        "The night worker differential shall be four dollars an hour.",
        "money_raised/worker",
    ),
    (
        "Rights accrued before June 1, 2024 remain.",
        "Rights accrued before June 1, 2027 remain.",
        "date_changed/unclear",
    ),
    (
        "Requests shall be made on the form.",
        "Requests shall not be unreasonably denied.",
        "duty_strengthened/worker",
    ),
    (
        "Stunt drivers shall not be considered part of the crew.",
        "Stunt drivers and riggers shall not be considered part of the crew.",
        "scope_widened/employer",
    ),
    (
        "The Agency's non-union crew is paid weekly.",
        "The Agency's non -union crew is paid weekly.",
        "cosmetic/unclear",
    ),
    (
        "File the form (Attachment B) with the Guild.",
        "File the form with the Guild.",
        "cosmetic/unclear",
    ),
    (
        "Claims must be filed within 10 days.",
        "Claims must be filed within 10 working days.",
        "deadline_later/worker",
    ),
    (
        "The Agency may change a roster after notice of five days to the employee.",
        "The Agency may change a roster after notice of nine days to the employee.",
        "period_lengthened/worker",
    ),
    (
        "The Agency shall hear and shall answer the employee filing a claim within ten days.",
        "The Agency shall hear and shall answer the employee filing a claim within thirty days.",
        "deadline_later/employer",
    ),
    (
        "The Company may share scans with vendors that have signed the rider.",
        "The Company may share scans with vendors.",
        "condition_dropped/employer",
    ),
    (
        "The Company must destroy the scan on request.",
        "The Company must destroy the scan.",
        "condition_dropped/worker",
    ),
    (
        "Use of the scan is limited to promotion.",
        "Use of the scan is permitted for any purpose.",
        "scope_widened/employer",
    ),
    (
        "A minor is scanned only with a guardian's consent.",
        "A minor is scanned only with the consent of a guardian and of the Guild.",
        "consent_widened/worker",
    ),
    (
        "Two stewards are released for the hearing.",
        "Three stewards are released for the hearing.",
        "number_raised/worker",
    ),
    (
        "The rate begins on June 1, 2025.",
        "The rate begins on the date of signing.",
        "date_changed/unclear",
    ),
    (
        "Notice is given ten calendar days before the call.",
        "Notice is given ten days prior to the call.",
        "cosmetic/unclear",
    ),
    (
        "The Producer may extend the run by two weeks.",
        "The Producer may extend the run by four weeks.",
        "period_lengthened/employer",
    ),
    (
        "The prohibition on voice doubles covers all languages.",
        "The prohibition on voice doubles covers English.",
        "scope_narrowed/employer",
    ),
    (
        "Dancers are housed.",
        "Dancers are housed. The studio shall own each tape of them.",
        "scope_widened/employer",
    ),
    (
        "Dancers are housed.",
        "Dancers are housed. Title to each tape vests in the dancer.",
        "benefit_added/worker",
    ),
    (
        "A consent may be revoked.",
        "A consent cannot be revoked.",
        "negation_added/employer",
    ),
    (
        "A double shall not be counted toward the number of extras.",
        "A double may be counted toward the number of extras.",
        "negation_dropped/employer",
    ),
    (
        "The consent shall describe the scene.",
        "The consent need not describe the scene.",
        "duty_weakened/employer",
    ),
    (
        "The dancer is paid at her rate but not less than the minimum.",
        "The dancer is paid at her rate.",
        "benefit_dropped/employer",
    ),
    (
        "The fee shall not be less than the minimum.",
        "The fee shall not be less than twice the minimum.",
        "number_raised/worker",
    ),
    (
        "The fitting is work and is paid.",
        "The fitting is work and is paid, and nothing further is due.",
        "negation_added/employer",
    ),
    (
        "The dancer receives two days' pay for a fitting.",
        "The dancer receives one day's pay for a fitting.",
        "money_lowered/employer",
    ),
    (
        "Tapes are kept. The studio shall obtain the dancer's consent before it cuts one.",
        "Tapes are kept.",
        "consent_narrowed/employer",
    ),
    (
        "Rehearsals are free. A studio that breaks this rule shall pay double damages.",
        "Rehearsals are free.",
        "remedy_changed/employer",
    ),
    (
        "The allowance is paid by noon.",
        "The allowance is paid by noon. The bonus shall be forty dollars.",
        "benefit_added/worker",
    ),
    (
        "Leave is granted.",
        "Leave is granted. Late requests are subject to the manager's discretion.",
        "condition_added/employer",
    ),
    (
        "The request goes to the Deputy Director.",
        "The request goes to the Regional Manager.",
        "party_changed/unclear",
    ),
    (
        '"Tape" means a reel that is cut on the set.',
        '"Tape" means a reel that is cut on the set or at home.',
        "scope_widened/unclear",
    ),
    (
        "No studio may enrol a dancer after May 1.",
        "No studio may enrol a dancer after July 15.",
        "deadline_later/unclear",
    ),
    (
        "Pay for illness shall not exceed $700.",
        "Pay for illness shall not exceed $850.",
        "money_raised/worker",
    ),
    # what a worker keeps is no duty
    (
        "Drivers moved to a lower grade will keep their rate of pay.",
        "",
        "duty_weakened/employer",
    ),
    ("Drivers moved to a lower grade will keep the van clean.", "", "duty_weakened/worker"),
    # a title gives nothing
    ("July 1, 2031 - Second Pay Day", "", ""),
    ("", "Allowance for boots /", ""),
    ("Drivers keep their rate of pay.", "", "benefit_dropped/employer"),
]


@pytest.mark.parametrize(("old", "new", "wanted"), PAIRS)
def test_a_pair_has_these_effects(old: str, new: str, wanted: str) -> None:
    assert name_effects(old, new) == set(wanted.split())
