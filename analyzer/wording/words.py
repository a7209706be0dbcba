"""Words that guilds use for the same thing: Producer, Company, Employer …

Input: data/words.toml. Output: the rows as parts of patterns, and texts folded so that two that
differ in such a word only are equal. Nothing folded is ever shown.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from analyzer.taxonomy import NUMBER
from analyzer.wording.setting import fold_setting

# "the", "a", "such"
_SMALL = re.compile(r"\b(?:the|an?|such|said|each|any|its|their)\b ?", re.IGNORECASE)


@cache
def word_rows() -> dict[str, str]:
    """For each row of words.toml a group that matches any of its words, and the built-in ones."""
    text = files("analyzer").joinpath("data", "words.toml").read_text(encoding="utf-8")
    rows: dict[str, list[str]] = tomllib.loads(text)["words"]
    groups = {name: f"(?:{'|'.join(words)})" for name, words in rows.items()}
    return {**groups, "own": r"(?:'s?|s')", "number": NUMBER}


@cache
def _party_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = word_rows()
    return tuple(
        (name, re.compile(rf"\b{rows[name]}\b", re.IGNORECASE))
        for name in ("union", "employer", "worker")
    )


def fold_words(text: str) -> str:
    """The text without case, setting and articles, every party by the name of its row."""
    folded = _SMALL.sub("", fold_setting(text).casefold())
    for name, pattern in _party_patterns():
        folded = pattern.sub(name, folded)
    return " ".join(folded.split()).strip(" .,;")
