"""Make the environment in `.venv` from the lock, and only when the lock has changed.

Any Python from 3.11 on, with nothing installed → `.venv` with torch, the locked packages and the
analyzer itself. Needs the standard library only.
"""

import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
TORCH = ROOT / "requirements" / "torch.txt"
RUN = ROOT / "requirements" / "run.txt"
DEV = ROOT / "requirements" / "dev.txt"
# Collecting torch==2.13.0, Processing ./torch-2.13.0-cp311-cp311-linux_x86_64.whl
COLLECTING = re.compile(r"Collecting |Processing |Requirement already satisfied: ")
# Downloading streamlit-1.67.0-py3-none-any.whl (9.4 MB)
DOWNLOADING = re.compile(r"Downloading (\S+?)-\d\S* \(([\d.]+ [kMG]B)\)")
# click==8.5.1 \
PIN = re.compile(r"^[A-Za-z0-9._-]+==", re.MULTILINE)
TAIL = 25
TICK_SECONDS = 0.5


class SetupError(Exception):
    """The environment cannot be made; the text says what, why and what to do."""


def is_installed(*, developing: bool = False) -> bool:
    """Say whether `.venv` already holds what the lock of this checkout asks for."""
    stamp = _stamp(developing)
    return stamp.exists() and stamp.read_text(encoding="utf-8") == _fingerprint(developing)


def install(*, developing: bool = False) -> float:
    """Bring `.venv` to the lock and return the seconds that it took; 0 when nothing was to do."""
    if is_installed(developing=developing):
        return 0.0
    start = time.monotonic()
    _make_venv()
    locks = [RUN, DEV] if developing else [RUN]
    files = [argument for lock in locks for argument in ("-r", str(lock))]
    pins = sum(len(PIN.findall(lock.read_text(encoding="utf-8"))) for lock in locks)
    # torch alone has no hash, so it comes alone; what it needs is in the lock, with a hash.
    _pip("torch, the largest", ["--no-deps", "-r", str(TORCH)], packages=1)
    _pip("packages of the lock", ["--require-hashes", "--no-deps", *files], packages=pins)
    # A build of torch for a graphics card asks for that card's libraries now; another for nothing.
    _pip("libraries of a graphics card, if any", ["-r", str(TORCH)], packages=0)
    _pip("the analyzer", ["--no-deps", "--no-build-isolation", "-e", str(ROOT)], packages=1)
    _compile()
    for level in {False, developing}:
        _stamp(level).write_text(_fingerprint(level), encoding="utf-8")
    return time.monotonic() - start


def size_on_disk() -> int:
    """Return the bytes that `.venv` takes."""
    return sum(path.lstat().st_size for path in VENV.rglob("*") if not path.is_dir())


def may_install_system_packages() -> bool:
    """Say whether this user can bring in a system package without being asked for a password."""
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def install_system_packages(names: list[str]) -> None:
    """Bring in system packages by name; raises SetupError when the package system refuses."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    update = ["apt-get", "update", "-qq"]
    bring = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    for command in (update, bring):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode and command is bring:
            raise SetupError(f"{' '.join(bring)} failed:\n{done.stderr.strip()}")


def _make_venv() -> None:
    if (BIN / "python").exists():
        probe = "import sys; sys.exit(sys.version_info < (3, 11))"
        if subprocess.run([BIN / "python", "-c", probe], check=False).returncode == 0:
            return
        shutil.rmtree(VENV)
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not may_install_system_packages():
            raise SetupError(
                f"This Python ({sys.executable}) comes without venv, which makes .venv. "
                f"Install it and run the same command again: sudo apt install {package}"
            )
        install_system_packages([package])
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def _compile() -> None:
    """Compile what pip wrote on every core at once; pip itself would do it on one."""
    start = time.monotonic()
    show_progress("    compiling")
    command = [str(BIN / "python"), "-m", "compileall", "-q", "-j", "0", str(VENV / "lib")]
    # Some packages carry files that are wrong on purpose, for their tests: no failure of ours.
    subprocess.run(command, capture_output=True, check=False)
    end_progress(f"    compiled in {time.monotonic() - start:.0f} s")


def _stamp(developing: bool) -> Path:
    return VENV / (".installed-dev" if developing else ".installed-run")


def _fingerprint(developing: bool) -> str:
    """Hash what decides the environment: the locks, the project file and where this folder lies."""
    digest = hashlib.sha256(str(ROOT).encode())
    for path in (TORCH, RUN, ROOT / "pyproject.toml", *([DEV] if developing else [])):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _pip(what: str, arguments: list[str], *, packages: int) -> None:
    command = [
        str(BIN / "python"), "-m", "pip", "install", "--no-input", "--no-compile", *arguments,
    ]  # fmt: skip
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUNBUFFERED": "1"}
    start = time.monotonic()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as pip:  # fmt: skip
        log = _PipLog(pip)
        for state in log.follow(packages):
            show_progress(f"    {what}: {state} · {time.monotonic() - start:.0f} s")
    if pip.returncode:
        end_progress()
        raise SetupError(
            f"pip could not install {what}:\n"
            + "\n".join(log.lines[-TAIL:])
            + "\nIs there a network, and room for 3 GB on this disk? Then run the same command "
            "again: what is already there stays."
        )
    if packages:
        end_progress(f"    {what}: installed in {time.monotonic() - start:.0f} s")


class _PipLog:
    """Reads what a running pip says and tells in a few words where it is."""

    def __init__(self, pip: subprocess.Popen[str]) -> None:
        self.lines: list[str] = []
        self._pip = pip
        self._seen = 0
        self._doing = "looking"

    def follow(self, packages: int) -> Iterator[str]:
        reader = threading.Thread(target=self._read, daemon=True)
        reader.start()
        while reader.is_alive():
            reader.join(TICK_SECONDS)
            of_all = f"{min(self._seen, packages)} of {packages}, " if packages > 1 else ""
            yield of_all + self._doing
        self._pip.wait()

    def _read(self) -> None:
        for line in self._pip.stdout or ():
            self.lines.append(line.rstrip())
            if COLLECTING.match(line):
                self._seen += 1
            elif download := DOWNLOADING.search(line):
                self._doing = f"fetching {download[1]} ({download[2]})"
            elif line.startswith("Installing collected packages"):
                self._doing = "writing files"


_drawn = False


def show_progress(text: str) -> None:
    """Draw one line over the one before; nothing where the output is not a terminal."""
    global _drawn
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        sys.stdout.write("\r" + text[:width].ljust(width))
        sys.stdout.flush()
        _drawn = True


def end_progress(text: str | None = None) -> None:
    """Clear the line that show_progress drew and, if given, leave a text that stays."""
    global _drawn
    if _drawn:
        width = shutil.get_terminal_size().columns - 1
        sys.stdout.write("\r" + " " * width + "\r")
        _drawn = False
    if text is not None:
        sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """Make the environment and say so: `python -m tools.environment [--dev]`."""
    try:
        seconds = install(developing="--dev" in arguments)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"environment ready in {seconds:.0f} s" if seconds else "environment already complete")
    return 0


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
    sys.exit(130)
