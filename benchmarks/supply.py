"""What the program is made of: floors of versions, bill of materials, licences, and what stands
nowhere in the source (checks S1, X3).

The lock, the bill and the source → how many of each are not as they must be.
"""

from __future__ import annotations

import re

from packaging.version import Version

from benchmarks.results import Figure
from tests.architecture.test_packaging import (
    LICENCES,
    SAFE_FROM,
    SHUNNED,
    licences_of_page,
    pins,
)
from tests.architecture.test_source_text import UNSAFE_CALLS, occurrences, program_files
from tools import bill

RULE = "benchmarks/supply.py"


def measure_supply() -> list[Figure]:
    """Check S1, and the part of X3 that is about the source."""
    locked = pins("run") | pins("torch") | pins("dev")
    below = [
        name
        for name, floor in SAFE_FROM.items()
        if name in locked and locked[name] < Version(floor)
    ]
    absent = [name for name in SAFE_FROM if name not in locked]
    made = bill.make_bill()
    listed = {bill.plain(part["name"]): part["version"] for part in made["components"]}
    runs = bill.pins()
    unlisted = [name for name, version in listed.items() if runs.get(name) != version]
    licences = licences_of_page()
    foreign = [name for name, parts in licences if not all(part in LICENCES for part in parts)]
    found = [
        place
        for pattern in UNSAFE_CALLS.values()
        for place in occurrences(re.compile(pattern), program_files())
    ]
    for each in (*below, *unlisted, *foreign, *found):
        print(f"  {each}")
    floors = f"{len(SAFE_FROM)} packages, {len(absent)} of them not used"
    packages = f"{len(listed)} packages"
    source = f"{len(UNSAFE_CALLS)} calls, {len(program_files())} files"
    shunned = [name for name in SHUNNED if name in locked]
    return [
        Figure("S1 versions below their floor", floors, len(below), "", "0", RULE),
        Figure("S1 packages not as locked in the bill", packages, len(unlisted), "", "0", RULE),
        Figure("S1 licences that may not be passed on", packages, len(foreign), "", "0", RULE),
        Figure("S1 packages to keep out", f"{len(SHUNNED)} packages", len(shunned), "", "0", RULE),
        Figure("X3 unsafe calls in the source", source, len(found), "", "0", RULE),
    ]
