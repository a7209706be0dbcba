"""Positions: what a side writes is understood or refused by name; how a document stands to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.checks import read_positions, starting_positions, weigh_positions
from analyzer.checks.positions import SIDES, Position, positions_of
from analyzer.errors import BadRequestError, PositionsError
from analyzer.records import Verdict
from analyzer.taxonomy import NOT_CLAIMED, load_taxonomy
from tests.unit.checks.test_checks import text_of


def position(want: str) -> Position:
    text = f'[[position]]\nwant = "{want}"\n'
    (found,) = positions_of(text, load_taxonomy(), path="mine.toml")
    return found


@pytest.mark.parametrize(
    ("want", "term", "sign", "values"),
    [
        (
            "consent.form = separately signed",
            "consent.form",
            "=",
            ("separately_signed_in_contract",),
        ),
        ("notice.hours >= 48", "notice.hours", ">=", (48.0,)),
        ("notice.hours ≥ 48", "notice.hours", ">=", (48.0,)),
        ("no perpetual use", "duration", "!=", ("perpetual",)),
        ("owner is not employer", "owner", "!=", ("employer",)),
        ("scope.project = this, named", "scope.project", "=", ("this", "named")),
    ],
)
def test_a_position_is_understood(
    want: str, term: str, sign: str, values: tuple[object, ...]
) -> None:
    found = position(want)
    assert (found.term, found.sign, found.values) == (term, sign, values)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[[position]]\nwant = "notice.hours >= many"\n',
            "mine.toml, line 2, entry 1: 'many' is no",
        ),
        (
            '[[position]]\nwant = "owner = performer"\n[[position]]\nwant = "owner = nobody"\n',
            "line 4, entry 2: owner has no value 'nobody'",
        ),
        ('[[position]]\nwant = "ownr = union"\n', "there is no term 'ownr'"),
        ('[[position]]\nwant = "be kind"\n', "'be kind' is no position"),
        ('[[position]]\nwant = "no kindness"\n', "names no value of any term"),
        (
            '[[position]]\nwish = "owner = union"\n',
            "mine.toml: position entry 1 want: field required",
        ),
        ("want = \n", "the file is no TOML"),
    ],
)
def test_a_mistake_is_named_with_file_and_entry(text: str, told: str) -> None:
    with pytest.raises(PositionsError, match=r"mine\.toml") as raised:
        positions_of(text, load_taxonomy(), path="mine.toml")
    assert told in str(raised.value)
    assert raised.value.do


@pytest.mark.parametrize("side", SIDES)
def test_the_starting_file_of_a_side_is_understood(side: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(starting_positions(side), encoding="utf-8")
    assert len(read_positions(file, load_taxonomy())) >= 20


def test_bytes_of_a_file_are_read_as_the_file_is(tmp_path: Path) -> None:
    data = starting_positions("workers").encode()
    file = tmp_path / "mine.toml"
    file.write_bytes(data)
    assert read_positions(data, load_taxonomy()) == read_positions(file, load_taxonomy())


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a" * ((1 << 20) + 1)])
def test_bytes_that_are_no_file_of_positions_are_refused(data: bytes) -> None:
    with pytest.raises(PositionsError, match="your positions"):
        read_positions(data, load_taxonomy())


def test_there_is_no_third_side() -> None:
    with pytest.raises(BadRequestError, match="workers, employers"):
        starting_positions("agents")


@pytest.mark.parametrize(
    ("want", "verdict"),
    [
        ("owner = employer", Verdict.MET),
        ("owner = performer", Verdict.NOT_MET),
        ("no perpetual use", Verdict.PARTLY),
        ("strike.rule = automatic bar", Verdict.SILENT),
        ("duration = stated", Verdict.MET),
    ],
)
def test_a_document_stands_to_a_position(want: str, verdict: Verdict) -> None:
    text = text_of(
        "The producer shall own the digital replica.",
        "The studio may use the digital replica in perpetuity.",
        "The digital replica of a singer may be used for two (2) years.",
    )
    (standing,) = weigh_positions(text, [position(want)], load_taxonomy())
    assert standing.verdict is verdict
    assert bool(standing.passages) == (verdict is not Verdict.SILENT)
    assert (standing.silence is not None) == (verdict is Verdict.SILENT)
    for found in standing.passages:
        assert text.by_id[found.clause].text[found.start : found.end] == found.quote


def test_a_silence_that_is_not_claimed_says_so() -> None:
    strange = text_of("Whoever will not have a digital replica made is booked; reprisals are void.")
    wanted = [position("consent.condition_of_job = forbidden"), position("strike.rule = none")]
    doubted, sure = weigh_positions(strange, wanted, load_taxonomy())
    assert doubted.silence is not None and NOT_CLAIMED in doubted.silence.searched_for
    assert sure.silence is not None and NOT_CLAIMED not in sure.silence.searched_for


_CONSENT = "The studio shall obtain the singer's consent before it makes a digital replica."
_BY_LAW = "Where the law of the place demands it, the studio shall obtain the singer's consent"
_HOURS = (
    "The producer shall {} the performer 48 hours' notice of the creation of a digital replica."
)
_UNTOLD = "No notice is required where the performer is scanned for a digital replica."
_TOLD = (
    "The producer shall endeavor to tell the performer of any scan for a digital replica when the "
    "performer reports for work."
)


@pytest.mark.parametrize(
    ("want", "texts", "verdict", "first"),
    [
        ("consent.required = yes", (_CONSENT,), Verdict.MET, "obtain"),
        (
            "consent.required = yes",
            (_CONSENT, "The studio may alter a digital replica and needs no consent to do so."),
            Verdict.PARTLY,
            "needs no consent",
        ),
        (
            "consent.required = yes",
            (_CONSENT, "A singer who takes a booking consents to a digital replica of the voice."),
            Verdict.PARTLY,
            "who takes a booking consents to",
        ),
        (
            "consent.required = yes",
            (f"{_BY_LAW} before it uses a digital replica.",),
            Verdict.PARTLY,
            "Where the law of the place demands it",
        ),
        (
            "consent.required = no",
            ("The studio may alter a digital replica and needs no consent to do so.",),
            Verdict.MET,
            "needs no consent",
        ),
        ("notice.hours >= 48", (_HOURS.format("give"),), Verdict.MET, "48 hours' notice"),
        (
            "notice.hours >= 48",
            (_HOURS.format("endeavor to give"),),
            Verdict.PARTLY,
            "48 hours' notice",
        ),
        (
            "notice.hours >= 48",
            (_TOLD,),
            Verdict.NOT_MET,
            "tell the performer",
        ),
        (
            "notice.hours >= 48",
            (_HOURS.format("give"), _UNTOLD),
            Verdict.PARTLY,
            "No notice is required",
        ),
    ],
)
def test_a_position_is_met_only_where_nothing_says_the_contrary(
    want: str, texts: tuple[str, ...], verdict: Verdict, first: str
) -> None:
    text = text_of(*texts)
    (standing,) = weigh_positions(text, [position(want)], load_taxonomy())
    assert standing.verdict is verdict
    assert first in standing.passages[0].quote
    for found in standing.passages:
        assert text.by_id[found.clause].text[found.start : found.end] == found.quote
