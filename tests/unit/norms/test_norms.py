"""Norms: who stands under which verb of duty, with which exceptions."""

from __future__ import annotations

import pytest

from analyzer.norms import read_norms
from analyzer.records import Clause, ClauseId, ClauseKind, DocumentId, Norm


def clause(
    text: str, *, name: str = "a", parent: str | None = None, kind: str = "clause"
) -> Clause:
    return Clause(
        id=ClauseId(name),
        document=DocumentId("d"),
        parent=ClauseId(parent) if parent else None,
        order=0,
        kind=ClauseKind(kind),
        text=text,
    )


def norms_of(text: str) -> list[tuple[str, str]]:
    return [(norm.party, norm.modality.value) for norm in read_norms([clause(text)])]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Producer shall notify the Guild.", [("Producer", "must")]),
        ("No employee shall be required to be scanned.", [("employee", "must_not")]),
        (
            "Neither the Guild nor the Producer shall tell of it.",
            [("Guild and Producer", "must_not")],
        ),
        (
            "The parties acknowledge that tools may change and agree to meet twice a year.",
            [("parties", "acknowledge"), ("parties", "must")],
        ),
        (
            "Upon request of the Guild, the Producer and the Guild shall meet.",
            [("Producer and Guild", "must")],
        ),
        (
            "If the Producer shall fail to do so, the Guild may file a grievance.",
            [("Guild", "may")],
        ),
        (
            "An employee who is asked to use an Engine will be required to disclose it.",
            [("employee", "must")],
        ),
        ("Producer agrees that it will not require a scan.", [("Producer", "must_not")]),
        ("The Producer agrees to use its best efforts.", [("Producer", "will_endeavor")]),
        ("In no event shall an arbitrator bar the use of a system.", [("arbitrator", "must_not")]),
        (
            "Employees may be asked to use systems that the Producer may select, and shall obey.",
            [("Employees", "may"), ("Employees", "must")],
        ),
        ("There shall be a joint committee.", [("joint committee", "must")]),
        ("There shall be a bench for each cook.", [("bench", "must")]),
        (
            "The Cook shall tell the dish, and whether soup, rice or a bun will be had. It may go.",
            [("Cook", "must"), ("Cook", "may")],
        ),
        (
            "The Cook shall tell whether soup, rice or bread will be served.",
            [("Cook", "must")],
        ),
        (
            "Whether soup, rice or bread is served, the Cook shall tell the Guild.",
            [("Cook", "must")],
        ),
        (
            "The Cook may say whether it agrees, and the Baker, the Waiter or the Guild shall act.",
            [("Cook", "may"), ("Baker and Waiter and Guild", "must")],
        ),
        ("It is agreed that the Producer may go on as before.", [("Producer", "may")]),
        ("The Producer is not obligated to give notice.", [("Producer", "may")]),
        ("The Producer retains the right to set rules.", [("Producer", "reserve")]),
        ("The right of the Producer to choose tools is reserved.", [("Producer", "reserve")]),
        (
            "Nothing in this Article precludes the Guild from filing a grievance.",
            [("Nothing", "must_not"), ("Guild", "may")],
        ),
        (
            "The employee may ask and the Employer may grant leave.",
            [("employee", "may"), ("Employer", "may")],
        ),
        ("Such consent may not be sought at hiring.", [("consent", "must_not")]),
        ("A scan that may be used elsewhere is kept apart.", []),
        ("In May the parties met.", []),
        ("The parties agree to reserve all of their rights.", [("parties", "reserve")]),
        ("The Guild and the MPA agree and acknowledge this.", [("Guild and MPA", "acknowledge")]),
        ("Use of a scan in other pictures is prohibited.", [("Use", "must_not")]),
        (
            "The parties agree that Producers may use Engines.",
            [("parties", "must"), ("Producers", "may")],
        ),
        (
            "An employee who finds that the task cannot be done shall say so.",
            [("employee", "must")],
        ),
        (
            "Not later than the day before a session the Company shall send a sheet.",
            [("Company", "must")],
        ),
        (
            "Tools are listed in Article 15. Relief may include back pay.",
            [("Relief", "may")],
        ),
        (
            "If a Company means to fill a part by a voice that a program made, it shall say so.",
            [("Company", "must")],
        ),
        ("Nine months before it ends, either side may call the other.", [("side", "may")]),
        ("Cameras may be brought in at will.", [("Cameras", "may")]),
        ("The Producer continues to retain the right to choose.", [("Producer", "reserve")]),
        ("The parties have further agreed to meet.", [("parties", "must")]),
        (
            "This is no waiver, and the Guild and the Studio reserve their rights.",
            [("Guild and Studio", "reserve")],
        ),
        ("When a new consent is needed, it shall be sought.", [("consent", "must")]),
    ],
)
def test_party_and_modality(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert norms_of(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "exceptions"),
    [
        (
            "The Producer shall give notice, unless the Guild waives it.",
            ("unless the Guild waives it",),
        ),
        ("Except as Section 2 says, no scan may be kept.", ("Except as Section 2 says",)),
        (
            "The Producer shall not, without a singer's written consent, sell the copy.",
            ("without a singer's written consent",),
        ),
        ("Claims shall be subject to arbitration.", ()),
        ("The list provided by the Producer shall be complete.", ()),
    ],
)
def test_exceptions(sentence: str, exceptions: tuple[str, ...]) -> None:
    (norm,) = read_norms([clause(sentence)])
    assert norm.exceptions == exceptions


@pytest.mark.parametrize(
    ("sentence", "lifted"),
    [
        ("The consent need not describe each scene.", True),
        ("The Producer is not required to pay for the scan.", True),
        ("The Producer shall have no obligation to give notice.", True),
        ("The Producer may use the scan.", False),
        ("The Producer shall not use the scan.", False),
    ],
)
def test_a_duty_that_is_lifted_is_no_leave_to_act(sentence: str, lifted: bool) -> None:
    (norm,) = read_norms([clause(sentence)])
    assert norm.lifted is lifted


def test_quotes_are_verbatim() -> None:
    text = "The “Studio” shall meet the Guild; it may bring five people. Nobody may record it."
    norms = read_norms([clause(text)])
    assert len(norms) == 3
    assert all(text[norm.start : norm.end] == norm.quote for norm in norms)


def test_list_items_take_party_and_verb_of_their_lead_in() -> None:
    lead = clause("The Producer shall not do any of the following:", name="a")
    first = clause("keep the scan;", name="b", parent="a")
    second = clause("show it, except in trailers.", name="c", parent="a")
    own = clause("The Guild may look on.", name="d", parent="a")
    norms: tuple[Norm, ...] = read_norms([lead, first, second, own])
    told = [(norm.clause_id, norm.party, norm.modality.value, norm.lead_in) for norm in norms]
    assert told == [
        ("b", "Producer", "must_not", "a"),
        ("c", "Producer", "must_not", "a"),
        ("d", "Guild", "may", None),
    ]
    assert norms[1].exceptions == ("except in trailers",)


def test_a_footnote_stands_with_the_norm_that_it_qualifies() -> None:
    note = clause("This is not so for masks.", name="n", parent="a", kind="footnote")
    norms = read_norms([clause("The Producer shall pay for each scan.1"), note])
    assert [norm.notes for norm in norms] == [("This is not so for masks.",)]


def test_headings_and_contents_lay_no_duty() -> None:
    assert read_norms([clause("The Producer shall pay.", kind="toc")]) == ()


@pytest.mark.parametrize(
    ("sentence", "conditions"),
    [
        (
            "Where the law of the place demands it, the Producer shall ask the singer.",
            ["Where the law of the place demands it"],
        ),
        (
            "Twice in each year, at the request of the Guild, the Producer shall meet with it.",
            ["Twice in each year, at the request of the Guild"],
        ),
        ("Upon request it shall tell the Guild.", ["Upon request"]),
        (
            "When a singer is scanned, the Producer shall pay her and may keep the scan.",
            ["When a singer is scanned", "When a singer is scanned"],
        ),
        (
            "The Producer shall keep the scan, and if the singer asks, it shall delete it.",
            [None, "if the singer asks"],
        ),
        ("In addition, the Producer shall pay the singer.", [None]),
        ("In any event, the Producer shall pay the singer.", [None]),
        ("Unless the Guild waives it, the Producer shall give notice.", [None]),
        ("The Producer shall notify the Guild.", [None]),
    ],
)
def test_what_stands_before_a_norm_and_says_when_it_holds(
    sentence: str, conditions: list[str | None]
) -> None:
    norms = read_norms([clause(sentence)])
    assert [norm.condition for norm in norms] == conditions
    for norm in norms:
        assert sentence[norm.start : norm.end] == norm.quote


def test_a_quote_opens_with_its_condition_and_the_norm_before_ends_there() -> None:
    first, second = read_norms(
        [clause("The Producer shall keep the scan, and if the singer asks, it shall delete it.")]
    )
    assert first.act == "keep the scan"
    assert second.quote == "if the singer asks, it shall delete it."


def test_a_list_item_has_the_condition_of_its_lead_in() -> None:
    lead = clause("All is well. When a singer is scanned, the Producer shall:")
    item = clause("pay the singer.", name="b", parent="a")
    (norm,) = read_norms([lead, item])
    assert norm.condition == "When a singer is scanned"


@pytest.mark.parametrize(
    ("sentence", "entitled"),
    [
        ("The Producer shall own the scan.", True),
        ("The Producer shall be the sole owner of the scan.", True),
        ("The Producer shall keep the scan at its own cost.", False),
        ("The Producer shall not own the scan.", False),
        ("The Producer may own the scan.", False),
    ],
)
def test_to_own_is_a_right_and_no_duty(sentence: str, entitled: bool) -> None:
    (norm,) = read_norms([clause(sentence)])
    assert norm.entitled is entitled
    assert (norm.modality.value == "must") is ("keep" in sentence)


def test_a_word_behind_a_noun_is_no_part_of_the_party() -> None:
    assert norms_of("A consent once given cannot be withdrawn.") == [("consent", "must_not")]
