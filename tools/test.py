"""`make test`: everything that the tests need, then every check and every test.

A checkout → the environment, a browser, and one verdict; the tests' own closing line comes last.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools import environment
from tools.environment import BIN, ROOT, SetupError

BROWSER_NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge",
)  # fmt: skip
BROWSER_FILES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
BROWSER_PACKAGES = ["chromium", "fonts-liberation"]
REAL_DATA = "ANALYZER_REAL_DATA"
CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("lint", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
    ("floors", ["lint-imports"]),
    # a file of tests stays in one process: what it sets up is set up once; the order of files is
    # that of tests/conftest.py
    ("tests", ["pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]),
)


def main(arguments: list[str]) -> int:
    """Prepare, then run each check in turn, or those of `--only`; other arguments go to pytest."""
    parser = argparse.ArgumentParser(prog="make test", description=main.__doc__)
    parser.add_argument("--only", action="append", choices=[name for name, _ in CHECKS])
    asked, for_pytest = parser.parse_known_args(arguments)
    try:
        seconds = environment.install(developing=True)
        print(f"environment: {f'made in {seconds:.0f} s' if seconds else 'complete'}")
        browser = find_browser()
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    print(f"browser: {browser}")
    print(f"real documents: {os.environ.get(REAL_DATA) or f'none ({REAL_DATA} is not set)'}")
    variables = {**os.environ, "ANALYZER_BROWSER": browser}
    failed = []
    for name, command in CHECKS:
        if asked.only and name not in asked.only:
            continue
        extra = for_pytest if command[0] == "pytest" else []
        print(f"\n== {name}: {' '.join(command + extra)}", flush=True)
        start = time.monotonic()
        program = [str(BIN / command[0]), *command[1:], *extra]
        code = subprocess.run(program, cwd=ROOT, env=variables, check=False).returncode
        if code:
            failed.append(name)
        if command[0] != "pytest":
            verdict = "FAILED" if code else "passed"
            print(f"== {name} {verdict} in {time.monotonic() - start:.0f} s", flush=True)
    if failed:
        print(f"FAILED: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def find_browser() -> str:
    """Return the path of a Chromium-like browser; installs one where this user may."""
    if chosen := os.environ.get("ANALYZER_BROWSER"):
        return chosen
    if found := _installed_browser():
        return found
    if not environment.may_install_system_packages():
        raise SetupError(
            "The app is tested in a real browser, and there is none here. Install one and run the "
            f"same command again: sudo apt install {' '.join(BROWSER_PACKAGES)} (Debian, Ubuntu), "
            "brew install --cask chromium (macOS); or name yours: ANALYZER_BROWSER=PATH make test"
        )
    print("browser: installing chromium with apt-get", flush=True)
    environment.install_system_packages(BROWSER_PACKAGES)
    if found := _installed_browser():
        return found
    raise SetupError(f"apt-get brought {' '.join(BROWSER_PACKAGES)}, but no browser is on the path")


def _installed_browser() -> str | None:
    on_path = (shutil.which(name) for name in BROWSER_NAMES)
    in_folder = (str(path) for path in BROWSER_FILES if path.exists())
    return next((path for path in (*on_path, *in_folder) if path), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
