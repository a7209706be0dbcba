"""Every command as it is typed, good input and bad: what it prints, where, and its exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from analyzer import Analyzer
from analyzer.cli import main, printing
from analyzer.pipeline import checkup
from analyzer.records import RefusalCode
from analyzer.settings import Settings

CORPUS = Path(__file__).parents[3] / "corpus"
PROPOSAL, COUNTER = CORPUS / "proposal-2026.pdf", CORPUS / "counterproposal-2026.pdf"

pytestmark = pytest.mark.slow


class Typed(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401
        """Standard output, which must be one JSON document and nothing else."""
        return json.loads(self.out)


Type = Callable[..., Typed]


@pytest.fixture
def typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Type]:
    """Runs one command line to its end, without an encoder."""
    monkeypatch.setenv("ANALYZER_ENCODER", str(tmp_path / "none"))
    monkeypatch.setenv("ANALYZER_CACHE", str(tmp_path / "cache"))

    def run(*words: object) -> Typed:
        monkeypatch.setattr(sys, "argv", ["analyzer", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        assert "Traceback" not in printed.err
        return Typed(ended.value.code, printed.out, printed.err)

    yield run


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two invented documents, without vectors."""
    folder = tmp_path_factory.mktemp("typed") / "library"
    settings = Settings(encoder=str(folder / "none"), cache=folder.parent / "cache")
    with Analyzer.open(folder, settings=settings) as held:
        held.ingest(PROPOSAL, COUNTER)
    return folder


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A web page that calls itself a PDF."""
    path = tmp_path / "page.pdf"
    path.write_text("<html><body>Terms</body></html>", encoding="utf-8")
    return path


def test_ingest_reads_the_rest_and_names_what_it_refused(
    typed: Type, page: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.pdf").touch()
    words = ("ingest", COUNTER, page, tmp_path / "empty.pdf", "--library", tmp_path / "library")
    told = typed(*words, "--json")
    assert told.code == 3
    assert [file["status"] for file in told.json["files"]] == ["added", "refused", "refused"]
    assert [refusal["code"] for refusal in told.json["refusals"]] == ["unsupported", "empty"]
    assert "refused (unsupported)" in told.err
    assert f"{COUNTER.name}, file 1 of 3: reading …\n" in told.err
    assert "1 read, 2 refused 3/3 files\n" in told.err
    again = typed(*words)
    assert again.code == 3
    assert again.out.startswith("held: ")
    assert f"{COUNTER.name}: held already 1/3 files\n" in again.err
    assert f"{COUNTER.name}, file 1 of 3: reading" not in again.err


def test_what_cannot_be_compared_leaves_standard_output_empty_in_json(typed: Type) -> None:
    told = typed("compare", COUNTER, COUNTER.with_name("summary-2023.pdf"), "--json")
    assert told.code == 2
    assert told.out == ""
    assert "cannot be compared as they stand" in told.err


def test_ingest_names_what_it_passes_over_in_one_line(typed: Type, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    (folder / "older").mkdir(parents=True)
    (folder / "offer.txt").write_text("ARTICLE 1\nThe weavers rest at noon.\n", encoding="utf-8")
    words = ("ingest", folder, "--library", tmp_path / "library")
    assert "passed over" not in typed(*words).err
    (folder / ".hidden.md").touch()
    (folder / "older" / "plan.xlsx").touch()
    assert "1 file is passed over, with endings of no document: plan.xlsx\n" in typed(*words).err
    for number in range(10, 21):
        (folder / f"{number}.md").touch()
    told = typed(*words)
    assert told.code == 0
    (line,) = [line for line in told.err.splitlines() if "passed over" in line]
    assert line.startswith("12 files are passed over")
    assert line.endswith("18.md, 19.md and 2 more")


def test_clauses_prints_the_tree_and_the_account(typed: Type) -> None:
    printed = typed("clauses", PROPOSAL)
    told = typed("clauses", PROPOSAL, "--json").json
    assert printed.code == 0
    account = told["account"]
    assert account["words"] == account["in_clauses"] + account["set_aside"]
    assert printed.out.splitlines()[-1].startswith(f"{account['words']} words = ")


@pytest.mark.parametrize("command", ["clauses", "redline", "compare", "show", "find"])
def test_a_refused_file_is_told_in_the_json_of_every_command(
    typed: Type, command: str, page: Path
) -> None:
    more: dict[str, tuple[object, ...]] = {"compare": (PROPOSAL,), "show": ("--page", 1)}
    told = typed(command, page, *more.get(command, ()), "--json")
    assert told.code == 3
    assert told.json["schema"] == "analyzer/1"
    assert [refusal["code"] for refusal in told.json["refusals"]] == [RefusalCode.UNSUPPORTED]
    assert all(told.json["refusals"][0][part] for part in ("what", "why", "do"))


def test_what_was_not_compared_has_every_key_of_a_comparison(typed: Type, page: Path) -> None:
    compared = typed("compare", COUNTER, PROPOSAL, "--json").json
    assert typed("compare", COUNTER, page, "--json").json.keys() == compared.keys()


def test_what_was_not_shown_has_every_key_of_an_image(
    typed: Type, page: Path, tmp_path: Path
) -> None:
    out = tmp_path / "page.jpg"
    shown = typed("show", PROPOSAL, "--page", 1, "--out", out, "--json")
    assert shown.code == 0
    assert out.read_bytes().startswith(b"\xff\xd8")
    refused = typed("show", page, "--page", 1, "--json").json
    assert refused.keys() == shown.json.keys()


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        (("clauses", PROPOSAL), ("Reading proposal-2026.pdf",)),
        (("find", PROPOSAL), ("Reading proposal-2026.pdf", "Looking for what is about AI in")),
        (
            ("compare", COUNTER, PROPOSAL, "--report", "out.html"),
            ("Reading counterproposal-2026.pdf", "Matching clauses", "Saying what each change"),
        ),
        (
            ("redline", PROPOSAL, "--report", "out.html"),
            ("Reading proposal-2026.pdf", "Looking for what is about AI", "Saying what each mark"),
        ),
        (
            ("audit", COUNTER, PROPOSAL, "--report", "out.html"),
            ("Reading proposal-2026.pdf", "Matching clauses", "Holding the printed redline"),
        ),
    ],
)
def test_a_terminal_is_told_how_far_long_work_is(
    typed: Type,
    words: tuple[object, ...],
    steps: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    piped = typed(*words)
    assert "Reading" not in piped.err
    monkeypatch.setattr(printing, "_on_terminal", lambda: True)
    told = typed(*words)
    at = [told.err.index(step) for step in steps]
    assert at == sorted(at)
    assert told.out == piped.out
    # the line is cleared before anything else is said
    assert told.err.rindex("\r") > at[-1]


def test_find_in_the_library_and_when_nothing_is_there(typed: Type, library: Path) -> None:
    found = typed("find", "--library", library, "--topic", "consent", "--json")
    assert found.code == 0
    assert {finding["topic"] for finding in found.json["findings"]} == {"consent"}
    assert {f["clause"] for f in found.json["findings"]} <= found.json["clauses"].keys()
    none = ("find", "--library", library, "--guild", "Nobody")
    assert typed(*none).code == 0
    assert typed(*none, "--fail-if-empty").code == 1


@pytest.mark.parametrize("command", [("find",), ("norms",), ("matrix",), ("search", "pay")])
def test_a_guild_that_nobody_holds_is_no_silence(
    typed: Type, library: Path, command: tuple[str, ...]
) -> None:
    told = typed(*command, "--library", library, "--guild", "Nobody")
    assert "No document of the library is of the guild 'Nobody'. There are: " in told.err
    held = typed("library", "--library", library, "--json").json["documents"][0]["guild"]
    assert "of the guild" not in typed(*command, "--library", library, "--guild", held).err


@pytest.mark.parametrize("command", ["find", "norms", "matrix", "library"])
def test_a_mistyped_library_is_told_and_not_made(typed: Type, tmp_path: Path, command: str) -> None:
    told = typed(command, "--library", tmp_path / "none")
    assert told.code == 2
    assert "there is no library" in told.err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", ["compare", "check", "find", "norms", "matrix"])
def test_named_files_need_no_library(
    typed: Type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("ANALYZER_LIBRARY", str(tmp_path / "none"))
    names = ("nobody", PROPOSAL) if command == "compare" else ("nobody",)
    told = typed(command, *names)
    assert told.code == 2
    assert "There is no file 'nobody', and the library is empty" in told.err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", ["find", "norms", "matrix"])
def test_a_document_of_the_library_is_named_alike_everywhere(
    typed: Type, library: Path, command: str
) -> None:
    held = typed("library", "--library", library, "--json").json["documents"]
    proposal = next(each for each in held if each["id"].startswith("proposal"))
    names = (proposal["id"], proposal["id"][:10], proposal["title"])
    told = [typed(command, name, "--library", library, "--json") for name in names]
    assert [one.code for one in told] == [0, 0, 0]
    assert told[0].out == told[1].out == told[2].out
    assert len(told[0].out) > 1000
    both = typed(command, COUNTER, proposal["id"], "--library", library, "--json")
    assert both.code == 0
    assert len(both.out) > len(told[0].out)
    unknown = typed(command, "nobody", "--library", library)
    assert (unknown.code, unknown.out) == (2, "")
    assert "It holds: counterproposal-2026" in unknown.err
    missing = typed(command, "nobody.pdf", "--json")
    assert missing.code == 3
    assert [each["code"] for each in missing.json["refusals"]] == ["not_found"]


def test_search_says_that_it_went_by_words_alone(typed: Type, library: Path) -> None:
    told = typed("search", "consent in writing", "--library", library, "--top", 2, "--json")
    assert told.code == 0
    assert len(told.json["hits"]) == 2
    assert "by words alone" in told.err
    assert typed("search", "sourdough", "--library", library, "--fail-if-empty").code == 1


def test_a_difference_is_exit_1_only_where_asked(
    typed: Type, library: Path, tmp_path: Path
) -> None:
    pair = ("compare", "proposal-2026", "counterproposal-2026", "--library", library)
    report = tmp_path / "report.html"
    assert typed(*pair, "--report", report).code == 0
    assert report.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert typed(*pair, "--fail-on-change").code == 1
    same = ("compare", PROPOSAL, PROPOSAL)
    assert typed(*same, "--fail-on-change").code == 0


def test_silence_strikes_nothing(typed: Type) -> None:
    pair = ("compare", CORPUS / "agreement-2023.pdf", PROPOSAL)
    printed, told = typed(*pair), typed(*pair, "--json").json
    silent = set(told["not_restated"])
    assert silent
    counted = [c for c in told["changes"] if silent.isdisjoint([*c["old"], *c["new"]])]
    removed = sum(change["kind"] == "removed" for change in counted)
    note, counts = printed.out.splitlines()[:2]
    assert note.startswith(f"{len(told['changes']) - len(counted)} more clauses stand in parts")
    assert f"{removed} removed" in counts.split(", ")
    assert told["summary"]["removed"] == removed
    assert f"{told['summary']['not_restated']} not restated" in counts.split(", ")
    assert sum(told["summary"].values()) == len(told["changes"])
    assert printed.out.count("removed: ") == removed


def test_what_was_not_compared_is_told_once_for_each_reason(typed: Type) -> None:
    pair = ("compare", CORPUS / "service-2022.pdf", CORPUS / "agreement-2023.pdf")
    told = " ".join(typed(*pair).err.split())
    left_out = typed(*pair, "--json").json["not_compared"]
    assert "are hardly versions of one text" in told
    assert all(item["what"] in told for item in left_out)
    reasons = {item["why"] for item in left_out}
    assert 1 < len(reasons) < len(left_out)
    assert told.count("not compared: ") == len(reasons)
    assert all(told.count(reason) == 1 for reason in reasons)


def test_library_tells_and_removes(typed: Type, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    typed("ingest", COUNTER, PROPOSAL, "--library", folder)
    told = typed("library", "--library", folder, "--json").json
    names = [document["id"] for document in told["documents"]]
    removed = typed("library", "--library", folder, "remove", names[0], "--json")
    assert removed.code == 0
    assert removed.json["removed"]["id"] == names[0]
    assert typed("library", "--library", folder, "remove", names[1]).out == f"removed: {names[1]}\n"
    assert typed("library", "--library", folder, "--json").json["documents"] == []


def test_doctor_names_every_part(typed: Type, library: Path) -> None:
    told = typed("doctor", "--library", library, "--json")
    assert told.code == 0
    assert {"faiss-cpu", "streamlit", "transformers"} <= {p["name"] for p in told.json["parts"]}
    assert told.json["encoder_ready"] is False
    said = typed("doctor", "--library", library).out.splitlines()
    for part in told.json["parts"]:
        at = next(at for at, line in enumerate(said) if line.startswith(f"{part['name']} "))
        assert said[at].endswith(part["does"])
        assert said[at + 1] == f"  without it: {part['without']}"
    assert said[-2].startswith("guard: files are read in a child process")
    assert said[-1] == "Missing: the encoder."


def test_doctor_says_in_plain_words_that_nothing_is_missing(
    typed: Type, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, "_encoder_state", lambda settings: ("sound", True))
    assert typed("doctor", "--library", library).out.splitlines()[-1] == "Nothing is missing."


def test_a_mistyped_path_leaves_no_row(typed: Type, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    (tmp_path / "empty.pdf").write_bytes(b"")
    told = typed(
        "ingest", tmp_path / "emty.pdf", tmp_path / "empty.pdf", "--library", folder, "--json"
    )
    assert told.code == 3
    assert [item["refusal"]["code"] for item in told.json["files"]] == ["not_found", "empty"]
    kept = typed("library", "--library", folder, "--json").json["refusals"]
    assert [Path(refusal["path"]).name for refusal in kept] == ["empty.pdf"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("find", "--topic", "weather"), "There is no topic 'weather'"),
        (("find", "--document", "nobody"), "It holds: counterproposal-2026"),
        (("search", " "), "The question is empty"),
        (("search", "pay", "--kind", "novel"), "There is no kind of document 'novel'"),
        (("search", "pay", "--as-of", "soon"), "'soon' is no date"),
        (("search", "pay", "--top", "0"), "--top"),
        (("compare", "nobody", PROPOSAL), "There is no file 'nobody'"),
        (("compare", COUNTER, PROPOSAL, "--report", "report.odt"), "'.odt'"),
        (("show", PROPOSAL, "--page", "999"), "has no page 999"),
        (("library", "remove", "nobody"), "There is no file 'nobody'"),
        (("dance",), "No such command"),
    ],
    ids=lambda value: " ".join(map(str, value))[:30] if isinstance(value, tuple) else None,
)
def test_what_makes_no_sense_is_exit_2_with_nothing_on_stdout(
    typed: Type,
    library: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[object, ...],
    says: str,
) -> None:
    monkeypatch.setenv("ANALYZER_LIBRARY", str(library))
    told = typed(*words)
    assert (told.code, told.out) == (2, "")
    assert says in told.err


@pytest.mark.parametrize("option", ["--report", "--out"])
def test_a_place_that_cannot_be_written_is_named(typed: Type, tmp_path: Path, option: str) -> None:
    target = tmp_path / "nowhere" / ("page.jpg" if option == "--out" else "report.md")
    command = (
        ("show", PROPOSAL, "--page", 1) if option == "--out" else ("compare", PROPOSAL, COUNTER)
    )
    told = typed(*command, option, target)
    assert told.code == 2
    assert str(target) in told.err and "name another place" in told.err


def test_a_library_that_is_none_is_not_told_as_nothing_found(typed: Type, tmp_path: Path) -> None:
    assert typed("search", "pay", "--library", tmp_path / "none").code == 2
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "catalog.sqlite").write_text("no database", encoding="utf-8")
    told = typed("library", "--library", tmp_path / "bad")
    assert told.code == 2
    assert "damaged" in told.err
    # typed as it stands, it mends this library and no other
    line = f"`analyzer library repair --library {tmp_path / 'bad'}`"
    assert line in told.err
    told = typed("library", "verify", "--library", tmp_path / "bad")
    assert line in told.out + told.err


@pytest.mark.parametrize(("held", "says"), [(b"", "empty"), (b"\xff\xfe", "no text")])
def test_a_password_file_without_a_password_is_said(
    typed: Type, tmp_path: Path, held: bytes, says: str
) -> None:
    (tmp_path / "password").write_bytes(held)
    told = typed("clauses", PROPOSAL, "--password-file", tmp_path / "password")
    assert told.code == 2
    assert says in told.err


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    lines = (f"{n}. Producer shall serve a hot meal on day {n}." for n in range(1, 3000))
    paper.write_text("\n\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "analyzer", "clauses", str(paper)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert (process.wait(timeout=60), process.stderr.read()) == (0, b"")


def test_clauses_tells_terms_and_references_that_lead_nowhere(typed: Type, tmp_path: Path) -> None:
    paper = tmp_path / "stages.txt"
    paper.write_text(
        "ARTICLE 1  TERMS\n\n"
        "    Section 1.  A rigger of the road (the “Road Rigger”) rests under Section 9.\n\n"
        "    Section 2.  A Road Rigger is paid by the day.\n",
        encoding="utf-8",
    )
    told = typed("clauses", paper, "--json").json
    first, second = (clause["id"] for clause in told["clauses"] if "igger" in clause["text"])
    assert told["definitions"] == [
        {"term": "Road Rigger", "defined_in": first, "used_in": [second]}
    ]
    lost = told["references_unresolved"]
    assert [(row["clause"], row["quote"]) for row in lost] == [(first, "Section 9")]
    text = next(clause["text"] for clause in told["clauses"] if clause["id"] == first)
    assert text[lost[0]["start"] : lost[0]["end"]] == "Section 9"
    printed = typed("clauses", paper).out
    assert "defined: “Road Rigger” in Article 1, Section 1, used in 1 clauses" in printed
    assert "leads nowhere here: “Section 9” in Article 1, Section 1" in printed


@pytest.mark.parametrize("words", [("verify",), ("export", "FILE"), ("corrections",)])
def test_the_library_is_named_before_its_command_or_behind_it(
    typed: Type, library: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    def name(at: str) -> tuple[str, ...]:
        return tuple(str(tmp_path / f"{at}.zip") if word == "FILE" else word for word in words)

    before = typed("library", "--library", str(library), *name("one"))
    behind = typed("library", *name("two"), "--library", str(library))
    assert (before.code, behind.code) == (0, 0), behind.err
    assert behind.out.replace("two.zip", "one.zip") == before.out
    # the nearer one is meant
    nearer = typed("library", "--library", str(tmp_path / "no"), *name("3"), "--library", library)
    assert nearer.code == 0, nearer.err


def test_an_import_that_is_refused_leaves_no_library_behind(typed: Type, tmp_path: Path) -> None:
    damaged, folder = tmp_path / "carried.zip", tmp_path / "new"
    damaged.write_bytes(b"PK no library")
    told = typed("library", "import", str(damaged), "--library", str(folder))
    assert told.code == 2
    assert "no library can be imported from it" in told.err
    assert not folder.exists()
