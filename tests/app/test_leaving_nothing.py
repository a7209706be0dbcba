"""The Library screen keeps what failed until it is tried again, and nothing of what was removed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.engines.catalog_files import FileCopies
from analyzer.pipeline import Analyzer, inbox, jobs, trying_again
from analyzer.records import JobState
from analyzer.ui import SCRIPT, second_reading, working
from tests.app.test_screens import shown
from tests.app.test_states import PAPER

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Of a library that the app opens, whose worker is run by the test."""
    import streamlit as st

    monkeypatch.setenv("ANALYZER_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setattr(inbox, "wake_worker", lambda _: None)
    monkeypatch.setattr(trying_again, "wake_worker", lambda _: None)
    monkeypatch.setattr(working, "PATIENCE", 60.0)
    st.cache_resource.clear()
    yield tmp_path / "library"
    st.cache_resource.clear()


def on(screen: str) -> AppTest:
    app = AppTest.from_file(SCRIPT, default_timeout=60).run()
    return app.switch_page(f"screens/{screen}.py").run()


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception


def drop_on_a_full_disk(folder: Path) -> None:
    def find_no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with Analyzer.open(folder) as library:
        library.start_ingest([("<b>offer</b>.txt", PAPER.encode())])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(FileCopies, "keep", find_no_room)
        jobs.main(folder)


def test_what_found_no_room_is_tried_again_with_one_click(folder: Path) -> None:
    drop_on_a_full_disk(folder)
    app = on("library")
    assert "Not finished" in [head.value for head in app.subheader]
    assert "No space left on device. Make room on the disk" in shown(app)
    assert "b_.txt" in shown(app) and "<b>offer" not in shown(app)
    press(app, "Try again")
    assert "waiting" in shown(app)
    jobs.main(folder)
    app.run()
    assert "Not finished" not in [head.value for head in app.subheader]
    with Analyzer.open(folder, read_only=True) as library:
        assert [job.state for job in library.jobs()] == [JobState.DONE]
        assert len(library.documents()) == 1


def test_where_reading_has_stopped_it_is_told_with_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop_on_a_full_disk(folder)
    for stalled in (True, False):
        monkeypatch.setattr(Analyzer, "is_stalled", lambda _, so=stalled: so)
        app = on("library")
        assert ("Reading has stopped" in shown(app)) is stalled
        assert ("goes on by itself" in shown(app)) is stalled


def test_what_found_no_room_is_left_out_with_one_click(folder: Path) -> None:
    drop_on_a_full_disk(folder)
    app = on("library")
    press(app, "Leave out what was not read")
    assert "Not finished" not in [head.value for head in app.subheader]
    assert [file for file in (folder / "inbox").rglob("*") if file.is_file()] == []


def test_without_an_encoder_it_is_said_once_what_works_and_what_waits(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANALYZER_ENCODER", str(folder.parent / "no-encoder"))
    with Analyzer.open(folder) as library:
        library.start_ingest([(f"{n}.txt", f"Agreement {n}\n{PAPER}".encode()) for n in range(3)])
    jobs.main(folder)
    app = on("library")
    assert [head.value for head in app.subheader] == ["Search by meaning waits"]
    told = shown(app)
    assert "All 3 documents are read." in told
    assert "found by cues" in told and "second pass" in told
    assert told.count("no-encoder") == 1  # why, and once
    assert "<th>what stopped it" not in told
    app.switch_page("screens/search.py").run()
    next(field for field in app.text_input if field.key == "query").set_value("written consent")
    app.run()
    assert "went by words alone" in shown(app) and "<mark>written</mark>" in shown(app)
    app.switch_page("screens/library.py").run()
    press(app, "Try again")
    assert app.subheader == [] and shown(app).count('"where">waiting<') == 3


def test_nothing_is_kept_that_was_made_of_a_removed_document(folder: Path) -> None:
    with Analyzer.open(folder) as library:
        library.ingest(*(write(folder.parent / f"{name}.txt", name) for name in ("old", "new")))
    app = on("ai_clauses")
    app.switch_page("screens/compare.py").run()
    assert not app.exception, app.exception
    assert named_in(working.works()) == {"old", "new"}
    assert "old" in named_in(second_reading._works())
    with Analyzer.open(folder) as library:
        library.remove("old")
    app.switch_page("screens/library.py").run()
    assert "old" not in named_in(working.works()) | named_in(second_reading._works())


def write(path: Path, name: str) -> Path:
    path.write_text(f"AGREEMENT {name}\n{PAPER}", encoding="utf-8")
    return path


def named_in(works: working.Works) -> set[str]:
    """The documents, by the beginning of their ids, whose results are kept."""
    return {name for name in ("old", "new") if f"id='{name}-" in repr(list(works._held))}
