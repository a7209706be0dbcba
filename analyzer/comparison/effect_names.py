"""Names of parties that a document gives itself: 'AIP', 'the League'.

While names are known, `effect_parties` finds them as it finds the words of its rows. What is kept
read goes by the names as well as by the text, so nothing read with other names is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import TypeVar

from analyzer.records import Favors

Read = TypeVar("Read")

# 'AIP', 'A.I.P.'
LETTERS = re.compile(r"[A-Z](?:\.?[A-Z]){1,7}\.?")
# ' Season' behind 'AIP', '/' or '-' behind it: another name that begins with it
_GOES_ON = r"(?! [A-Z]\w|[-/])"


class Names:
    """Names with the side of each. What is kept read asks whether they are the very same, so two
    with equal names are two."""

    def __init__(self, sides: Mapping[str, Favors]) -> None:
        self.sides = dict(sides)
        parts = [_as_printed(name) for name in sorted(self.sides, key=len, reverse=True)]
        self._pattern = re.compile(rf"(?<![\w/-])(?:{'|'.join(parts)})(?!\w)") if parts else None

    def find(self, text: str) -> Iterator[tuple[re.Match[str], Favors]]:
        """Every name in a text, with its side."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            side = self.side_of(match.group())
            if side is not None:
                yield match, side

    def side_of(self, word: str) -> Favors | None:
        """The side of a name as it is printed; None of any other word."""
        return self.sides.get(word) or self.sides.get(word.replace(".", ""))


def _as_printed(name: str) -> str:
    if LETTERS.fullmatch(name):
        return r"\.?".join(sign for sign in name if sign != ".") + _GOES_ON
    return re.escape(name)


_NONE = Names({})
_known: ContextVar[Names] = ContextVar("known", default=_NONE)


def known_names() -> Names:
    """The names that are known now."""
    return _known.get()


@contextmanager
def knowing(sides: Mapping[str, Favors]) -> Iterator[None]:
    """Within it, these names are parties."""
    before = _known.set(Names(sides) if sides else _NONE)
    try:
        yield
    finally:
        _known.reset(before)


def keep_read(most: int) -> Callable[[Callable[[str], Read]], Callable[[str], Read]]:
    """Keeps what a function reads in so many texts, each with the names that were known."""

    def keep(read: Callable[[str], Read]) -> Callable[[str], Read]:
        @lru_cache(maxsize=most)
        def kept(text: str, names: Names) -> Read:
            return read(text)

        @wraps(read)
        def ask(text: str) -> Read:
            return kept(text, _known.get())

        return ask

    return keep
