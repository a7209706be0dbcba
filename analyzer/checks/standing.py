"""A document's terms and a side's positions → how it stands to each, with quotes.

met: every value read is as wanted and binds by itself; partly: some are, a duty has no figure, or
it hangs on a law, on what is practicable, on a wish; not_met: none is; silent: the document says
nothing of the term. Words that say the contrary without naming a value count as a value.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence

from analyzer.checks.contraries import contraries_in
from analyzer.checks.positions import Position
from analyzer.checks.texts import Text, passage
from analyzer.records import (
    ClauseId,
    Modality,
    Passage,
    Scalar,
    Searched,
    Standing,
    Verdict,
)
from analyzer.taxonomy import Taxonomy
from analyzer.wording.conditions import outside_condition
from analyzer.wording.modality import duty_verbs
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import Span, split_sentences

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
    for value, where in _readings(text, position.term):
        wanted, where = _weigh_words(_judge(value, position), where, position, text=text)
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


def _readings(text: Text, name: str) -> Iterator[tuple[Scalar, Passage]]:
    """Each value of the term with its words, in reading order; what says the contrary behind."""
    read: set[tuple[ClauseId, Scalar]] = set()
    for clause in text.held:
        for term in text.terms_of(clause):
            if term.name == name and clause in text.by_id:
                read.add((clause, term.value))
                yield term.value, passage(text.by_id[clause], term.start, term.end)
    for value, where in contraries_in(text, name):
        if (where.clause, value) not in read:
            yield value, where


def _weigh_words(
    wanted: bool | None, where: Passage, position: Position, *, text: Text
) -> tuple[bool | None, Passage]:
    """What is as wanted only in part where it hangs on something outside or is only endeavored, and
    not at all where it is endeavored and lacks the figure; the words with their condition."""
    if wanted is False:
        return wanted, where
    clause = text.by_id[where.clause]
    plain = plain_text(clause.text)
    start, end = _sentence_around(plain, where)
    sentence = plain[start:end]
    if _only_endeavored(sentence, where.end - start):
        at_least = position.sign in (">=", ">")
        return (False if wanted is None and at_least else None), where
    hangs = outside_condition(sentence)
    if wanted is None or hangs is None:
        return wanted, where
    first, last = min(where.start, start + hangs[0]), max(where.end, start + hangs[1])
    return None, passage(clause, first, last)


def _sentence_around(plain: str, where: Passage) -> Span:
    around = (span for span in split_sentences(plain) if span[0] <= where.start < span[1])
    return next(around, (where.start, where.end))


def _only_endeavored(sentence: str, end: int) -> bool:
    """True where the words stand under a verb that binds nobody: 'shall endeavor to tell'."""
    verbs = [verb for verb in duty_verbs(sentence) if verb.start < end]
    return bool(verbs) and verbs[-1].modality is Modality.WILL_ENDEAVOR


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
