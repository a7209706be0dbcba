"""What every Catalog promises, held by the one over SQLite."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from analyzer.engines import load
from analyzer.errors import (
    LibraryDamagedError,
    LibraryLockedError,
    ReadOnlyLibraryError,
    StaleIndexError,
    UnknownDocumentError,
)
from analyzer.ports import Catalog, ClauseFilter
from analyzer.records import (
    ClauseId,
    ClauseKind,
    DocumentId,
    DocumentKind,
    Findings,
    Hints,
    JobState,
    Refusal,
    RefusalCode,
    Stage,
    Status,
)
from tests.readings import (
    CONSENT,
    MEALS,
    SCANS,
    make_clause,
    make_findings,
    make_reading,
    make_rich_clause,
)

SqliteCatalog = load("catalog", "sqlite")
AGREEMENT = DocumentId("agreement-2023")
CHILD = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}


@pytest.fixture(params=["folder", "memory"])
def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Catalog]:
    in_folder = request.param == "folder"
    made: Catalog = SqliteCatalog(tmp_path / "lib") if in_folder else SqliteCatalog.in_memory()
    yield made
    made.close()


def only(**limits: object) -> ClauseFilter:
    return ClauseFilter(**limits)  # type: ignore[arg-type]


# ── documents and clauses ────────────────────────────────────────────────────────────────────────
def test_a_reading_comes_back_equal(catalog: Catalog) -> None:
    clauses = [
        make_clause(AGREEMENT, 0, CONSENT, heading="Consent"),
        make_rich_clause(AGREEMENT, 1),
    ]
    reading, data = make_reading(clauses=clauses)
    hints = Hints(id="agreement-2023", kind=DocumentKind.AGREEMENT, status=Status.RATIFIED)
    catalog.add_reading(reading, data, hints=hints)

    kept = replace(reading, document=replace(reading.document, stages=(Stage.READ,)))
    assert catalog.reading(AGREEMENT) == kept
    assert catalog.clauses() == reading.clauses
    assert catalog.clause(reading.clauses[1].id) == reading.clauses[1]
    assert catalog.file(AGREEMENT) == data
    assert catalog.hints(AGREEMENT) == hints
    assert catalog.page_sizes(AGREEMENT) == reading.page_sizes
    assert catalog.set_aside(AGREEMENT) == reading.set_aside
    assert catalog.documents() == (kept.document,)


def test_a_library_outlives_its_process(tmp_path: Path) -> None:
    reading, data = make_reading()
    with SqliteCatalog(tmp_path) as first:
        first.add_reading(reading, data)
        first.index_words(AGREEMENT)
    with SqliteCatalog(tmp_path) as second:
        assert second.clauses() == reading.clauses
        assert second.file(AGREEMENT) == data
        assert second.lexical("consent", top=1)[0][0] == "agreement-2023#0"


def test_what_is_said_of_a_document_is_kept_beside_what_was_read(tmp_path: Path) -> None:
    reading, data = make_reading()
    with SqliteCatalog(tmp_path) as first:
        first.add_reading(reading, data, hints=Hints(guild="Harbour Guild"))
        first.index_words(AGREEMENT)
        first.save_findings(AGREEMENT, make_findings(reading), stage=Stage.CUES)
        before, generation = first.reading(AGREEMENT), first.generation
        said = Hints(guild="Lamp Guild", title="Ours")
        now = replace(before.document, guild="Lamp Guild", title="Ours")
        first.describe(now, said)
        assert first.generation == generation
        with pytest.raises(UnknownDocumentError):
            first.describe(replace(now, id=DocumentId("none")), said)
    with SqliteCatalog(tmp_path) as second:
        assert second.reading(AGREEMENT) == replace(before, document=now)
        assert second.hints(AGREEMENT) == said
        assert len(second.clause_ids(only(guild="Lamp Guild"))) == len(before.clauses)
        assert second.file(AGREEMENT) == data
        assert second.findings(asserted_only=False) == make_findings(reading).findings
        assert second.check() == ()


def test_documents_come_in_order_and_a_replaced_one_keeps_its_place(catalog: Catalog) -> None:
    for name in ("memorandum-2023", "agreement-2023"):
        catalog.add_reading(*make_reading(name))
        catalog.index_words(DocumentId(name))
    catalog.add_reading(*make_reading("memorandum-2023", [MEALS]))

    assert [document.id for document in catalog.documents()] == [
        "memorandum-2023",
        "agreement-2023",
    ]
    assert catalog.documents()[0].stages == (Stage.READ,)
    assert [clause.text for clause in catalog.clauses()][:2] == [MEALS, CONSENT]
    assert catalog.clause_ids() == tuple(clause.id for clause in catalog.clauses())
    found = {clause for clause, _ in catalog.lexical("consent meal", top=10)}
    assert found == {"agreement-2023#0", "agreement-2023#2"}


def test_a_removed_document_leaves_nothing(catalog: Catalog) -> None:
    reading, data = make_reading()
    catalog.add_reading(reading, data)
    catalog.index_words(AGREEMENT)
    catalog.save_findings(AGREEMENT, make_findings(reading), stage=Stage.CUES)
    catalog.remove(AGREEMENT)

    assert catalog.documents() == ()
    assert catalog.clauses() == ()
    assert catalog.lexical("consent", top=10) == []
    assert catalog.findings(asserted_only=False) == ()
    assert catalog.silences() == ()
    with pytest.raises(UnknownDocumentError):
        catalog.file(AGREEMENT)


def test_a_file_stays_while_another_document_has_the_same_bytes(catalog: Catalog) -> None:
    reading, data = make_reading()
    twin, _ = make_reading("agreement-2023-again")
    catalog.add_reading(reading, data)
    catalog.add_reading(twin, data)
    catalog.remove(AGREEMENT)
    assert catalog.file(twin.document.id) == data


def test_what_is_not_there_is_named(catalog: Catalog) -> None:
    with pytest.raises(KeyError):
        catalog.clause(ClauseId("agreement-2023#9"))
    with pytest.raises(UnknownDocumentError, match="agreement-2023"):
        catalog.reading(AGREEMENT)
    with pytest.raises(UnknownDocumentError):
        catalog.mark_stage(AGREEMENT, Stage.VECTORS)


def test_stages_stand_in_their_own_order(catalog: Catalog) -> None:
    reading, data = make_reading()
    catalog.add_reading(reading, data)
    catalog.mark_stage(AGREEMENT, Stage.VECTORS)
    catalog.index_words(AGREEMENT)
    catalog.index_words(AGREEMENT)
    assert catalog.documents()[0].stages == (Stage.READ, Stage.LEXICAL, Stage.VECTORS)
    assert len(catalog.lexical("consent", top=10)) == 1


def test_the_generation_grows_with_clauses_and_vectors_only(catalog: Catalog) -> None:
    reading, data = make_reading()
    seen = [catalog.generation]
    catalog.add_reading(reading, data)
    seen.append(catalog.generation)
    catalog.save_vectors("e", {"k": b"\0\0\0\0"})
    seen.append(catalog.generation)
    catalog.index_words(AGREEMENT)
    catalog.add_job("x.pdf")
    catalog.set_meta("reader", "pdfium")
    assert catalog.generation == seen[-1]
    catalog.remove(AGREEMENT)
    seen.append(catalog.generation)
    assert seen == sorted(set(seen))


# ── filters ──────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def two(catalog: Catalog) -> Catalog:
    agreement, data = make_reading()
    catalog.add_reading(agreement, data)
    proposal, offered = make_reading(
        "proposal-2026", [CONSENT, MEALS], kind=DocumentKind.PROPOSAL, expires=None
    )
    catalog.add_reading(proposal, offered)
    for reading in (agreement, proposal):
        catalog.index_words(reading.document.id)
        catalog.save_findings(reading.document.id, make_findings(reading), stage=Stage.CUES)
    return catalog


@pytest.mark.parametrize(
    ("limits", "count"),
    [
        ({}, 6),
        ({"documents": frozenset({"proposal-2026"})}, 2),
        ({"documents": frozenset()}, 0),
        ({"document_kinds": frozenset({DocumentKind.AGREEMENT})}, 4),
        ({"kinds": frozenset({ClauseKind.TABLE})}, 0),
        ({"guild": "lantern"}, 6),
        ({"guild": "Harbour"}, 0),
        ({"topic": "consent"}, 2),
        ({"topic": "ai"}, 2),
        ({"topic": "use_limits"}, 0),
        ({"as_of": "2024-01-01"}, 4),
        ({"as_of": "2023-06-30"}, 0),
        ({"as_of": "2026-07-01"}, 0),
        ({"topic": "consent", "as_of": "2024-01-01"}, 1),
    ],
)
def test_a_filter_is_exact(two: Catalog, limits: dict[str, object], count: int) -> None:
    meant = only(**limits)
    clauses = two.clauses(meant)
    assert len(clauses) == count
    assert two.clause_ids(meant) == tuple(clause.id for clause in clauses)
    words = "consent scan meal travel"
    assert {clause for clause, _ in two.lexical(words, top=99, only=meant)} == {
        clause.id for clause in clauses
    }


def test_a_guild_is_named_in_any_case_in_any_language(catalog: Catalog) -> None:
    reading, data = make_reading("accord-2024", [CONSENT])
    named = replace(reading.document, guild="Société de l'Étoile")
    catalog.add_reading(replace(reading, document=named), data)
    assert len(catalog.clauses(only(guild="ÉTOILE"))) == 1
    assert catalog.clauses(only(guild="étoilé")) == ()


def test_clauses_are_given_one_at_a_time_and_the_rest_may_be_left(two: Catalog) -> None:
    assert tuple(two.each_clause()) == two.clauses()
    begun = two.each_clause()
    assert next(begun) == two.clauses()[0]
    del begun
    two.set_meta("after", "kept")  # nothing holds the catalog
    assert two.meta()["after"] == "kept"


def test_a_clause_that_is_missing_is_told_at_the_end(tmp_path: Path) -> None:
    with SqliteCatalog(tmp_path) as made:
        made.add_reading(*make_reading())
    with sqlite3.connect(tmp_path / "catalog.sqlite") as connection:
        connection.execute("DELETE FROM clauses WHERE position = 1")
    connection.close()
    with SqliteCatalog(tmp_path) as catalog, pytest.raises(LibraryDamagedError):
        list(catalog.each_clause())


# ── words ────────────────────────────────────────────────────────────────────────────────────────
def test_words_are_found_by_their_stem_and_closer_is_higher(two: Catalog) -> None:
    found = two.lexical("consents to replicas", top=10)
    assert [clause for clause, _ in found] == ["agreement-2023#0", "proposal-2026#0"]
    scores = [score for _, score in two.lexical("consent for a meal", top=10)]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "consent AND",
        "heading:consent",
        "NEAR(consent, 2)",
        "con*",
        "(",
        "-consent",
        "consent^2",
    ],
)
def test_a_query_is_words_never_syntax(two: Catalog, query: str) -> None:
    for clause, _ in two.lexical(query, top=10):
        assert clause.endswith("#0")


def test_a_query_without_words_finds_nothing(two: Catalog) -> None:
    assert two.lexical("?! …", top=10) == []
    assert two.lexical("consent", top=0) == []
    assert two.lexical("the", top=10) != []


def test_a_table_is_found_by_its_cells(catalog: Catalog) -> None:
    reading, data = make_reading(clauses=[make_rich_clause(AGREEMENT, 0)])
    catalog.add_reading(reading, data)
    catalog.index_words(AGREEMENT)
    assert catalog.lexical("puppeteers", top=1)[0][0] == "agreement-2023#rich"
    catalog.remove(AGREEMENT)
    assert catalog.lexical("puppeteers", top=1) == []


def test_a_clause_is_found_by_the_headings_above_it(catalog: Catalog) -> None:
    top = make_clause(AGREEMENT, 0, "", heading="Stunts")
    below = replace(make_clause(AGREEMENT, 1, SCANS), parent=top.id)
    catalog.add_reading(*make_reading(clauses=[top, below, make_clause(AGREEMENT, 2, MEALS)]))
    catalog.index_words(AGREEMENT)
    assert [clause for clause, _ in catalog.lexical("stunt", top=9)] == [top.id, below.id]
    worded = only(worded=True)
    assert [clause for clause, _ in catalog.lexical("stunt", top=9, only=worded)] == [below.id]
    assert [clause.order for clause in catalog.clauses(worded)] == [1, 2]


# ── findings ─────────────────────────────────────────────────────────────────────────────────────
def test_topics_are_those_of_clauses_that_are_about_one(catalog: Catalog) -> None:
    reading, data = make_reading()
    catalog.add_reading(reading, data)
    findings = make_findings(reading)
    first, second = findings.findings
    perhaps = replace(second, clause=first.clause)
    catalog.save_findings(AGREEMENT, Findings((first, second, perhaps), ()), stage=Stage.CUES)
    assert catalog.topics() == {first.clause_id: {"consent": 0.912345, "use_limits": 0.25}}
    assert catalog.topics(only(documents=frozenset({"elsewhere"}))) == {}
    assert catalog.topics(only(topic="consent")) == catalog.topics()
    assert catalog.topics(only(topic="use_limits")) == {}


def test_findings_of_named_clauses_are_theirs_alone(catalog: Catalog) -> None:
    reading, data = make_reading()
    catalog.add_reading(reading, data)
    findings = make_findings(reading)
    first, second = findings.findings
    catalog.save_findings(AGREEMENT, findings, stage=Stage.CUES)
    wanted = only(clauses=frozenset({second.clause_id}))
    assert first.clause_id != second.clause_id
    assert catalog.findings(wanted, asserted_only=False) == (second,)
    assert catalog.clause_ids(wanted) == (second.clause_id,)
    assert catalog.findings(only(clauses=frozenset()), asserted_only=False) == ()


def test_findings_come_back_equal_and_are_replaced_as_a_whole(catalog: Catalog) -> None:
    reading, data = make_reading()
    catalog.add_reading(reading, data)
    findings = make_findings(reading)
    catalog.save_findings(AGREEMENT, findings, stage=Stage.CUES)
    assert catalog.findings() == findings.findings[:1]
    assert catalog.findings(asserted_only=False) == findings.findings
    assert catalog.findings(only(topic="use_limits"), asserted_only=False) == findings.findings[1:]
    assert catalog.silences() == findings.silences
    assert catalog.silences(only(topic="consent")) == ()

    fewer = replace(findings, findings=findings.findings[:1], silences=())
    catalog.save_findings(AGREEMENT, fewer, stage=Stage.FINDINGS)
    assert catalog.findings(asserted_only=False) == fewer.findings
    assert catalog.silences() == ()
    assert catalog.documents()[0].stages == (Stage.READ, Stage.CUES, Stage.FINDINGS)


# ── vectors, jobs, settings ──────────────────────────────────────────────────────────────────────
def test_vectors_are_kept_by_encoder_and_key(catalog: Catalog) -> None:
    catalog.save_vectors("one", {"a": b"1234", "b": b"5678"})
    catalog.save_vectors("two", {"a": b"abcd"})
    assert catalog.known_vectors("one", ["a", "b", "c", "a"]) == {"a": b"1234", "b": b"5678"}
    assert catalog.known_vectors("two", ["a", "b"]) == {"a": b"abcd"}
    assert catalog.known_vectors("one", (f"k{n}" for n in range(25_000))) == {}
    assert catalog.meta()["encoder"] == "two"


def test_jobs_and_refusals(catalog: Catalog) -> None:
    refusal = Refusal("b.pdf", RefusalCode.ENCRYPTED, "It is encrypted.", "Why.", "Unlock it.")
    first, second = catalog.add_job("a.pdf"), catalog.add_job("b.pdf")
    catalog.update_job(
        first.id, state=JobState.RUNNING, document=AGREEMENT, stages=(Stage.READ,), done=3, total=9
    )
    catalog.update_job(second.id, state=JobState.REFUSED, refusal=refusal, detail="reading")
    newest, oldest = catalog.jobs()
    assert (newest.path, newest.refusal, newest.detail) == ("b.pdf", refusal, "reading")
    assert (oldest.document, oldest.stages, oldest.done, oldest.total) == (
        AGREEMENT,
        (Stage.READ,),
        3,
        9,
    )
    assert [job.id for job in catalog.jobs(states=frozenset({JobState.RUNNING}))] == [first.id]
    assert catalog.refusals() == (refusal,)
    catalog.add_job("b.pdf")
    assert catalog.refusals() == ()
    with pytest.raises(TypeError, match="colour"):
        catalog.update_job(first.id, colour="red")


def test_settings_are_kept_but_for_the_catalogs_own(catalog: Catalog) -> None:
    catalog.set_meta("reader", "pdfplumber")
    assert catalog.meta()["reader"] == "pdfplumber"
    assert int(catalog.meta()["schema"]) >= 1
    with pytest.raises(ValueError, match="generation"):
        catalog.set_meta("generation", "99")


# ── what can go wrong ────────────────────────────────────────────────────────────────────────────
def test_a_library_open_for_reading_is_not_written_to(tmp_path: Path) -> None:
    with SqliteCatalog(tmp_path) as writer:
        writer.add_reading(*make_reading())
        with SqliteCatalog(tmp_path, read_only=True) as reader:
            assert reader.read_only
            assert len(reader.clauses()) == 4
            with pytest.raises(ReadOnlyLibraryError):
                reader.remove(AGREEMENT)
            writer.add_reading(*make_reading("proposal-2026"))
            assert len(reader.documents()) == 2


UNPRIVILEGED = """
    import os, sys
    from pathlib import Path
    from analyzer.engines import load

    SqliteCatalog = load("catalog", "sqlite")
    if os.getuid() == 0:
        os.setuid(65534)
    with SqliteCatalog(Path(sys.argv[1]), read_only=True) as catalog:
        print(len(catalog.clauses()), len(catalog.lexical("consent", top=9)))
    try:
        SqliteCatalog(Path(sys.argv[1])).add_job("x.pdf")
    except Exception as error:
        print(type(error).__name__)
"""


@pytest.mark.skipif(os.name == "nt", reason="folder permissions work differently on Windows")
def test_a_library_in_a_folder_that_cannot_be_written_is_read() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with SqliteCatalog(folder) as writer:
            writer.add_reading(*make_reading())
            writer.index_words(AGREEMENT)
        folder.chmod(0o555)
        done = run_python(UNPRIVILEGED, str(folder))
        folder.chmod(0o755)
    assert done.split() == ["4", "1", "ReadOnlyLibraryError"]


def test_reading_what_is_not_there_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(LibraryDamagedError, match="no library"):
        SqliteCatalog(tmp_path / "nothing", read_only=True)
    assert not (tmp_path / "nothing").exists()


def test_a_second_writer_waits_then_says_that_the_library_is_locked(tmp_path: Path) -> None:
    with SqliteCatalog(tmp_path) as first, SqliteCatalog(tmp_path, busy_seconds=0.05) as second:
        with first._database.writing(), pytest.raises(LibraryLockedError) as error:
            second.add_job("x.pdf")
        assert error.value.exit_code == 5
        second.add_job("x.pdf")


def test_a_damaged_catalog_is_named(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(b"this is no catalog at all " * 400)
    with pytest.raises(LibraryDamagedError, match=r"catalog\.sqlite"):
        SqliteCatalog(tmp_path)
    with pytest.raises(LibraryDamagedError):
        SqliteCatalog(tmp_path, read_only=True)


def test_a_page_torn_out_of_a_catalog_is_named(tmp_path: Path) -> None:
    with SqliteCatalog(tmp_path) as catalog:
        catalog.add_reading(*make_reading(texts=[f"{MEALS} {n}" for n in range(400)]))
    path = tmp_path / "catalog.sqlite"
    data = bytearray(path.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 256] = b"\xff" * 256
    path.write_bytes(data)
    with pytest.raises(LibraryDamagedError), SqliteCatalog(tmp_path) as catalog:
        catalog.clauses()


@pytest.mark.parametrize(("version", "word"), [(99, "newer"), (1, "older")])
def test_a_catalog_of_another_program_is_named(tmp_path: Path, version: int, word: str) -> None:
    SqliteCatalog(tmp_path).close()
    with sqlite3.connect(tmp_path / "catalog.sqlite") as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(StaleIndexError, match=word) as error:
        SqliteCatalog(tmp_path)
    assert error.value.exit_code == 4


def test_a_changed_copy_of_a_file_is_named(tmp_path: Path) -> None:
    reading, data = make_reading()
    with SqliteCatalog(tmp_path) as catalog:
        catalog.add_reading(reading, data)
        copy = tmp_path / "files" / reading.document.sha256
        copy.write_bytes(data[::-1])
        with pytest.raises(LibraryDamagedError, match="copy"):
            catalog.file(AGREEMENT)
        copy.unlink()
        with pytest.raises(LibraryDamagedError, match="missing"):
            catalog.file(AGREEMENT)


def test_a_transaction_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    reading, data = make_reading()
    with SqliteCatalog(tmp_path) as catalog:
        catalog.add_reading(reading, data)
        twins, other = make_reading(
            clauses=[make_clause(AGREEMENT, 0, CONSENT), make_clause(AGREEMENT, 0, MEALS)]
        )
        with pytest.raises(sqlite3.IntegrityError):
            catalog.add_reading(twins, other)
        assert catalog.clauses() == reading.clauses


def test_old_copies_that_nobody_speaks_of_are_swept(tmp_path: Path) -> None:
    reading, data = make_reading()
    with SqliteCatalog(tmp_path) as catalog:
        catalog.add_reading(reading, data)
    kept = tmp_path / "files" / reading.document.sha256
    old, new = tmp_path / "files" / "a.1.tmp", tmp_path / "files" / "b.1.tmp"
    for path in (old, new):
        path.write_bytes(b"half a file")
    long_ago = time.time() - 86_400
    for path in (old, kept):
        os.utime(path, (long_ago, long_ago))
    SqliteCatalog(tmp_path).close()
    assert {path.name for path in (tmp_path / "files").iterdir()} == {kept.name, new.name}


def test_threads_share_a_catalog(tmp_path: Path) -> None:
    with SqliteCatalog(tmp_path) as catalog:
        failures: list[BaseException] = []

        def work(number: int) -> None:
            try:
                name = f"agreement-{number}"
                catalog.add_reading(*make_reading(name))
                catalog.index_words(DocumentId(name))
                assert len(catalog.reading(DocumentId(name)).clauses) == 4
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert len(catalog.lexical("consent", top=99)) == 8


def run_python(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=CHILD,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


KILLED = """
    import sys
    from pathlib import Path
    from analyzer.engines import load
    from tests.readings import make_reading

    catalog = load("catalog", "sqlite")(Path(sys.argv[1]))
    for number in range(10_000):
        catalog.add_reading(*make_reading(f"agreement-{number}"))
        print(number, flush=True)
"""


def test_a_killed_process_loses_nothing_that_it_said_was_kept(tmp_path: Path) -> None:
    for round_number in range(3):
        folder = tmp_path / str(round_number)
        child = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(KILLED), str(folder)],
            stdout=subprocess.PIPE,
            text=True,
            env=CHILD,
        )
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(4 + 3 * round_number)]
        child.kill()
        said += child.stdout.read().splitlines(keepends=True)
        child.wait()
        child.stdout.close()
        acknowledged = sum(line.endswith("\n") for line in said)
        with SqliteCatalog(folder) as catalog:
            documents = catalog.documents()
            assert len(documents) in (acknowledged, acknowledged + 1)
            assert len(catalog.clauses()) == 4 * len(documents)
            for document in documents:
                assert catalog.file(document.id)
