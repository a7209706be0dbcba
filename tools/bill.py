"""The bill of materials: each package that runs with the analyzer, its version and its licence.

The environment in `.venv` and the lock → docs/bill-of-materials.cdx.json (CycloneDX, for programs)
and docs/packages.md (for people). Packages that only tests and checks need are not in it.
`make lock` writes it; a test compares.
"""

import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

from tools.environment import BIN, ROOT, RUN, TORCH

BILL = ROOT / "docs" / "bill-of-materials.cdx.json"
PAGE = ROOT / "docs" / "packages.md"
#: what package data calls a licence, where it is not by its SPDX name
SPOKEN = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0 License": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
INTRODUCTION = """\
# Packages

Written by `make lock` from what is installed; do not edit. Every package that runs with the
analyzer, with the licence that it declares; for programs the same stands in
[bill-of-materials.cdx.json](bill-of-materials.cdx.json) (CycloneDX). Some carry parts under
further licences and name them in their own files. To have known holes looked up, on a machine
with a network: `pipx run pip-audit -r requirements/run.txt`.

| package | version | licence |
|---|---|---|
"""
# click==8.5.1 \
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)
# 2.13.0+cpu → 2.13.0
BUILD = re.compile(r"\+\w+$")


def pins() -> dict[str, str]:
    """The locked version of each package that runs, by its plain name."""
    text = RUN.read_text(encoding="utf-8") + TORCH.read_text(encoding="utf-8")
    return {plain(name): version for name, version in PIN.findall(text)}


def plain(name: str) -> str:
    """'Typing_Extensions' → 'typing-extensions'."""
    return re.sub(r"[-_.]+", "-", name).lower()


def make_bill() -> dict[str, Any]:
    """What runs, as CycloneDX describes it; without times, so that the same lock gives the same."""
    command = [
        str(BIN / "cyclonedx-py"), "environment", "--output-reproducible", "--short-PURLs",
        "--pyproject", str(ROOT / "pyproject.toml"), "--output-file", "-", str(BIN / "python"),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    bill: dict[str, Any] = json.loads(done.stdout)
    wanted = pins()
    bill["components"] = [_settled(c) for c in bill["components"] if plain(c["name"]) in wanted]
    kept = {component["bom-ref"] for component in bill["components"]} | {"root-component"}
    bill["dependencies"] = [
        {**entry, "dependsOn": [ref for ref in entry.get("dependsOn", []) if ref in kept]}
        for entry in map(_without_builds, bill["dependencies"])
        if entry["ref"] in kept
    ]
    return bill


def licence(component: dict[str, Any]) -> str:
    """The licence that a package of the bill declares, by its SPDX name where it has one."""
    declared = component.get("licenses", [])
    names = [entry.get("expression") or _named(entry["license"]) for entry in declared]
    # SPDX names go before the classifiers that repeat them
    return names[0] if names else ""


def _named(entry: dict[str, str]) -> str:
    said = entry.get("id") or entry["name"].rpartition(" :: ")[2]
    return SPOKEN.get(said, said)


def _settled(component: dict[str, Any]) -> dict[str, Any]:
    """Without the name of a build, and with the licence that only the oldest field names."""
    # links to a project's pages change without a new version and say nothing of what is in it
    kept = {key: value for key, value in component.items() if key != "externalReferences"}
    for key in ("version", "bom-ref", "purl"):
        kept[key] = BUILD.sub("", component[key].replace("%2B", "+"))
    if not component.get("licenses"):
        said = metadata.metadata(component["name"])["License"]
        kept["licenses"] = [{"license": {"name": SPOKEN.get(said, said)}}]
    return kept


def _without_builds(entry: dict[str, Any]) -> dict[str, Any]:
    needs = [BUILD.sub("", ref) for ref in entry.get("dependsOn", [])]
    return {**entry, "ref": BUILD.sub("", entry["ref"]), "dependsOn": needs}


def packages_page(bill: dict[str, Any]) -> str:
    """The page for people, by name."""
    rows = sorted((plain(c["name"]), c["version"], licence(c)) for c in bill["components"])
    return INTRODUCTION + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def main() -> int:
    """Write both files."""
    bill = make_bill()
    BILL.write_text(json.dumps(bill, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    PAGE.write_text(packages_page(bill), encoding="utf-8")
    for path in (BILL, PAGE):
        print(f"{Path(path).relative_to(ROOT)}: {len(bill['components'])} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
