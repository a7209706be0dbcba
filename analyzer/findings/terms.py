"""Terms of a provision: typed values with the words that give them.

Input: a plain text behind the gate, the sentences to read, the terms of the taxonomy. Output:
`ProvisionTerm`s, each value of a term once, in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.records import ProvisionTerm, Scalar
from analyzer.taxonomy import Term, TermChoice
from analyzer.wording.modality import is_negated
from analyzer.wording.numbers import read_number
from analyzer.wording.sentences import Span

CONFIDENCE = 0.9
#: a value got by turning a negated phrase round
CONFIDENCE_NEGATED = 0.8
#: words and figures differ
CONFIDENCE_CONFLICT = 0.4


def read_terms(
    text: str, plain: str, sentences: Sequence[Span], *, terms: Sequence[Term]
) -> tuple[ProvisionTerm, ...]:
    """Every term that the sentences give; quotes are cut from `text`, of the length of `plain`."""
    found: dict[tuple[str, Scalar], ProvisionTerm] = {}
    for term in terms:
        for choice in term.choices:
            for number, (start, end) in enumerate(sentences):
                before = sentences[max(number - 1, 0)][0]
                if choice.context and not choice.context.search(plain, before, end):
                    continue
                for (at, to), value, confidence in _values_in(plain[start:end], choice):
                    read = ProvisionTerm(
                        name=term.name,
                        value=value,
                        unit=term.unit,
                        confidence=confidence,
                        start=start + at,
                        end=start + to,
                        quote=text[start + at : start + to],
                    )
                    found.setdefault((term.name, value), read)
    return tuple(sorted(found.values(), key=lambda read: (read.start, read.name)))


def _values_in(sentence: str, choice: TermChoice) -> Iterator[tuple[Span, Scalar, float]]:
    """Span, value and confidence of each reading of a choice in one sentence."""
    if choice.refuse and choice.refuse.search(sentence):
        return
    for pattern in choice.patterns:
        for match in pattern.finditer(sentence):
            read = _value_of(sentence, match, choice)
            if read:
                yield _whole_words(sentence, match.span()), *read


def _value_of(
    sentence: str, match: re.Match[str], choice: TermChoice
) -> tuple[Scalar, float] | None:
    if not choice.keeps_negation and is_negated(sentence, match.start(), match.end()):
        return (choice.negated, CONFIDENCE_NEGATED) if choice.negated else None
    if not choice.number:
        return choice.value, CONFIDENCE
    number = read_number(match.group("number"))
    if number is None:
        return None
    return number.scalar, CONFIDENCE if number.agrees else CONFIDENCE_CONFLICT


def _whole_words(sentence: str, span: Span) -> Span:
    """The span without space at its ends and with no word cut."""
    start, end = span
    while end < len(sentence) and sentence[end].isalnum() and sentence[end - 1].isalnum():
        end += 1
    while start > 0 and sentence[start - 1].isalnum() and sentence[start].isalnum():
        start -= 1
    cut = sentence[start:end]
    return start + len(cut) - len(cut.lstrip()), end - (len(cut) - len(cut.rstrip()))
