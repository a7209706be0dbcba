"""Text as it came → text that can be shown: a sign that nobody sees stands as one not read."""

from __future__ import annotations

import re

#: control characters, and signs that turn the direction of what follows: never shown as they are
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def showable(text: str) -> str:
    """Text without characters that a reader cannot see or that would turn its direction."""
    return _UNSHOWN.sub("\ufffd", text)
