"""While the first file is read every screen says so, how far it is and what to do meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from analyzer.pipeline import Analyzer, inbox, jobs
from analyzer.records import Job, JobState, Stage
from analyzer.ui import state, waiting, working
from analyzer.ui.waiting import STILL, job_html, open_jobs
from benchmarks.hostile_files import locked
from tests.app.test_screens import open_screen, shown
from tests.app.test_states import PAPER, buttons

pytestmark = pytest.mark.slow
EMPTY = ("ai_clauses", "search", "compare")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Of a library into which a file is on its way, read by the test."""
    import streamlit as st

    monkeypatch.setenv("ANALYZER_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setattr(inbox, "wake_worker", lambda _: None)
    monkeypatch.setattr(working, "PATIENCE", 60.0)
    st.cache_resource.clear()
    with Analyzer.open(tmp_path / "library") as library:
        library.start_ingest([("offer.txt", PAPER.encode())])
    yield tmp_path / "library"
    st.cache_resource.clear()


def test_every_screen_says_that_the_first_file_is_read_and_what_to_do(folder: Path) -> None:
    for screen in EMPTY:
        app = open_screen(screen)
        text = shown(app)
        assert "A file is being read" in text and "offer.txt" in text and "waiting" in text
        assert "The library is empty" not in text
        assert "Watch them on the Library screen" in buttons(app)
    assert "drop more files" in shown(open_screen("start"))
    assert "offer.txt" in shown(open_screen("library"))


def test_what_an_address_asks_for_is_shown_when_it_has_come(folder: Path) -> None:
    app = open_screen("ai_clauses", tab="silences", scope="article")
    jobs.main(folder)
    app.run()
    assert not app.exception, app.exception
    assert app.query_params["tab"] == "silences"
    assert app.query_params["scope"] == "article"


def test_where_nothing_could_be_read_the_way_leads_to_why(folder: Path) -> None:
    with Analyzer.open(folder) as library:
        library.start_ingest([("broken.pdf", b"%PDF-1.7\n\x00")])
    jobs.main(folder)
    with Analyzer.open(folder) as library:
        for document in library.documents():
            library.remove(document.id)
    for screen in EMPTY:
        app = open_screen(screen)
        assert "Nothing could be read of what was dropped" in shown(app)
        assert {"See what stopped it", "Read the invented sample"} <= set(buttons(app))


def test_a_refusal_stands_until_its_file_is_read_and_beside_others_of_its_name(
    folder: Path, tmp_path: Path
) -> None:
    paper, other = tmp_path / "paper.pdf", tmp_path / "other" / "paper.pdf"
    other.parent.mkdir()
    paper.write_bytes(b"%PDF-1.7\n\x00")
    other.write_bytes(locked(128, user="secret", owner="master"))
    with Analyzer.open(folder) as library:
        library.ingest(paper)
        library.ingest(other)
        told = shown(open_screen("library"))
        assert "<td>damaged</td>" in told and "<td>encrypted</td>" in told
        paper.write_text(PAPER, encoding="utf-8")
        library.ingest(paper)
    told = shown(open_screen("library"))
    assert "<td>damaged</td>" not in told and "<td>encrypted</td>" in told


def test_what_was_refused_is_taken_off_the_list_until_it_is_dropped_again(folder: Path) -> None:
    bad = ("broken.pdf", b"%PDF-1.7\n\x00")
    with Analyzer.open(folder) as library:
        library.start_ingest([bad])
        jobs.main(folder)
        app = open_screen("library")
        assert "broken.pdf" in shown(app)
        next(b for b in app.button if b.label == "Take these off the list").click().run()
        assert not app.exception, app.exception
        assert "broken.pdf" not in shown(app) and "Take these off the list" not in buttons(app)
        assert len(library.documents()) == 1
        library.start_ingest([bad])
        jobs.main(folder)
    assert "broken.pdf" in shown(open_screen("library"))


def test_a_question_that_waits_for_the_encoder_says_so_and_what_to_do_meanwhile(
    library_setting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = Event()
    monkeypatch.setattr(working, "PATIENCE", 0.0)
    monkeypatch.setattr(state, "_load_encoder", lambda *_: there.wait(60))
    app = open_screen("search")
    app.text_input(key="query").set_value("who owns a scan?").run()
    assert not app.exception, app.exception
    told = shown(app)
    assert "answers at once, by words alone" in told and "You can leave this screen" in told
    assert 'class="citation"' not in told
    app.selectbox(key="search_mode").set_value("lexical").run()
    assert 'class="citation"' in shown(app)
    app.selectbox(key="search_mode").set_value("hybrid").run()
    assert "by words alone" in shown(app)
    there.set()
    for _ in range(50):
        if 'class="citation"' in shown(app.run()):
            break
        sleep(0.1)
    assert "by words alone" not in shown(app) and 'class="citation"' in shown(app)


def test_a_job_says_how_far_it_is_in_what_is_counted() -> None:
    job = Job(1, "in/<i>offer.pdf", JobState.RUNNING, detail="embedding clauses")
    assert ", 128 of 1,300 clauses: embedding" in job_html(counted(job, 128, 1300))
    assert "&lt;i&gt;" in job_html(job) and " of " not in job_html(job)
    reading = Job(2, "b.pdf", JobState.RUNNING, detail="reading", stages=(Stage.READ,))
    assert ", 12 of 300 pages: reading" in job_html(counted(reading, 12, 300))


def test_a_job_that_stands_still_says_so() -> None:
    reading = counted(Job(2, "b.pdf", JobState.RUNNING, detail="reading"), 12, 300)
    assert "nothing new" not in job_html(reading, still=STILL - 1)
    said = job_html(reading, still=STILL)
    assert f"12 of 300 pages: reading; nothing new for {STILL} seconds: one page can take" in said
    embedding = Job(1, "b.pdf", JobState.RUNNING, detail="embedding clauses")
    assert "nothing new for 40 seconds<" in job_html(embedding, still=40)
    assert "nothing new" not in job_html(Job(3, "c.pdf", JobState.WAITING), still=40)


def test_a_screen_that_looks_again_knows_how_long_nothing_came(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Analyzer.open(folder) as library:
        (job,) = library.jobs()
        library.catalog.update_job(
            job.id, state=JobState.RUNNING, detail="reading", done=12, total=300
        )
        app = open_screen("search")
        assert "nothing new" not in shown(app)
        now = monotonic()
        monkeypatch.setattr(waiting, "monotonic", lambda: now + 60)
        assert "12 of 300 pages: reading; nothing new for 60 seconds" in shown(app.run())
        library.catalog.update_job(job.id, done=13)
        assert "nothing new" not in shown(app.run())


def test_the_job_that_is_worked_at_comes_first() -> None:
    waits, ended = Job(1, "a", JobState.WAITING), Job(3, "c", JobState.DONE)
    runs = Job(2, "b", JobState.RUNNING, detail="reading")
    assert open_jobs([ended, waits, runs]) == [runs, waits]


def counted(job: Job, done: int, total: int) -> Job:
    from dataclasses import replace

    return replace(job, done=done, total=total)
