"""What may stand in no file of the project: unsafe calls, real parties as rules, local paths."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
THIS = Path(__file__).relative_to(ROOT)

UNSAFE_CALLS = {
    # st.markdown(text, unsafe_allow_html=True)
    "unsafe_allow_html": r"unsafe_allow_html",
    # st.html(text, unsafe_allow_javascript=True)
    "unsafe_allow_javascript": r"unsafe_allow_javascript",
    # import pickle
    "pickle": r"\bc?pickle\b",
    # joblib.load(path), which unpickles
    "joblib": r"\bjoblib\b",
    # torch.load(path)
    "torch.load": r"\btorch\.load\b",
    # AutoModel.from_pretrained(name, trust_remote_code=True)
    "trust_remote_code": r"trust_remote_code\s*=\s*True",
    # yaml.load(text)
    "yaml.load": r"\byaml\.(?:unsafe_|full_)?load\b",
    # np.load(path, allow_pickle=True)
    "allow_pickle": r"allow_pickle\s*=\s*True",
    # eval(text)
    "eval": r"(?<![\w.])(?:eval|exec)\(",
    # os.system(line), subprocess.run(line, shell=True)
    "shell": r"\bos\.system\(|shell\s*=\s*True",
}
# General machinery must not know the agreements that it was tried on.
REAL_PARTIES = re.compile(
    r"\b(?:IATSE|SAG-?AFTRA|SAG|AFTRA|AMPTP|WGA|WGAW|WGAE|DGA|NBA|NBPA|WNBA|WNBPA|AFSCME|SEIU|AFM"
    r"|ACTRA|NABET|IBEW|Equity|Teamsters|Netflix|Disney|Paramount|Warner|Universal Pictures|Sony"
    r"|Lionsgate|Hulu|NBCUniversal|Animation Guild|Screen Actors|Writers Guild|Directors Guild"
    r"|Actors’? Equity|Costumers|Stage Employees|Basketball|Oregon|California|New Jersey"
    r"|Motion Picture and Television Producers|Local \d{2,3})\b",
    re.IGNORECASE,
)
# /work/main, /home/anna/clauses, /Users/anna, C:\Users\anna
LOCAL_PATH = re.compile(r"(?<![\w.])/(?:work|home|root|Users)/\w|[A-Z]:\\Users\\")
WRITTEN_ENDINGS = {".py", ".toml", ".md", ".txt", ".cfg", ".yaml", ".yml", ".json", ".css", ".html"}


@cache
def tracked() -> tuple[Path, ...]:
    """Every text file that git holds or would take, as a path below the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = [Path(line) for line in listed.stdout.splitlines()]
    return tuple(path for path in paths if (ROOT / path).is_file())


def written() -> list[Path]:
    return [path for path in tracked() if path.suffix in WRITTEN_ENDINGS and path != THIS]


def occurrences(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Return 'file:line: words' for each match."""
    found = []
    for path in paths:
        text = (ROOT / path).read_text(encoding="utf-8")
        for match in pattern.finditer(text):
            found.append(f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}")
    return found


def test_there_is_something_to_look_at() -> None:
    assert Path("analyzer/records.py") in tracked()


def program_files() -> list[Path]:
    """Everything in Python but the tests."""
    return [path for path in written() if path.suffix == ".py" and path.parts[0] != "tests"]


@pytest.mark.parametrize("name", UNSAFE_CALLS)
def test_no_unsafe_call(name: str) -> None:
    assert occurrences(re.compile(UNSAFE_CALLS[name]), program_files()) == []


def test_no_real_party_is_a_rule() -> None:
    rules = [path for path in written() if path.parts[0] == "analyzer"]
    assert occurrences(REAL_PARTIES, rules) == []


def test_no_path_of_one_machine() -> None:
    assert occurrences(LOCAL_PATH, written()) == []


def test_the_lock_names_no_host_and_no_folder() -> None:
    lock = [path for path in tracked() if path.parts[0] == "requirements"]
    assert len(lock) == 3
    assert occurrences(re.compile(r"^\s*-|https?:|file:", re.MULTILINE), lock) == [
        text for text in occurrences(re.compile(r"^\s*-(?=-hash)", re.MULTILINE), lock)
    ]


def test_no_binary_weights_are_tracked() -> None:
    heavy = [
        path for path in tracked() if path.suffix in {".onnx", ".safetensors", ".faiss", ".pt"}
    ]
    assert heavy == []


def test_every_module_says_its_idea() -> None:
    silent = []
    for path in tracked():
        if path.suffix == ".py" and path.parts[0] in {"analyzer", "benchmarks", "tools"}:
            text = (ROOT / path).read_text(encoding="utf-8").lstrip()
            if text and not text.startswith(('"""', 'r"""')):
                silent.append(str(path))
    assert silent == []
