"""Defined terms that stand in both documents though not in the same clause, number or print.

Both documents' clauses and defined terms → of a term whether it came or went at all: it may be
defined in the plural on one side, in a clause elsewhere, or in passing where only its quotation
marks show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from analyzer.records import Change, Clause, ClauseId, DefinedTerm, DefinitionFate
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import list_sentences

#: quotation marks around a term, as plain text has them, and how a comma may stand within
_QUOTED = ('"{}"', '"{},"', "'{}'", "'{},'")


class Stood:
    """What both documents define and quote."""

    def __init__(
        self,
        clauses: Mapping[ClauseId, Clause],
        old: Sequence[DefinedTerm],
        new: Sequence[DefinedTerm],
    ) -> None:
        self._clauses = clauses
        self._places = _places_of(old, clauses), _places_of(new, clauses)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """All that each document says, in plain marks; '' of one that defines nothing."""
        documents = [
            {self._clauses[key].document for places in side.values() for _, key in places}
            for side in self._places
        ]
        return tuple(
            "\n".join(plain_text(c.text) for c in self._clauses.values() if c.document in names)
            for names in documents
        )

    def goes_on_as(self, term: str) -> bool:
        """True of a term of the old document that the new one defines in another number only."""
        spelled = {name for name, _ in self._places[1].get(_fold(term), ())}
        return bool(spelled) and term not in spelled

    def stands_on(self, term: str, fate: DefinitionFate) -> bool:
        """True of a term that seems to have come or gone and yet is defined or quoted on the other
        side."""
        if fate not in (DefinitionFate.ADDED, DefinitionFate.DROPPED):
            return False
        other = 0 if fate is DefinitionFate.ADDED else 1
        if _fold(term) in self._places[other]:
            return True
        return any(form.format(plain_text(term)) in self._texts[other] for form in _QUOTED)

    def says_same(self, term: str, change: Change) -> bool:
        """True where the sentence that defines the term in a clause that came or went defines it in
        the other document too."""
        here = {_sentence(self._clauses[key].text, term) for key in (*change.old, *change.new)}
        there = self._places[1 if change.old else 0].get(_fold(term), ())
        return not here.isdisjoint(
            _sentence(self._clauses[key].text, name) for name, key in there
        ) and here != {""}


def _places_of(
    terms: Sequence[DefinedTerm], clauses: Mapping[ClauseId, Clause]
) -> Mapping[str, list[tuple[str, ClauseId]]]:
    """By its folded name each term as it is spelled, with the clause that defines it."""
    places: dict[str, list[tuple[str, ClauseId]]] = defaultdict(list)
    for item in terms:
        if item.defined_in not in clauses:
            continue
        places[_fold(item.term)].append((item.term, item.defined_in))
    return dict(places)


def _fold(term: str) -> str:
    """The same for 'Lamp Rates' and 'lamp rate'."""
    return " ".join(word.removesuffix("s") for word in plain_text(term).casefold().split())


def _sentence(text: str, term: str) -> str:
    """The sentence of a text in which the term is quoted; '' where there is none."""
    text, term = plain_text(text), plain_text(term)
    forms = [form.format(term) for form in _QUOTED]
    found = (one for one in list_sentences(text) if any(form in one for form in forms))
    return " ".join(next(found, "").split())
