"""A document's terms and a side's positions → how it stands to each, with quotes.

met: every value read is as wanted; partly: some are, or a duty has no figure; not_met: none is;
silent: the document says nothing of the term.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence

from analyzer.checks.positions import Position
from analyzer.checks.texts import Text, passage
from analyzer.records import Passage, ProvisionTerm, Scalar, Searched, Standing, Verdict
from analyzer.taxonomy import Taxonomy

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


def weigh_positions(
    text: Text, positions: Sequence[Position], taxonomy: Taxonomy
) -> tuple[Standing, ...]:
    """One standing a position, in their order."""
    return tuple(_weigh(text, position, taxonomy) for position in positions)


def _weigh(text: Text, position: Position, taxonomy: Taxonomy) -> Standing:
    right: list[Passage] = []
    half: list[Passage] = []
    wrong: list[Passage] = []
    for term, where in _readings(text, position.term):
        wanted = _judge(term.value, position)
        (right if wanted else half if wanted is None else wrong).append(where)
    if not (right or half or wrong):
        return Standing(
            position.text,
            text.document.id,
            Verdict.SILENT,
            silence=_searched(text, position.term, taxonomy),
        )
    if not half and not wrong:
        verdict = Verdict.MET
    elif right or half:
        verdict = Verdict.PARTLY
    else:
        verdict = Verdict.NOT_MET
    return Standing(position.text, text.document.id, verdict, (*wrong, *half, *right))


def _readings(text: Text, name: str) -> Iterator[tuple[ProvisionTerm, Passage]]:
    for clause in text.held:
        for term in text.terms_of(clause):
            if term.name == name and clause in text.by_id:
                yield term, passage(text.by_id[clause], term.start, term.end)


def _judge(value: Scalar, position: Position) -> bool | None:
    """True: as wanted; False: not; None: a duty without the figure that was asked for."""
    if position.stated:
        return True
    if position.sign in _COMPARE:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return _COMPARE[position.sign](value, float(position.values[0]))
    among = any(_same(value, wanted) for wanted in position.values)
    return among if position.sign == "=" else not among


def _same(value: Scalar, wanted: Scalar) -> bool:
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    return value == wanted


def _searched(text: Text, name: str, taxonomy: Taxonomy) -> Searched:
    for silence in text.findings.silences:
        if silence.scope == "document" and silence.term == name:
            return Searched(silence.looked_in, silence.searched_for)
    sought = next(term.searched_in_doubt for term in taxonomy.terms if term.name == name)
    return Searched(tuple(text.held), sought)
