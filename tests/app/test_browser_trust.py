"""Words of a document never run, fetch or lead away; foreign hosts get nothing; two users see their
own; no word of a document is in a log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.app_attacks import (
    attack,
    attacked_app,
    leaks,
    leaks_found,
    told_by_metrics,
)
from benchmarks.app_requests import climbed, climbed_elsewhere, token_faults, wrong_answers
from benchmarks.listening import Listener
from benchmarks.mixed_downloads import mixed_up
from benchmarks.two_users import cross_reads
from tests.browsing import BROWSER, NO_BROWSER

pytestmark = [pytest.mark.browser, pytest.mark.slow]
if not BROWSER:
    pytest.skip(NO_BROWSER, allow_module_level=True)
App = tuple[str, Listener, Path]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with attacked_app(tmp_path_factory.mktemp("attacked"), every=4) as opened:
        yield opened


def test_nothing_of_a_document_runs_or_fetches(app: App) -> None:
    address, listener, _ = app
    told = attack(address, listener)
    assert told.control > 0
    assert told.control_fetched > 0
    assert told.ran == told.fetched == told.left == told.errors == []
    assert told.asked
    assert told.elsewhere == told.leaking == []
    assert len(told.reached) >= 18
    assert all(told.reached.values()), told.reached


def test_the_server_answers_nobody_else(app: App) -> None:
    assert wrong_answers(app[0]) == []


def test_who_has_no_token_of_the_server_s_changes_nothing(app: App) -> None:
    assert token_faults(app[0]) == []


def test_no_address_climbs_to_a_file(app: App) -> None:
    address, _, started = app
    wrong, asked = climbed(address, started)
    assert wrong == []
    assert asked > 200
    assert climbed_elsewhere(started) > 10


def test_two_users_see_their_own(app: App) -> None:
    assert cross_reads(app[0], actions=2) == []


def test_no_word_of_a_document_is_logged_or_told(app: App) -> None:
    started = app[2]
    assert (started / "server.log").exists()
    assert leaks(started) == []
    assert told_by_metrics(app[0]) == []
    assert leaks_found(app[1], started) == 4


def test_downloads_of_two_sessions_are_not_mixed_up(tmp_path: Path) -> None:
    assert mixed_up(tmp_path, "plain") == 1
    assert mixed_up(tmp_path, "HTML") == 0
