"""Hostile and broken files through the program: does each get an answer, and nothing else?

Generated files, seeded mutations of the project's own PDFs, the broken ones of ANALYZER_REAL_DATA →
counts (checks H1, H2, H4). One process reads all of them, as a long-lived app would; its memory is
looked at, and after each a good file must read as it does alone.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from analyzer import Analyzer
from analyzer.errors import AnalyzerError
from analyzer.pipeline import read_json
from analyzer.pipeline.files import DOCUMENT_ENDINGS
from analyzer.pipeline.inbox import LONGEST_NAME, safe_name
from analyzer.ports import Limits
from analyzer.records import OPEN_STATES, JobState, RefusalCode
from analyzer.settings import read_settings
from benchmarks.damage import plain_settings
from benchmarks.documents import real_data
from benchmarks.hostile_files import hostile_files, mutations, page_of
from benchmarks.measuring import PYTHON
from benchmarks.results import Figure
from benchmarks.watched import WatchedChildren, most_resident

CORPUS = Path(__file__).parents[1] / "corpus"
#: what it takes to read and embed this is no growth: its libraries are loaded once
ORDINARY = CORPUS / "agreement-2020.pdf"
ENDINGS = ("txt", "pdf")
CODES = frozenset(code.value for code in RefusalCode)
#: what Windows opens whatever ending stands behind it
DEVICES = frozenset(
    (
        "CON",
        "PRN",
        "AUX",
        "NUL",
        *(f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³"),
    )
)
#: of a name, on every disk
LONGEST_BYTES = 255
RULE = "benchmarks/hostile.py"
#: seconds of the clock over the limit that ending and cleaning up may take
GRACE = 5.0
#: seconds of the clock in which no upload ended: the worker stands still
STANDSTILL = 600.0
#: a small file is answered within this time
SMALL_BYTES, SMALL_SECONDS = 1 << 20, 10
#: an article and its clause
CLAUSES_OF_GOOD = 2
#: a paper of two clauses, in words and as a page
GOOD = "ARTICLE 1. MEALS\n\n1. A meal is hot.\n\n2. It is paid.\n"


@dataclass
class Answered:
    """What became of the files."""

    files: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    crashed: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)
    spoiled: list[str] = field(default_factory=list)
    #: megabytes by which the parent grew; None where nobody looked
    growth: float | None = None
    #: seconds of the slowest; None where they were not timed one by one
    slowest: float | None = None
    #: small files that took longer than SMALL_SECONDS
    long: list[str] = field(default_factory=list)
    #: file → megabytes that its child held at most; empty where nobody looked
    held: dict[str, float] = field(default_factory=dict)


def own_pdfs(*, largest: int = 1 << 20) -> dict[str, bytes]:
    """The project's own PDFs, up to so many bytes."""
    found = {path.name: path.read_bytes() for path in sorted(CORPUS.glob("*-20*.pdf"))}
    return {name: data for name, data in found.items() if len(data) <= largest}


def answer_all(files: Iterable[tuple[str, bytes]], *, goods: Sequence[str] = ENDINGS) -> Answered:
    """Read each file from its bytes on disk under a plain name (its own name is judged apart), and
    after each a good file of every ending named in `goods`."""
    told = Answered()
    with ExitStack() as stack:
        scratch = stack.enter_context(tempfile.TemporaryDirectory())
        alone = {}
        for ending in goods:
            good = Path(scratch) / f"good.{ending}"
            good.write_bytes(_page(GOOD) if ending == "pdf" else GOOD.encode())
            alone[good] = read_json(good)
            assert [clause["text"] for clause in alone[good]["clauses"]][-1] == "It is paid."
        before = _resident()
        watched = stack.enter_context(WatchedChildren(os.getpid()))
        for name, data in files:
            told.files += 1
            ending = Path(name.strip(" .\n")).suffix or ".pdf"
            path = Path(scratch) / f"file{ending}"
            path.write_bytes(data)
            limits = Limits.for_size(len(data))
            watched.begin()
            started = time.monotonic()
            try:
                answer = read_json(path)
            except AnalyzerError as error:
                told.crashed.append(f"{name}: {type(error).__name__}")
                continue
            except Exception as error:
                told.crashed.append(f"{name}: {type(error).__name__}: {error}")
                continue
            took = time.monotonic() - started
            told.held[name] = watched.most
            told.slowest = max(told.slowest or 0.0, took)
            if len(data) <= SMALL_BYTES and took > SMALL_SECONDS:
                told.long.append(f"{name}: {took:.1f} s")
            if took > limits.wall_seconds + GRACE:
                told.over.append(f"{name}: {took:.0f} s")
            _judge(name, answer, told)
            path.unlink()
            told.spoiled += [
                f"{name}: {good.name}" for good, said in alone.items() if read_json(good) != said
            ]
        told.growth = max(0.0, _resident() - before)
    return told


def _page(text: str) -> bytes:
    """These lines on a page of a PDF."""
    lines = [line for line in text.splitlines() if line]
    shown = "".join(f"({line})Tj 0 -30 Td " for line in lines)
    return page_of(f"BT /F 11 Tf 72 560 Td {shown}ET".encode())


def _judge(name: str, answer: dict[str, object], told: Answered) -> None:
    refusals = answer["refusals"]
    assert isinstance(refusals, list)
    if not refusals:
        told.codes["read"] += 1
        account = answer["account"]
        assert isinstance(account, dict)
        if account["words"] != account["in_clauses"] + account["set_aside"]:
            told.unclear.append(f"{name}: words are lost")
        clauses = answer["clauses"]
        assert isinstance(clauses, list)
        if any("endobj" in clause["text"] for clause in clauses):
            told.unclear.append(f"{name}: the code of the file is shown for its words")
        return
    refusal = refusals[0]
    told.codes[refusal["code"]] += 1
    if refusal["code"] not in CODES or not all(refusal[part] for part in ("what", "why", "do")):
        told.unclear.append(f"{name}: {refusal}")
    if "does not know" in refusal["why"]:
        told.unclear.append(f"{name}: {refusal['why']}")


def _resident() -> float:
    """Megabytes of this process now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / (1 << 20)


# ── the other ways in ────────────────────────────────────────────────────────────────────────────
def through_the_command_line(
    files: Iterable[tuple[str, bytes]], folder: Path, *, every: int = 1
) -> Answered:
    """`analyzer ingest` of a folder with all of them under their own names, a good one of its own
    words behind every n-th, text and PDF in turn: exit 3, each named, each good one read as it is
    alone, and no more memory than for an ordinary agreement."""
    told, goods, named = Answered(), [], []
    for number, (name, data) in enumerate(files):
        told.files += 1
        place = folder / "papers" / f"{number:03}"
        place.mkdir(parents=True)
        path = place / name.replace("/", "_")
        path.write_bytes(data)
        # what a folder is not searched for is named itself
        if name.startswith(".") or path.suffix not in DOCUMENT_ENDINGS:
            named.append(str(path))
        if number % every == 0:
            goods.append(number)
            ending, good = good_paper(number)
            (place / f"\U0010fffd.{ending}").write_bytes(good)
    words = [PYTHON, "-m", "analyzer", "ingest", "--json", "--library"]
    ordinary = _run_watched([*words, str(folder / "other"), str(ORDINARY)])
    done = _run_watched([*words, str(folder / "library"), str(folder / "papers"), *named])
    if done.code not in (0, 3) or "Traceback" in done.said:
        told.crashed.append(f"exit {done.code}: {done.said[-300:]}")
        return told
    told.growth = max(0.0, done.most - ordinary.most)
    answered = json.loads(done.out)["files"]
    if len(answered) != told.files + len(goods):
        told.unclear.append(f"{len(answered)} answers for {told.files} files, {len(goods)} good")
    for item in answered:
        refusal = item["refusal"]
        told.codes[refusal["code"] if refusal else item["status"]] += 1
        if refusal and not all(refusal[part] for part in ("what", "why", "do")):
            told.unclear.append(item["path"])
    told.spoiled += spoiled_papers(folder / "library", goods)
    return told


def through_the_app(
    files: Iterable[tuple[str, bytes]], folder: Path, *, every: int = 1
) -> Answered:
    """The way of an upload: copied under a safe name, read by the worker beside the app, a good one
    behind every n-th; every job ends, and none of them badly."""
    told = Answered()
    goods = []
    settings = replace(read_settings(), library=folder / "library")
    uploads: list[tuple[str, bytes]] = []
    for number, (name, data) in enumerate(files):
        told.files += 1
        uploads.append((name, data))
        if number % every == 0:
            goods.append(number)
            ending, good = good_paper(number)
            uploads.append((f"good-{number}.{ending}", good))
    with Analyzer.open(settings=settings) as library:
        before, largest = _resident(), 0.0
        library.start_ingest(uploads)
        left, since = len(uploads), time.monotonic()
        while waiting := sum(job.state in OPEN_STATES for job in library.jobs()):
            if waiting < left:
                left, since = waiting, time.monotonic()
            if time.monotonic() - since > STANDSTILL:
                told.over.append("the worker did not come to an end")
                break
            largest = max(largest, _resident())
            time.sleep(0.2)
        told.growth = max(0.0, largest - before)
        for job in library.jobs():
            told.codes[job.refusal.code.value if job.refusal else job.state.value] += 1
            if job.state is JobState.FAILED:
                told.crashed.append(f"{Path(job.path).name}: {job.detail}")
            if not Path(job.path).resolve().is_relative_to(folder.resolve()):
                told.spoiled.append(job.path)
    told.spoiled += spoiled_papers(folder / "library", goods)
    return told


def good_paper(number: int) -> tuple[str, bytes]:
    """A paper of its own words, and its ending."""
    text = f"ARTICLE 1. MEALS\n\n1. A meal is hot on day {number}.\n"
    return ("pdf", _page(text)) if number % 2 else ("txt", text.encode())


def spoiled_papers(library: Path, goods: Iterable[int]) -> list[str]:
    """The good papers of which the library does not hold exactly the clauses that they have."""
    with Analyzer.open(settings=plain_settings(library)) as opened:
        held = Counter((clause.document, clause.text) for clause in opened.clauses())
        sizes = Counter(clause.document for clause in opened.clauses())
    wrong = []
    for number in goods:
        owners = [doc for doc, text in held if text == f"A meal is hot on day {number}."]
        if len(owners) != 1 or sizes[owners[0]] != CLAUSES_OF_GOOD:
            wrong.append(f"good paper {number}")
    return wrong


@dataclass(frozen=True, slots=True)
class _Watched:
    """A command that ended; `most`: megabytes that its own process held at most."""

    code: int
    out: str
    said: str
    most: float


def _run_watched(command: list[str]) -> _Watched:
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as said:
        with subprocess.Popen(command, stdout=out, stderr=said) as child:
            most = 0.0
            while child.poll() is None:
                most = max(most, most_resident(child.pid))
                time.sleep(0.02)
        out.seek(0)
        said.seek(0)
        return _Watched(child.returncode, out.read(), said.read(), most)


def names_are_safe(names: Iterable[str]) -> list[str]:
    """Names that would leave their folder, or hide what they are."""
    return [name for name in names if not _is_safe(safe_name(name))]


def _is_safe(made: str) -> bool:
    """Whether a name is one of a file in its folder, on every system, and as long as it looks."""
    stem = made.partition(".")[0].strip().upper()
    return (
        made == Path(made).name
        and made == made.strip(" .")
        and 0 < len(made) <= LONGEST_NAME
        and len(made.encode(errors="surrogatepass")) <= LONGEST_BYTES
        and not set(made) & set('/\\<>:"|?*\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068')
        and not any(ord(sign) < 32 for sign in made)
        and stem not in DEVICES
    )


# ── figures ──────────────────────────────────────────────────────────────────────────────────────
def measure_hostile() -> list[Figure]:
    """Checks H1, H2 and H4 with their full counts."""
    changed = list(mutations(own_pdfs(), 500))
    parts = {
        "generated": answer_all(hostile_files()),
        "mutations": answer_all(changed),
    }
    if data := real_data():
        broken = sorted((data / "broken").glob("*.pdf"))
        parts["broken, of others"] = answer_all((path.name, path.read_bytes()) for path in broken)
    # a worker that stands still may write while its folder goes
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        small = [(name, data) for name, data in hostile_files() if len(data) < 1 << 20]
        parts["generated, analyzer ingest"] = through_the_command_line(small, Path(scratch) / "1")
        parts["generated, uploads"] = through_the_app(small, Path(scratch) / "2")
        for name, way in (
            ("analyzer ingest", through_the_command_line),
            ("uploads", through_the_app),
        ):
            parts[f"mutations, {name}"] = way(changed, Path(scratch) / name, every=10)
    wrong = names_are_safe(_any_names(5_000))
    named = Figure(
        "U1 names that are not made safe", "5,000 seeded names", len(wrong), "", "0", RULE
    )
    harm = _unsafe_as_they_are(5_000)
    control = Figure("U1 control: names unsafe as they are", "the same", harm, "", "over 0", RULE)
    return [*(f for name, told in parts.items() for f in figures_of(name, told)), control, named]


def _any_names(count: int) -> Iterable[str]:
    """Names of any signs that a name can be sent with."""
    chance = random.Random("names")
    signs = [*map(chr, range(0x20, 0x7F)), *"\x00\n\u202e\u2066é合ﬁ\u0301/\\..", "CON", "../"]
    for at in range(count):
        # some take more bytes than signs, as names in most of the world's scripts do
        some = signs if at % 10 else [*"合ﬁé", " ", "."]
        yield "".join(chance.choices(some, k=chance.randint(1, 400)))


def _unsafe_as_they_are(count: int) -> int:
    """The control: how many of the same names would be told if nothing made them safe."""
    return sum(not _is_safe(name) for name in _any_names(count))


def figures_of(name: str, told: Answered) -> Iterator[Figure]:
    """What became of files that came in by one way."""
    on = f"{name}, {told.files} files"
    codes = ", ".join(f"{code} {count}" for code, count in told.codes.most_common())
    for case in (*told.crashed, *told.unclear, *told.over, *told.spoiled, *told.long):
        print(f"  {name}: {case}")
    yield Figure("H1 crashes and internal errors", on, len(told.crashed), "", "0", codes)
    yield Figure("H1 answers that are not clear", on, len(told.unclear), "", "0", RULE)
    if told.slowest is not None:
        slowest = f"slowest {told.slowest:.1f} s"
        yield Figure("H1 over the limit of time", on, len(told.over), "", "0", slowest)
        rule = f"files up to 1 MB that took longer than {SMALL_SECONDS} s"
        yield Figure("H1 small files over 10 s", on, len(told.long), "", "0", rule)
    else:
        yield Figure("H1 without an end", on, len(told.over), "", "0", RULE)
    if told.held:
        worst = max(told.held, key=lambda file: told.held[file])
        rule = f"VmHWM of the process that reads it; most for {worst}"
        most = round(told.held[worst])
        yield Figure("H1 memory of the child, any file", on, most, "MB", "at most 1024", rule)
    if told.growth is not None:
        growth = round(told.growth)
        rule = f"{RULE}; over an ordinary file"
        yield Figure("H1 growth of the parent", on, growth, "MB", "at most 50", rule)
    yield Figure("H4 good files that read otherwise", on, len(told.spoiled), "", "0", RULE)
