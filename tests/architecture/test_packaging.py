"""The project file, the lock and the Makefile say the same, and the lock holds the safe floors."""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tools import bill
from tools.lock import OLDEST

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = SETTINGS["project"]
# The first release of each without a known hole that a document or a page could reach; those that
# are not used yet have their floor all the same.
SAFE_FROM = {
    "filelock": "4.2.4",
    "lxml": "6.1.0",
    "mammoth": "1.11.0",
    "pdfminer-six": "20251230",
    "pdfplumber": "0.11.10",
    "pillow": "13.0.0",
    "pypdf": "6.21.4",
    "pypdfium2": "5.15.2",
    "python-multipart": "0.0.27",
    "setuptools": "65.5.1",
    "streamlit": "1.54.0",
    "torch": "2.10",
    "weasyprint": "70.0",
}
# Neither may come in by way of another package: their licence binds whoever passes them on.
SHUNNED = ("pymupdf", "jubarte-redlines")
# Under these the analyzer may be passed on under its own licence; no AGPL and no GPL among them.
LICENCES = {
    "0BSD", "Apache-2.0", "BSD License", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0",
    "CNRI-Python", "ISC", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib",
}  # fmt: skip


def pins(name: str) -> dict[str, Version]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    found = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE)
    return {bill.plain(package): Version(version) for package, version in found}


def test_every_pin_has_a_hash_but_torch() -> None:
    for name in ("run", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert set(pins("torch")) == {"torch"}
    assert "torch" not in pins("run") | pins("dev")


def test_no_package_is_pinned_twice() -> None:
    assert not set(pins("run")) & set(pins("dev"))


def test_the_lock_serves_the_project_file() -> None:
    locked = pins("run") | pins("torch")
    for line in PROJECT["dependencies"]:
        wanted = Requirement(line)
        assert locked[bill.plain(wanted.name)] in wanted.specifier, line


@pytest.mark.parametrize("extra", ["frames", "test", "dev"])
def test_the_lock_serves_the_extras(extra: str) -> None:
    locked = pins("run") | pins("dev")
    for line in PROJECT["optional-dependencies"][extra]:
        wanted = Requirement(line)
        if wanted.name != PROJECT["name"]:
            assert locked[bill.plain(wanted.name)] in wanted.specifier, line


@pytest.mark.parametrize("package", SAFE_FROM)
def test_safe_floors(package: str) -> None:
    locked = pins("run") | pins("torch") | pins("dev")
    if package not in {"mammoth", "pypdf", "weasyprint"}:
        assert package in locked
    assert locked.get(package, Version(SAFE_FROM[package])) >= Version(SAFE_FROM[package])


def test_the_project_file_asks_for_nothing_below_a_safe_floor() -> None:
    asked = [Requirement(line) for line in PROJECT["dependencies"]]
    below = [
        str(one)
        for one in asked
        for limit in one.specifier
        if limit.operator == ">=" and Version(limit.version) < safe_from(one)
    ]
    assert below == []


def safe_from(wanted: Requirement) -> Version:
    return Version(SAFE_FROM.get(bill.plain(wanted.name), "0"))


@pytest.mark.parametrize("package", SHUNNED)
def test_what_may_not_be_passed_on_is_not_locked(package: str) -> None:
    assert package not in pins("run") | pins("dev")


def test_the_five_packages_of_the_project_are_core() -> None:
    core = {bill.plain(Requirement(line).name) for line in PROJECT["dependencies"]}
    five = {"transformers", "sentence-transformers", "pdfplumber", "streamlit", "faiss-cpu"}
    assert five <= core


def test_every_file_of_the_package_goes_into_the_wheel() -> None:
    package = ROOT / "analyzer"
    patterns = SETTINGS["tool"]["setuptools"]["package-data"]["analyzer"]
    packed = {path for pattern in patterns for path in package.glob(pattern)}
    present = {
        path
        for path in package.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and "__pycache__" not in path.parts
    }
    assert present == packed
    folders = {path.parent for path in package.rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """The bill of what is installed here."""
    return bill.make_bill()


def test_the_bill_of_materials_names_what_the_lock_brings(made: dict[str, Any]) -> None:
    listed = {bill.plain(part["name"]): part["version"] for part in made["components"]}
    locked = bill.pins()
    assert {name: locked[name] for name in listed} == listed
    # what a marker keeps out of this machine is locked all the same: colorama, of Windows alone
    lines = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").splitlines()
    elsewhere = {
        bill.plain(line.partition("==")[0]) for line in lines if re.match(r"\w.* ; ", line)
    }
    assert set(locked) - set(listed) <= elsewhere


@pytest.mark.skipif(sys.version_info[:2] != OLDEST, reason="it is written on the oldest Python")
def test_the_bill_in_docs_is_of_this_lock(made: dict[str, Any]) -> None:
    assert json.loads(bill.BILL.read_text(encoding="utf-8")) == made, "make lock writes it anew"
    assert bill.PAGE.read_text(encoding="utf-8") == bill.packages_page(made)


def licences_of_page() -> list[tuple[str, list[str]]]:
    """Each package of docs/packages.md with the licences that it declares."""
    text = bill.PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+) \| \d\S* \| (.*) \|$", text, re.MULTILINE)
    return [
        (package, [part for part in re.split(r" AND | OR | WITH LLVM-exception", said) if part])
        for package, said in rows
    ]


def test_every_licence_is_one_that_may_be_passed_on() -> None:
    rows = licences_of_page()
    assert len(rows) > len(PROJECT["dependencies"])
    for package, licences in rows:
        assert set(licences) <= LICENCES, package
