"""Defined terms under another name, known by what they are defined to mean.

The clauses and defined terms of two documents → `Renaming`. 'Digital Double' in the one and
'Digital Replica' in the other are one term where their definitions say the same. Names are folded
for matching and for what a change means, never in what is shown; a clause in which nothing else
differs has no other meaning.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from analyzer.comparison.candidates import RunIndex
from analyzer.comparison.consequences import SAME_WORDS
from analyzer.comparison.effects import COSMETIC
from analyzer.comparison.meanings import Meaning, is_kept, read_meanings
from analyzer.comparison.pairing import likeness_of
from analyzer.comparison.sides import matching_words
from analyzer.comparison.similar import find_leads
from analyzer.comparison.words import redline, text_without
from analyzer.records import (
    Change,
    Clause,
    DefinedTerm,
    Effect,
    Favors,
    Severity,
    WordOperation,
)

#: least likeness of two definitions of one term, and how much it leads any other
_ALIKE, _LEAD = 0.65, 0.10
# 'shall', '12b', '$', the bar between heading and text
_WORD = re.compile(r"[a-z0-9]+|[$%¦]")
_ARTICLES = frozenset({"a", "an"})
#: what is left out to read the old side of pieces, and the new one
_SIDES = (WordOperation.INSERT, WordOperation.DELETE)

Fold = Mapping[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A term of both documents; `kept`: its definition stayed, or one of both holds the other."""

    old: str
    new: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Renaming:
    """The terms that bear another name in the new document."""

    terms: tuple[Renamed, ...] = ()

    @property
    def kept(self) -> Mapping[str, str]:
        """Old names by new ones, of terms that mean what they meant."""
        return {term.new: term.old for term in self.terms if term.kept}

    def folder(self) -> Callable[[list[str]], list[str]] | None:
        """What puts words of the new document under the old names, for matching."""
        folds = _folds(self.terms, matching_words)
        return partial(_fold, folds) if folds else None

    def describe(self, change: Change, add_effects: Callable[[Change], Change]) -> Change:
        """The change with what its words mean beyond the names of terms."""
        names = self.kept
        if not names or not (change.old and change.new) or change.kind in SAME_WORDS:
            return add_effects(change)
        printed = "".join(
            piece.text.lower() for piece in (*(change.heading_words or ()), *change.words)
        )
        if not any(name.split()[0][:-1].lower() in printed for name in names):
            return add_effects(change)
        old, new = (text_without(change.words, side) for side in _SIDES)
        heads = [text_without(change.heading_words or (), side) for side in _SIDES]
        said = [_plain(f"{head} ¦ {text}") for head, text in zip(heads, (old, new), strict=True)]
        used = [name for name in names if _is_in(name, said[1])]
        if not used:
            return add_effects(change)
        folds = _folds([term for term in self.terms if term.kept], _plain)
        if said[0] == _fold(folds, said[1]):
            was = ", ".join(names[name] for name in used)
            only = Effect(COSMETIC, was, ", ".join(used), Favors.UNCLEAR, Severity.LOW)
            return replace(change, effects=(only,))
        told = add_effects(replace(change, words=redline(old, _replace(new, names))))
        back = {was: now for now, was in names.items()}
        effects = (replace(one, new=one.new and _replace(one.new, back)) for one in told.effects)
        return replace(told, words=change.words, effects=tuple(effects))


def find_renamed(
    clauses: tuple[Sequence[Clause], Sequence[Clause]],
    definitions: tuple[Sequence[DefinedTerm], Sequence[DefinedTerm]],
) -> Renaming:
    """Terms that only one document has and the other defines alike under a name of its own; of one
    that is defined several times, the definition that is likest to one of the other speaks."""
    known = [{item.term for item in side} for side in definitions]
    olds, news = (
        list(read_meanings(side, terms, other))
        for side, terms, other in zip(clauses, definitions, reversed(known), strict=True)
    )
    if not olds or not news:
        return Renaming()
    likest = _find_likest(olds, news)
    leads = find_leads({names: alike for names, (alike, *_) in likest.items()})
    order = [meaning.term for meaning in olds]
    found = [
        (Renamed(before.term, after.term, is_kept(before, after)), before, after)
        for names, (alike, before, after) in likest.items()
        if alike >= _ALIKE and leads[names] >= _LEAD
    ]
    found.sort(key=lambda each: order.index(each[1].term))
    # 'Network Season' means what it meant where only the name of the network is another one
    folds = _folds([term for term, *_ in found if term.kept], matching_words)
    return Renaming(
        tuple(
            replace(term, kept=term.kept or is_kept(before, after.under(partial(_fold, folds))))
            for term, before, after in found
        )
    )


def _find_likest(
    olds: Sequence[Meaning], news: Sequence[Meaning]
) -> dict[tuple[str, str], tuple[float, Meaning, Meaning]]:
    """By two names how alike their definitions are, of those that share rare words, and which."""
    index = RunIndex([meaning.words for meaning in news], range(len(news)))
    likest: dict[tuple[str, str], tuple[float, Meaning, Meaning]] = {}
    for before in olds:
        for at in index.nearest(before.words):
            after = news[at]
            alike, key = likeness_of(before.words, after.words), (before.term, after.term)
            if key not in likest or alike > likest[key][0]:
                likest[key] = alike, before, after
    return likest


def _folds(terms: Sequence[Renamed], read: Callable[[str], list[str]]) -> dict[str, Fold]:
    """New names as words, singular and plural, by their first word; the longer ones first."""
    folds: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = defaultdict(dict)
    for term in sorted(terms, key=lambda term: -len(term.new.split())):
        for form in (str, _plural):
            new, old = (tuple(read(form(name))) for name in (term.new, term.old))
            if new and old:
                folds[new[0]][new] = old
    return dict(folds)


def _fold(folds: Mapping[str, Fold], words: list[str]) -> list[str]:
    if folds.keys().isdisjoint(words):
        return words
    found: list[str] = []
    at = 0
    while at < len(words):
        name = next((n for n in folds.get(words[at], ()) if _stands(n, words, at)), None)
        found += folds[words[at]][name] if name else words[at : at + 1]
        at += len(name) if name else 1
    return found


def _stands(name: tuple[str, ...], words: Sequence[str], at: int) -> bool:
    return tuple(words[at : at + len(name)]) == name


def _replace(text: str, names: Mapping[str, str]) -> str:
    """The text under other names, plurals with their own."""
    for name in sorted(names, key=len, reverse=True):
        for form in (_plural, str):
            text = re.sub(rf"\b{re.escape(form(name))}\b", form(names[name]), text)
    return text


def _plural(name: str) -> str:
    # 'Signatory' and 'Signatories', 'Picture' and 'Pictures'
    return re.sub(r"(?<=[^aeiou])y$", "ie", name) + "s"


def _is_in(name: str, words: list[str]) -> bool:
    spoken = f" {' '.join(words)} "
    return any(f" {' '.join(_plain(form(name)))} " in spoken for form in (str, _plural))


def _plain(text: str) -> list[str]:
    """The words without setting; 'a Double' and 'an Image' differ in the name alone."""
    return [word for word in _WORD.findall(text.lower()) if word not in _ARTICLES]
