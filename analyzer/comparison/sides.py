"""One document made ready for matching: its clause tree as arrays, its words as numbers.

Clauses of one document → `Side`. Positions count from 0 in reading order and stand for clauses
everywhere in this package. Party words are normalised here, and terms under another name folded
(renaming.py): for matching, never for what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from analyzer.records import Clause
from analyzer.wording.setting import bare_label, fold_heading, fold_setting

# "shall", "12b", "$", "%"
_WORD = re.compile(r"[a-z0-9]+|[$%]")
# '• Step 3', the same with the bullet of a symbol font
_BULLET = re.compile(r"^[\ue000-\uf8ff•‣⁃●○◦■▪]\s*(?=\w)")
# 'the 1 st day', 'the 10 th month'
_RAISED = re.compile(r" (?<=\d )(?=(?:st|nd|rd|th)\b)")

#: the generic names that agreements give to their parties: one name each, for matching only
_PARTY_WORDS = {
    **dict.fromkeys(("producer", "employer", "company", "studio"), "employer"),
    **dict.fromkeys(("producers", "employers", "companies", "studios"), "employers"),
    **dict.fromkeys(("performer", "employee", "artist", "worker"), "worker"),
    **dict.fromkeys(("performers", "employees", "artists", "workers"), "workers"),
    **dict.fromkeys(("union", "guild"), "union"),
}


def matching_words(text: str) -> list[str]:
    """Lower-case words and figures, party words normalised."""
    found: list[str] = _WORD.findall(text.lower())
    return [_PARTY_WORDS.get(word, word) for word in found]


@dataclass(frozen=True, slots=True)
class Side:
    """One clause tree as parallel arrays in reading order; `parent` is -1 for a root."""

    clauses: tuple[Clause, ...]
    parent: tuple[int, ...]
    #: children of each clause in reading order; the last entry holds the roots
    children: tuple[tuple[int, ...], ...]
    #: heading and text without setting: equal for clauses that say the same
    printed: tuple[tuple[str, str], ...]
    headings: tuple[tuple[str, ...], ...]
    #: own words (heading, then text), party words normalised
    words: tuple[tuple[str, ...], ...]
    labels: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    #: words of the clause and of all that stands below it
    weight: tuple[int, ...] = field(default=())
    #: the outermost clause above each, which may be itself
    outermost: tuple[int, ...] = field(default=())

    @classmethod
    def of(
        cls, clauses: Sequence[Clause], *, fold: Callable[[list[str]], list[str]] | None = None
    ) -> Side:
        """Prepare clauses, which are put into reading order first; `fold` puts words under the
        names that the other document gives to the same terms."""
        read = matching_words if fold is None else lambda text: fold(matching_words(text))
        ordered = tuple(sorted(clauses, key=lambda clause: clause.order))
        place = {clause.id: position for position, clause in enumerate(ordered)}
        parent = tuple(
            place.get(clause.parent, -1) if clause.parent is not None else -1 for clause in ordered
        )
        children: list[list[int]] = [[] for _ in range(len(ordered) + 1)]
        for position, above in enumerate(parent):
            children[above].append(position)
        words = tuple(tuple(read(own_words(clause))) for clause in ordered)
        return cls(
            clauses=ordered,
            parent=parent,
            children=tuple(tuple(below) for below in children),
            printed=tuple(
                (fold_heading(clause.heading), _fold(said(clause))) for clause in ordered
            ),
            headings=tuple(tuple(read(clause.heading or "")) for clause in ordered),
            words=words,
            labels=tuple(bare_label(clause.label) for clause in ordered),
            paths=tuple(
                tuple(bare for label in clause.labels if (bare := bare_label(label)))
                for clause in ordered
            ),
            weight=_sum_below(parent, [len(own) for own in words], _downward(children)),
            outermost=_find_outermost(parent, _downward(children)),
        )

    def __len__(self) -> int:
        return len(self.clauses)

    def words_of(self, positions: Sequence[int]) -> tuple[str, ...]:
        """The words of several clauses in a row."""
        return tuple(word for position in positions for word in self.words[position])

    def ancestors(self, position: int) -> list[int]:
        """The clauses above, nearest first."""
        above = []
        position = self.parent[position]
        while position >= 0:
            above.append(position)
            position = self.parent[position]
        return above

    def subtree(self, position: int) -> list[int]:
        """The clause and all below it, in reading order."""
        found = [position]
        for above in found:
            found += self.children[above]
        return sorted(found)


def label_and_words(side: Side, position: int) -> tuple[str, ...]:
    """The words of a clause with those of its label before them."""
    return (*matching_words(side.clauses[position].label or ""), *side.words[position])


def said(clause: Clause) -> str:
    """The clause's own text as it now reads or, where all of it is struck, as it was."""
    return clause.text or clause.old_text or ""


def _fold(text: str) -> str:
    """The text without setting; the bullet before it and the space of a raised ending are that."""
    return _RAISED.sub("", _BULLET.sub("", fold_setting(text)))


def own_words(clause: Clause) -> str:
    """Heading, then text, as printed."""
    text = said(clause)
    return f"{clause.heading} {text}" if clause.heading else text


def _downward(children: Sequence[Sequence[int]]) -> list[int]:
    """All places, each behind the one above it: a footnote stands at the foot of its page, and the
    clause that bears its mark may begin behind it."""
    found = list(children[-1])
    for above in found:
        found += children[above]
    return found


def _find_outermost(parent: Sequence[int], downward: Sequence[int]) -> tuple[int, ...]:
    """Of each clause the one without a parent above it."""
    found = list(range(len(parent)))
    for position in downward:
        if parent[position] >= 0:
            found[position] = found[parent[position]]
    return tuple(found)


def _sum_below(
    parent: Sequence[int], own: Sequence[int], downward: Sequence[int]
) -> tuple[int, ...]:
    """Own weight and that of all descendants."""
    total = list(own)
    for position in reversed(downward):
        if parent[position] >= 0:
            total[parent[position]] += total[position]
    return tuple(total)
