"""Single signs of a text put for others, quickly.

A table of signs and what stands for each → a function that puts these into a text: few of the signs
of a text are in the table, and `str.translate` would look up every one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial


def replace_signs(table: Mapping[str, str]) -> Callable[[str], str]:
    """What puts for each sign of the table its replacement."""
    # "[’–]"
    known = re.compile(f"[{re.escape(''.join(table))}]")
    return partial(known.sub, lambda sign: table[sign.group()])
