"""A text as stems of its words and pairs of neighbours, for learning from few examples.

Input: a text. Output: its features in order, one string each: "scan", "digit replic".
"""

from __future__ import annotations

import re
from itertools import pairwise

# "Voice-models" gives "voice" and "models"
_WORD = re.compile(r"[a-z0-9]+")
#: endings that the same word may bear, the longest first
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ied",
    "ies",
    "ers",
    "ors",
    "er",
    "or",
    "ed",
    "es",
    "ly",
    "s",
    "e",
    "y",
)
#: no stem is shorter
_SHORTEST = 4
#: words that say nothing alone; in a pair they may
_EVERYDAY = frozenset(
    re.findall(
        r"\w+",
        """the a an of to in or and be shall is for by that any on with as may not it at from which
        are such this no its his her their if has have was were been will must than into under""",
    )
)


def word_stem(word: str) -> str:
    """A lower-case word without its ending: scanned and scanning are both "scann"."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def stems_and_pairs(text: str) -> list[str]:
    """Stems of the words that say something, then each pair of neighbouring stems."""
    words = _WORD.findall(text.lower())
    stems = [word_stem(word) for word in words]
    alone = [stem for word, stem in zip(words, stems, strict=True) if word not in _EVERYDAY]
    return alone + [f"{first} {second}" for first, second in pairwise(stems)]
