"""Files are written whole or not at all: a full disk or a kill leaves the old one, or none."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analyzer import whole_files
from analyzer.assessments import Matrix
from analyzer.errors import BadRequestError, UnwrittenFileError
from analyzer.results import Tables
from analyzer.whole_files import whole_file, write_whole

ANALYZER = Path(__file__).parents[2] / "analyzer"
# target.write_bytes(data), target.open("wb"): a file of a user, written where it stands
IN_PLACE = re.compile(r"\.write_(?:bytes|text)\(|open\([^)]*[\"'][wx]b?[\"']")
#: a child that may write 1000 bytes a file: what a full disk does to a writer
ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from analyzer.whole_files import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path(sys.argv[1]), bytes(5000))
except Exception as error:
    print(type(error).__name__, error)
"""
#: a child that is killed when half of the file is written
KILLED = """
import os, signal, sys
from pathlib import Path
from analyzer.whole_files import whole_file
with whole_file(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_is_written_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    report = tmp_path / ("long " * 40 + "name.html")
    assert write_whole(report, b"old") == report
    write_whole(report, b"new")
    assert report.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [report]


def test_a_link_stays_a_link_and_what_is_kept_from_others_stays_so(tmp_path: Path) -> None:
    report, link = tmp_path / "report.html", tmp_path / "link.html"
    report.write_bytes(b"old")
    report.chmod(0o600)
    link.symlink_to(report)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert report.read_bytes() == b"new"
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_what_must_be_new_is_not_written_over(tmp_path: Path) -> None:
    there = tmp_path / "positions.toml"
    there.write_bytes(b"mine")
    with pytest.raises(BadRequestError, match="there already"), whole_file(there, new=True):
        pass
    assert there.read_bytes() == b"mine"
    with whole_file(tmp_path / "new.toml", new=True) as file:
        file.write(b"starting")
    assert (tmp_path / "new.toml").read_bytes() == b"starting"


def run(program: str, report: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, str(report)], capture_output=True, text=True, check=False
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size on Windows")
@pytest.mark.parametrize("before", [b"old", None])
def test_a_full_disk_leaves_the_old_file_or_none(tmp_path: Path, before: bytes | None) -> None:
    report = tmp_path / "report.html"
    if before:
        report.write_bytes(before)
    done = run(ON_A_FULL_DISK, report)
    assert done.stdout.startswith(f"UnwrittenFileError {report}: it was not written.")
    assert "Make room on the disk" in done.stdout
    assert list(tmp_path.iterdir()) == ([report] if before else [])
    assert before is None or report.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_a_kill_leaves_the_old_file_and_the_next_writer_sweeps(tmp_path: Path) -> None:
    report = tmp_path / "[a] report.html"
    report.write_bytes(b"old")
    assert run(KILLED, report).returncode == -9
    assert report.read_bytes() == b"old"
    (part,) = tmp_path.glob("*.part")
    write_whole(report, b"new")
    assert part.exists()  # a moment ago somebody wrote it
    let_age(part)
    write_whole(report, b"newer")
    assert list(tmp_path.iterdir()) == [report]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_what_a_living_process_writes_is_not_swept(tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    waiting = KILLED.replace("os.kill(os.getpid(), signal.SIGKILL)", "input()")
    with subprocess.Popen(
        [sys.executable, "-c", waiting, str(report)], stdin=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdin is not None
        while not (parts := [part for part in tmp_path.glob("*.part") if part.stat().st_size]):
            assert writer.poll() is None
            time.sleep(0.01)
        let_age(parts[0])
        write_whole(report, b"mine")
        assert parts[0].exists()
        writer.stdin.write("go on\n")
        writer.stdin.close()
    assert writer.returncode == 0
    assert report.read_bytes() == b"half"
    assert list(tmp_path.iterdir()) == [report]


@pytest.mark.parametrize(
    "name",
    [
        "other.html.0123456789ab.part",  # of another report
        "report.html.0123456789ab.part.html",
        "report.html.notes.part",
        "report.html.0123456789AB.part",
    ],
)
def test_no_other_file_is_swept(tmp_path: Path, name: str) -> None:
    theirs, report = tmp_path / name, tmp_path / "report.html"
    theirs.write_bytes(b"theirs")
    let_age(theirs)
    write_whole(report, b"new")
    assert theirs.read_bytes() == b"theirs"


def test_what_cannot_be_told_from_a_living_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def know_no_locks(_: object) -> bool:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(whole_files, "try_lock", know_no_locks)
    part, report = tmp_path / "report.html.0123456789ab.part", tmp_path / "report.html"
    part.write_bytes(b"half")
    let_age(part)
    assert write_whole(report, b"new").read_bytes() == b"new"
    assert part.exists()


def let_age(part: Path) -> None:
    """Nobody has touched it for an hour."""
    before = time.time() - 3600
    os.utime(part, (before, before))


@pytest.mark.parametrize("place", ["nowhere/report.html", "folder"])
def test_a_place_that_cannot_be_written_is_named_with_what_to_do(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnwrittenFileError) as told:
        write_whole(tmp_path / place, b"new")
    assert str(tmp_path / place) in told.value.what
    assert "directory" in told.value.why
    assert "try again" in told.value.do
    assert [path.name for path in tmp_path.rglob("*")] == ["folder"]


def test_a_report_that_finds_no_room_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find_no_room(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", find_no_room)
    for name, made in (("matrix.md", Matrix()), ("tables.csv", Tables())):
        report = tmp_path / name
        report.write_bytes(b"old")
        with pytest.raises(UnwrittenFileError, match=f"{name}: it was not written"):
            made.save(report)
        assert report.read_bytes() == b"old"
    assert not list(tmp_path.glob("*.part"))


def test_nothing_that_is_asked_for_is_written_in_place() -> None:
    """Commands and results have one way of writing; print of bytes on standard output is none."""
    sources = [*ANALYZER.glob("cli/*.py"), ANALYZER / "results.py", ANALYZER / "assessments.py"]
    found = {
        f"{source.name}: {line.strip()}"
        for source in sources
        for line in source.read_text(encoding="utf-8").splitlines()
        if IN_PLACE.search(line)
    }
    printed = {"commands.py: printing.write_bytes(written)"}
    assert found == printed
