"""Write the lock: exact versions with the hashes of every build, for running and for developing.

pyproject.toml and requirements/torch.txt → requirements/run.txt and requirements/dev.txt.
A version that already stands in the lock stays, unless `--upgrade` is said.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.environment import ROOT, TORCH

OLDEST = (3, 11)
# nvidia-cublas-cu13, cuda-bindings, triton: a graphics build of torch brings its own.
GRAPHICS_CARD = re.compile(r"(nvidia|cuda)-|triton\b")
#     # via guild-contract-clause-analyzer (/anywhere/analyzer/pyproject.toml), pip-tools
PROJECT_FILE = re.compile(r" \([^)]*pyproject\.toml\)")
HEADER = """\
# {idea}
# Made by `make lock`; do not edit. Holds every build's hash, for each Python from 3.11 on.
# torch is not here: see torch.txt.
"""
RUN_IDEA = "Everything the analyzer needs to run, torch aside."
DEV_IDEA = "What the tests and checks need beyond run.txt."


def main(arguments: list[str]) -> int:
    """Resolve both files anew and write them over the old ones."""
    if sys.version_info[:2] != OLDEST:
        print("The lock is made on the oldest Python that it serves: make lock PYTHON=python3.11")
        return 2
    folder = ROOT / "requirements"
    upgrade = "--upgrade" in arguments
    with tempfile.TemporaryDirectory() as scratch:
        run = resolve(
            ["frames"], output=Path(scratch, "run.txt"), seeds=[folder / "run.txt"], upgrade=upgrade
        )
        pinned = Path(scratch, "run.txt")
        everything = resolve(
            ["dev"],
            output=Path(scratch, "dev.txt"),
            seeds=[pinned, folder / "dev.txt"],
            upgrade=False,
        )
    extra = {name: entry for name, entry in everything.items() if name not in run}
    for name, idea, entries in (("run", RUN_IDEA, run), ("dev", DEV_IDEA, extra)):
        text = HEADER.format(idea=idea) + "\n" + "".join(entries.values())
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        print(f"requirements/{name}.txt: {len(entries)} packages")
    return 0


def resolve(extras: list[str], *, output: Path, seeds: list[Path], upgrade: bool) -> dict[str, str]:
    """Return each package's lines, by its name, as pip-compile settles them."""
    with output.open("w", encoding="utf-8") as lines:
        for seed in seeds:
            if seed.exists() and not upgrade:
                lines.write(seed.read_text(encoding="utf-8"))
    command = [
        sys.executable, "-m", "piptools", "compile", "--quiet", "--generate-hashes",
        "--allow-unsafe", "--unsafe-package", "torch", "--strip-extras", "--no-header",
        "--no-emit-options", "--no-emit-index-url", "--no-emit-find-links",
        "--no-emit-trusted-host", "--annotation-style", "line",
        "--constraint", str(TORCH.relative_to(ROOT)), "--output-file", str(output),
        *[f"--extra={extra}" for extra in extras], "pyproject.toml",
    ]  # fmt: skip
    # Settings of this machine (mirrors, caps) must not decide which builds the lock knows.
    environment = {**os.environ, "PIP_CONFIG_FILE": os.devnull}
    subprocess.run(command, check=True, cwd=ROOT, env=environment)
    return split_entries(output.read_text(encoding="utf-8"))


def split_entries(text: str) -> dict[str, str]:
    """Return the lines of each pinned package, torch and its graphics libraries left out."""
    entries: dict[str, str] = {}
    for block in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE):
        # click==8.5.1 \
        pin = re.match(r"([A-Za-z0-9._-]+)==", block)
        if pin is None or pin[1] == "torch" or GRAPHICS_CARD.match(pin[1]):
            continue
        lines = [line for line in block.splitlines() if line.startswith((pin[1], "    "))]
        entries[pin[1]] = "\n".join(PROJECT_FILE.sub("", line) for line in lines) + "\n"
    return entries


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
