"""What a folder from elsewhere may hold besides documents: links, pipes, devices, closed folders.
Each is named and refused; none is followed out of the folder, waited for, or passed over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.errors import ManifestError, RefusedFileError
from analyzer.pipeline import Analyzer
from analyzer.pipeline.files import find_files
from analyzer.pipeline.reading import load_bytes
from analyzer.records import JobState, RefusalCode

pytestmark = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="only POSIX systems have pipes and links for everybody"
)
TEXT = "ARTICLE 1. MEALS\n\n1. A meal is {}.\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Good ones, and everything that is none."""
    secret = tmp_path / "secret.txt"
    secret.write_text(TEXT.format("private"))
    folder = tmp_path / "papers"
    (folder / "below").mkdir(parents=True)
    (folder / "good.txt").write_text(TEXT.format("hot"))
    (folder / "below" / "also.txt").write_text(TEXT.format("warm"))
    (folder / "inside.txt").symlink_to("good.txt")
    (folder / "secret.txt").symlink_to(secret)
    (folder / "climbing.txt").symlink_to("../secret.txt")
    (folder / "nowhere.pdf").symlink_to(folder / "gone.pdf")
    (folder / "itself.pdf").symlink_to("itself.pdf")
    (folder / "zeros.pdf").symlink_to("/dev/zero")
    (folder / "everything").symlink_to("/")
    os.mkfifo(folder / "pipe.pdf")
    return folder


def test_each_is_named_and_none_is_followed_out(papers: Path) -> None:
    with Analyzer.from_texts({}) as library:
        files = {Path(item.path).name: item for item in library.ingest(papers)}
        texts = [clause.text for clause in library.clauses()]
    refused = {name: item.refusal.code for name, item in files.items() if item.refusal}
    assert refused == {
        "secret.txt": RefusalCode.UNSAFE,
        "climbing.txt": RefusalCode.UNSAFE,
        "zeros.pdf": RefusalCode.UNSAFE,
        "nowhere.pdf": RefusalCode.NOT_FOUND,
        "itself.pdf": RefusalCode.NOT_FOUND,
        "pipe.pdf": RefusalCode.UNSUPPORTED,
    }
    assert set(files) - set(refused) == {"good.txt", "also.txt"}
    assert "A meal is private." not in texts


def test_files_that_are_only_looked_at_are_held_to_the_same(papers: Path) -> None:
    with Analyzer.from_texts({}) as library:
        found = library.find(papers)
    assert {Path(refusal.path).name for refusal in found.refusals} >= {"secret.txt", "pipe.pdf"}
    assert len(found.documents) == 2


def test_a_job_is_held_to_the_same(papers: Path, tmp_path: Path) -> None:
    with Analyzer.open(tmp_path / "library") as library:
        library.start_ingest([papers])
        refused = {Path(job.path).name for job in library.jobs() if job.state is JobState.REFUSED}
    assert {"secret.txt", "climbing.txt"} <= refused


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null"])
def test_a_device_that_is_named_is_refused_at_once(path: str) -> None:
    with pytest.raises(RefusedFileError) as caught:
        load_bytes(path)
    assert caught.value.refusal.code is RefusalCode.UNSUPPORTED


def test_a_link_that_is_named_itself_is_followed(papers: Path) -> None:
    assert load_bytes(papers / "secret.txt").endswith(b"private.\n")


def test_a_folder_that_may_not_be_looked_into_is_named(papers: Path) -> None:
    closed = papers / "closed"
    closed.mkdir()
    closed.chmod(0)
    script = (
        "import sys; from pathlib import Path; from analyzer.pipeline.files import find_files; "
        "print([file.path.name for file in find_files([Path(sys.argv[1])])])"
    )
    command = [sys.executable, "-c", script, str(papers)]
    # the administrator may look into everything, unless that right is given up
    if os.geteuid() == 0:
        rights = "-dac_override,-dac_read_search"
        command = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}", *command]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    closed.chmod(0o700)
    if done.returncode:
        pytest.skip(f"rights cannot be given up here: {done.stderr[-200:]}")
    assert "'closed'" in done.stdout


def test_a_manifest_that_is_made_to_hurt_is_an_error_that_names_it(tmp_path: Path) -> None:
    for text in ("a = " + "[" * 100_000, "# " + "x" * (5 << 20), "a = \x00", "\udcff"):
        manifest = tmp_path / "manifest.toml"
        manifest.write_text(text, encoding="utf-8", errors="surrogateescape")
        with pytest.raises(ManifestError, match=r"manifest\.toml"):
            list(find_files([tmp_path]))
