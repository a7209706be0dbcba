"""Terms of a provision: typed values with the words that give them.

Input: a plain text behind the gate, the sentences to read, what stands above it, the terms of the
taxonomy. Output: `ProvisionTerm`s, each value of a term once, in the order of the text. A term is
a row of data; the kinds of reader are four: a word of a closed set, yes or no, a number, the
clause's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from analyzer.records import ProvisionTerm, Scalar
from analyzer.taxonomy import Term, TermChoice
from analyzer.wording.modality import is_negated
from analyzer.wording.numbers import read_number
from analyzer.wording.sentences import Span

CONFIDENCE = 0.9
# "the claim that copies may be used for ever is false": what somebody else is said to have said
_DENIED = re.compile(
    r"\b(?:claims?|assertions?|allegations?|stor(?:y|ies)|statements?|sa(?:ys|id)|alleges?)\b[^.;]*"
    r"\b(?:is|are|was|were) (?:false|untrue|not true|incorrect|wrong|misleading|a lie)\b",
    re.IGNORECASE,
)
#: a value got by turning a negated phrase round
CONFIDENCE_NEGATED = 0.8
#: a value that only what stands above the clause makes plain
CONFIDENCE_ABOVE = 0.7
#: words and figures differ
CONFIDENCE_CONFLICT = 0.4
WORDS_AND_FIGURES_DIFFER = "The number in words and the number in figures differ."
# ", and", "; or", "(": what verbatim words do not end with
_LOOSE_END = re.compile(r"[\s,;:(\[\"']+(?:and|or|the|of)?$")


@dataclass(frozen=True, slots=True)
class _Passage:
    """Plain text of a clause, its sentences, the headings and lead-ins above it, its topics."""

    plain: str
    sentences: Sequence[Span]
    above: str
    topics: Set[str]


@dataclass(frozen=True, slots=True)
class _Reading:
    value: Scalar
    confidence: float
    span: Span
    warning: str | None = None


def terms_about(terms: Sequence[Term], topics: Set[str]) -> tuple[Term, ...]:
    """The terms that belong to one of these topics."""
    return tuple(term for term in terms if not topics.isdisjoint(term.topics))


def read_terms(
    text: str,
    plain: str,
    sentences: Sequence[Span],
    *,
    terms: Sequence[Term],
    above: str = "",
    topics: Set[str] = frozenset(),
) -> tuple[ProvisionTerm, ...]:
    """Every term that the sentences give; quotes are cut from `text`, of the length of `plain`.

    `above` holds the plain words of the headings and lead-ins that the text stands under, `topics`
    what the clause is held to be about.
    """
    passage = _Passage(plain, sentences, above, topics)
    lowered = plain.lower()
    found: list[ProvisionTerm] = []
    for term in terms:
        if not any(word in lowered for word in term.keywords):
            continue
        for reading in _read_term(passage, term):
            start, end = reading.span
            found.append(
                ProvisionTerm(
                    name=term.name,
                    value=reading.value,
                    unit=_unit_of(term, reading.value),
                    confidence=reading.confidence,
                    start=start,
                    end=end,
                    quote=text[start:end],
                    warning=reading.warning,
                )
            )
    return tuple(sorted(found, key=lambda read: (read.start, read.name)))


def _unit_of(term: Term, value: Scalar) -> str | None:
    """The unit of a number; a word such as 'unquantified' or 'none' has it too: it says of what."""
    return None if isinstance(value, bool) else term.unit


def _read_term(passage: _Passage, term: Term) -> tuple[_Reading, ...]:
    """The values of a term in a passage, each once; those of `only_else` where no other is."""
    found: dict[Scalar, _Reading] = {}
    for choice in sorted(term.choices, key=lambda choice: choice.only_else):
        if choice.only_else and found:
            break
        given = term.topic_gives_context and term.topics[0] in passage.topics
        for reading in _read_choice(passage, choice, context_given=given):
            found.setdefault(reading.value, reading)
    return tuple(found.values())


def _read_choice(
    passage: _Passage, choice: TermChoice, *, context_given: bool
) -> Iterator[_Reading]:
    for number, (start, end) in enumerate(passage.sentences):
        from_above = False
        if choice.context and not context_given:
            before = passage.sentences[max(number - 1, 0)][0]
            if not choice.context.stands_in(passage.plain, before, end):
                if not (passage.above and choice.context.stands_in(passage.above)):
                    continue
                from_above = True
        sentence = passage.plain[start:end]
        if _DENIED.search(sentence):
            continue
        if choice.refuse and choice.refuse.stands_in(sentence):
            continue
        for pattern in choice.patterns:
            for matches in pattern.matches_in(sentence):
                reading = _reading_of(sentence, matches, choice)
                if reading is None:
                    continue
                at, to = reading.span
                yield _Reading(
                    reading.value,
                    min(reading.confidence, CONFIDENCE_ABOVE) if from_above else reading.confidence,
                    (start + at, start + to),
                    reading.warning,
                )


def _reading_of(
    sentence: str, matches: tuple[re.Match[str], ...], choice: TermChoice
) -> _Reading | None:
    first = matches[0]
    span = _whole_words(sentence, (min(m.start() for m in matches), max(m.end() for m in matches)))
    if not choice.keeps_negation and is_negated(sentence, first.start(), first.end()):
        if choice.negated is None:
            return None
        return _Reading(choice.negated, CONFIDENCE_NEGATED, span)
    if choice.verbatim:
        start, end = _whole_words(sentence, first.span("words"))
        words = _LOOSE_END.sub("", sentence[start:end]).strip()
        return _Reading(words, CONFIDENCE, span) if words else None
    if not choice.number:
        return _Reading(choice.value, CONFIDENCE, span)
    number = read_number(first.group("number"))
    if number is None:
        return None
    value = number.times(choice.factor).scalar
    if number.agrees:
        return _Reading(value, CONFIDENCE, span)
    return _Reading(value, CONFIDENCE_CONFLICT, span, WORDS_AND_FIGURES_DIFFER)


def _whole_words(sentence: str, span: Span) -> Span:
    """The span without space at its ends and with no word cut."""
    start, end = span
    while end < len(sentence) and sentence[end].isalnum() and sentence[end - 1].isalnum():
        end += 1
    while start > 0 and sentence[start - 1].isalnum() and sentence[start].isalnum():
        start -= 1
    cut = sentence[start:end]
    return start + len(cut) - len(cut.lstrip()), end - (len(cut) - len(cut.rstrip()))
