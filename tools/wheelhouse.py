"""`make wheelhouse`: the analyzer and everything that it needs, in one folder, for a laptop that
never goes online.

A checkout with a network → wheelhouse/ (or the folder of `--into`): the wheels of the lock, torch,
the analyzer's own, the sample corpus, and INSTALL.txt with the lines that install them without
network and without make.
"""

import argparse
import contextlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools import environment
from tools.environment import BIN, ROOT, RUN, TORCH, SetupError

FOLDER = ROOT / "wheelhouse"
CORPUS = ROOT / "corpus"
NAME = "guild-contract-clause-analyzer"
#     --hash=sha256:7defb6ca730676dfc99a299768e2769f51585fcb3dc960ea71aacc368929d65e
HASH = re.compile(r" *\\?\n +--hash=\S+")
INSTALL = """\
Everything that the guild contract clause analyzer needs, for Python {python} on {system}.
On a machine without a network, with that Python and beside this folder:

    python3 -m venv analyzer
    analyzer/bin/pip install --no-index --find-links {folder} {name}
    analyzer/bin/analyzer doctor
    analyzer/bin/analyzer ingest {folder}/corpus
    analyzer/bin/analyzer app

The fourth line reads the invented samples into the library `index`; leave it out if you want none.
On Windows it is python in place of python3, and analyzer\\Scripts in place of analyzer/bin.

Another Python or another system needs a folder of its own: run `make wheelhouse` there.
"""


def main(arguments: list[str]) -> int:
    """Fill the folder and say how large it is."""
    parser = argparse.ArgumentParser(prog="make wheelhouse", description=main.__doc__)
    parser.add_argument("--into", type=Path, default=FOLDER, metavar="FOLDER")
    folder = parser.parse_args(arguments).into.resolve()
    start = time.monotonic()
    try:
        environment.install(developing=True)
        fill(folder)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    wheels = sorted(folder.glob("*.whl"))
    size = sum(wheel.stat().st_size for wheel in wheels) / 1e6
    print(
        f"{folder}: {len(wheels)} wheels, {size:,.0f} MB, in {time.monotonic() - start:.0f} s. "
        f"INSTALL.txt in it says how to install them."
    )
    return 0


def fill(folder: Path) -> None:
    """Bring every wheel and the samples into the folder; those of an earlier lock go."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        fresh = Path(scratch)
        _pip("wheel", "--no-deps", "--require-hashes", "-r", str(RUN), into=fresh)
        _pip("wheel", "--no-deps", "-r", str(TORCH), into=fresh)
        # A build of torch for a graphics card needs that card's libraries; another nothing more.
        known = fresh / "constraints.txt"
        known.write_text(HASH.sub("", RUN.read_text(encoding="utf-8")), encoding="utf-8")
        found = ("--find-links", str(fresh), "--prefer-binary")
        _pip("download", *found, "-r", str(TORCH), "-c", str(known), into=fresh)
        # what an earlier build left there would go into the wheel
        shutil.rmtree(ROOT / "build", ignore_errors=True)
        _pip("wheel", "--no-deps", "--no-build-isolation", str(ROOT), into=fresh)
        for old in folder.glob("*.whl"):
            old.unlink()
        for wheel in fresh.glob("*.whl"):
            wheel.rename(folder / wheel.name)
    samples = folder / "corpus"
    samples.mkdir(exist_ok=True)
    for sample in [*CORPUS.glob("*.pdf"), CORPUS / "manifest.toml"]:
        shutil.copy2(sample, samples / sample.name)
    text = INSTALL.format(
        python=_version(),
        system=f"{platform.system()} ({platform.machine()})",
        folder=folder.name,
        name=NAME,
    )
    (folder / "INSTALL.txt").write_text(text, encoding="utf-8")


def _version() -> str:
    """The Python that the wheels are for: the one of `.venv`."""
    ask = "import sys; print(*sys.version_info[:2], sep='.')"
    done = subprocess.run([BIN / "python", "-c", ask], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _pip(verb: str, *arguments: str, into: Path) -> None:
    where = "--wheel-dir" if verb == "wheel" else "--dest"
    command = [str(BIN / "python"), "-m", "pip", verb, "--no-input", "--quiet", *arguments]
    command += [where, str(into)]
    variables = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-environment.TAIL :])
        raise SetupError(
            f"pip could not bring what the wheelhouse holds:\n{last}\n"
            "Is there a network, and room for 1 GB on this disk? Then run the same command again."
        )


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
    sys.exit(130)
