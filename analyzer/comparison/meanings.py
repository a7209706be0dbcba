"""What the defined terms of a document stand for, and whether two of them stand for the same.

Clauses and defined terms → the words behind a name that opens its clause, else those before it. A
name made of the first letters of the words before it ('Deep Sea League (“DSL”)') is spelled out by
these: where the league is called otherwise, so is its name, and the words around them tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from analyzer.comparison.pairing import content_of
from analyzer.comparison.sides import matching_words
from analyzer.comparison.tokens import STOP_WORDS
from analyzer.records import Clause, DefinedTerm

#: least words with a meaning of a definition that tells; words read of it, behind or before a name
_TELLING, _BEHIND, _BEFORE = 3, 120, 14
#: share of the longer definition that the shorter one must be where it stays whole in it
_MOST = 0.60
#: a name that stands so near to the beginning opens its clause: what it means comes behind it
_OPENING = 12
#: most words that spell out a name of first letters
_SPELLED = 6
# '“Network” means', '"Network" shall mean': what only leads to the meaning
_MEANS = re.compile(r"^[\s,]*(?:shall\s+)?(?:means?|refers?\s+to|includes?|is|are)\b")
# 'DSL', 'N.B.L.'
_FIRST_LETTERS = re.compile(r"[A-Z][A-Z.&]+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term and the words of one definition of it; `in_passing`: they stand before the name."""

    term: str
    words: tuple[str, ...]
    in_passing: bool

    def under(self, fold: Callable[[list[str]], list[str]]) -> Meaning:
        """The same with other names for the terms in its words."""
        return replace(self, words=tuple(fold(list(self.words))))


def read_meanings(
    clauses: Sequence[Clause], terms: Sequence[DefinedTerm], elsewhere: set[str]
) -> Iterator[Meaning]:
    """Each definition of a term that the other document does not have."""
    held = {clause.id: clause for clause in clauses}
    for item in terms:
        if item.term in elsewhere or item.defined_in not in held:
            continue
        meaning = _read(held[item.defined_in].full_text, item.term)
        if meaning and content_of(meaning.words).total() >= _TELLING:
            yield meaning


def _read(text: str, term: str) -> Meaning | None:
    named = re.search(rf"[“\"‘']?{re.escape(term)}[”\"’',]*", text)
    if named is None:
        return None
    if named.start() <= _OPENING:
        words = matching_words(_MEANS.sub("", text[named.end() :]))[:_BEHIND]
        return Meaning(term, tuple(words), in_passing=False)
    return Meaning(term, tuple(matching_words(text[: named.start()])[-_BEFORE:]), in_passing=True)


def is_kept(before: Meaning, after: Meaning) -> bool:
    """True where every word with a meaning of the one stands in the other."""
    return _holds(before.words, after.words) or _holds(*map(_around_name, (before, after)))


def _holds(before: Sequence[str], after: Sequence[str]) -> bool:
    ours, theirs = map(content_of, (before, after))
    least, most = sorted((ours.total(), theirs.total()))
    return (ours <= theirs or theirs <= ours) and least >= max(_TELLING, _MOST * most)


def _around_name(meaning: Meaning) -> tuple[str, ...]:
    """The words before those that spell out the name; () where none do."""
    if not meaning.in_passing or not _FIRST_LETTERS.fullmatch(meaning.term):
        return ()
    letters = "".join(sign for sign in meaning.term.lower() if sign.isalnum())
    words = list(meaning.words)
    while words and words[-1] in STOP_WORDS:
        words.pop()
    for size in range(2, min(_SPELLED, len(words)) + 1):
        if _spell(words[-size:], letters):
            return tuple(words[:-size])
    return ()


def _spell(words: Sequence[str], letters: str) -> bool:
    """True where first letters of the words, or a whole one ('dsl training league'), give them;
    small words may be passed over."""
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    starts = [part for part in (word, word[0]) if letters.startswith(part)]
    passed = word in STOP_WORDS and _spell(rest, letters)
    return passed or any(_spell(rest, letters[len(part) :]) for part in starts)
