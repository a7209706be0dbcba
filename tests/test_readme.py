"""What the documents say is true: commands, versions, exit codes, links, the example."""

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from analyzer import errors
from analyzer.cli import analyzer as program
from tools.commands import PAGE, commands_page
from tools.environment import ROOT, RUN

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(
    [
        *(path for path in ROOT.glob("*.md")),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "benchmarks").glob("*.md"),
        *(ROOT / "corpus").glob("*.md"),
    ]
)
# [requirements/run.txt](requirements/run.txt)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
# | 3 | some files were refused; each is named with reason, code and what to do |
EXIT_CODE = re.compile(r"^\| (\d+) \| (.+) \|$", re.MULTILINE)
# | streamlit | 1.67.0 | the app | the app; the command line and Python go on |
PACKAGE = re.compile(r"^\| ([a-z-]+) \| ([\d.]+) \|", re.MULTILINE)
# | `analyzer ingest PATH…` | reads files …
COMMAND_ROW = re.compile(r"^\| `analyzer (\w+)[^`]*` \|", re.MULTILINE)
# make run PORT=8502
MAKE = re.compile(r"`make (\w+)|^\$ make (\w+)", re.MULTILINE)


def code_blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def shown_command_lines() -> list[str]:
    lines = [line for block in code_blocks("console") for line in block.splitlines()]
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ analyzer ")]


def test_the_table_has_every_command_and_no_other() -> None:
    assert sorted(COMMAND_ROW.findall(README)) == sorted(program.commands)


def test_there_are_examples_of_commands() -> None:
    assert len(shown_command_lines()) >= 4


@pytest.mark.parametrize("line", shown_command_lines())
def test_shown_commands_are_understood(line: str) -> None:
    words = shlex.split(line)[1:]
    command = program.commands[words[0]]
    above = click.Context(program, **program.context_settings)
    context = click.Context(command, parent=above, resilient_parsing=True)
    _, rest, _ = command.make_parser(context).parse_args(words[1:])
    assert [word for word in rest if word.startswith("-")] == []


def test_options_named_in_the_readme_exist() -> None:
    known = {name for item in program.commands.values() for p in item.params for name in p.opts}
    named = set(re.findall(r"`(--[a-z-]+)", README)) - {"--fail-on-change", "--fail-if-empty"}
    assert named - known == set()


@pytest.mark.parametrize(
    ("command", "option"), [("compare", "--fail-on-change"), ("find", "--fail-if-empty")]
)
def test_options_that_set_an_exit_code_exist(command: str, option: str) -> None:
    assert option in {name for p in program.commands[command].params for name in p.opts}


def test_the_help_page_is_what_the_program_prints() -> None:
    assert PAGE.read_text(encoding="utf-8") == commands_page(), "make docs writes it anew"


def test_exit_codes_are_those_of_the_errors() -> None:
    described = {int(code) for code, _ in EXIT_CODE.findall(README)}
    raised = {
        kind.exit_code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.AnalyzerError)
    }
    assert raised <= described
    assert described == {0, 1, 2, 3, 4, 5, 130}


def test_versions_are_those_of_the_lock() -> None:
    text = RUN.read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))
    shown = dict(PACKAGE.findall(README))
    assert set(shown) == {
        "transformers", "sentence-transformers", "pdfplumber", "streamlit", "faiss-cpu",
    }  # fmt: skip
    assert {name: locked[name] for name in shown} == shown


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    targets = [
        target for target in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in target
    ]
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    pages = sorted(path.name for path in folder.glob("0*.md"))
    assert pages == sorted(LINK.findall(listed))


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_exist(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    text = (ROOT / name).read_text(encoding="utf-8")
    assert {first or second for first, second in MAKE.findall(text)} <= targets


def test_the_oldest_python_is_the_one_that_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11 or newer" in README


@pytest.mark.slow
def test_the_python_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = code_blocks("python")
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(compile(example, "README.md", "exec"), names)
    assert (tmp_path / "changes.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert len(names["consent"]) > 0  # type: ignore[arg-type]
