"""Alternatives of a pattern, sorted so that a word is held only against those that begin like it.

Parts of patterns in small letters → one pattern that matches the same, in any letter case: a long
list costs as much as its few parts that begin with the first letter of a word. A part that does not
begin with a letter is tried at every word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# "(?<!stage )" of "(?<!stage )managers?", and its "m"; not the "x" of "x?ray"
_OPENING = re.compile(r"(?P<behind>(?:\(\?<[!=][^()|\\]*\))*)(?P<letter>[a-z])(?![?*+{])")
# "(?:any|each) " of "(?:any|each) persons?", which is "any persons?" or "each persons?"
_CHOICE = re.compile(r"(?P<behind>(?:\(\?<[!=][^()|\\]*\))*)\(\?:(?P<words>[^()[\]]+)\)(?![?*+{])")
# a bar, or what may hold one: "\\|", "[a|b]", "(", ")"
_BAR = re.compile(r"\\.|\[[^\]]*\]|[(|)]")


def compile_words(parts: Sequence[str]) -> re.Pattern[str]:
    """Any of the parts as whole words, in any letter case; where several match, the first."""
    singles = (single for part in parts for each in _cut(part) for single in _choices(each))
    opened = [_open(single) for single in singles]
    runs = list(_join_alike(opened))
    letters = "".join(letter for letter, _ in runs)
    guard = f"(?={_either_case(letters)})" if all(letter for letter, _ in runs) else ""
    return re.compile(
        rf"\b{guard}(?:{'|'.join(_spell(*run) for run in runs)})(?!\w)", re.IGNORECASE
    )


def _cut(part: str) -> Iterator[str]:
    """'pay|paid' at its bar; no bar within brackets counts."""
    start = depth = 0
    for found in _BAR.finditer(part):
        depth += {"(": 1, ")": -1}.get(found.group(), 0)
        if found.group() == "|" and not depth:
            yield part[start : found.start()]
            start = found.end()
    yield part[start:]


def _choices(part: str) -> Iterator[str]:
    """The part itself, or one for each of the words of which it begins with any."""
    choice = _CHOICE.match(part)
    if choice is None:
        yield part
        return
    for word in choice["words"].split("|"):
        yield f"{choice['behind']}{word}{part[choice.end() :]}"


def _open(part: str) -> tuple[str, str]:
    """The letter with which a part begins, '' for none, and what follows it: what must not stand
    before the letter is asked for behind it."""
    opening = _OPENING.match(part)
    if opening is None:
        return "", part
    behind = opening["behind"].replace(")", ".)")
    return opening["letter"], f"{behind}{part[opening.end() :]}"


def _join_alike(opened: Sequence[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Parts with the same first letter together, in their order; one without stays between those
    before it and those behind it."""
    alike: dict[str, list[str]] = {}
    for letter, rest in opened:
        if letter:
            alike.setdefault(letter, []).append(rest)
            continue
        yield from alike.items()
        alike = {}
        yield "", [rest]
    yield from alike.items()


def _spell(letter: str, rests: list[str]) -> str:
    if not letter:
        return rests[0]
    rest = rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})"
    return f"{_either_case(letter)}{rest}"


def _either_case(letters: str) -> str:
    """One of the letters, small or large, told quickly: a set that no letter case is folded for."""
    return f"(?-i:[{letters}{letters.upper()}])"
