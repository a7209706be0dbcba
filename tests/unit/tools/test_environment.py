"""The environment is made once for a lock, and made anew when the lock changes."""

from pathlib import Path

import pytest

from tools import environment
from tools import test as checks


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("TORCH", "RUN", "DEV"):
        path = tmp_path / f"{name.lower()}.txt"
        path.write_text(f"{name}==1\n", encoding="utf-8")
        monkeypatch.setattr(environment, name, path)
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    return tmp_path


def stamp(developing: bool) -> None:
    environment._stamp(developing).write_text(
        environment._fingerprint(developing), encoding="utf-8"
    )


def test_nothing_is_installed_at_first(checkout: Path) -> None:
    assert not environment.is_installed()
    assert not environment.is_installed(developing=True)


def test_a_stamp_of_this_lock_is_enough(checkout: Path) -> None:
    stamp(False)
    assert environment.is_installed()
    assert environment.install() == 0.0
    assert not environment.is_installed(developing=True)


@pytest.mark.parametrize("name", ["run.txt", "torch.txt", "pyproject.toml"])
def test_a_changed_lock_is_installed_again(checkout: Path, name: str) -> None:
    stamp(False)
    (checkout / name).write_text("changed==2\n", encoding="utf-8")
    assert not environment.is_installed()


def test_the_tests_own_lock_does_not_touch_running(checkout: Path) -> None:
    stamp(False)
    stamp(True)
    (checkout / "dev.txt").write_text("changed==2\n", encoding="utf-8")
    assert environment.is_installed()
    assert not environment.is_installed(developing=True)


def test_a_python_without_venv_is_told_the_line(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "BIN", checkout / ".venv" / "bin")
    monkeypatch.setattr(environment, "may_install_system_packages", lambda: False)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(environment.SetupError, match=r"sudo apt install python3\.\d+-venv"):
        environment.install()


def test_what_pip_says_is_counted() -> None:
    collecting = environment.COLLECTING.match("Collecting click==8.5.1 (from -r run.txt (line 9))")
    assert collecting is not None
    fetching = environment.DOWNLOADING.search(
        "  Downloading scikit_learn-1.9.1-cp311-cp311-manylinux_2_27_x86_64.whl (9.0 MB)"
    )
    assert fetching is not None
    assert fetching.groups() == ("scikit_learn", "9.0 MB")


def test_the_browser_that_is_named_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYZER_BROWSER", "/opt/browser")
    assert checks.find_browser() == "/opt/browser"


def test_without_browser_and_rights_the_line_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANALYZER_BROWSER", raising=False)
    monkeypatch.setattr(checks, "_installed_browser", lambda: None)
    monkeypatch.setattr(environment, "may_install_system_packages", lambda: False)
    with pytest.raises(environment.SetupError, match="sudo apt install chromium"):
        checks.find_browser()
