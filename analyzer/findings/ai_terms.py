"""Names that a document gives to AI things of its own, and texts with plain names in their place.

Input: the tree of a document, where it speaks of AI in plain words, the taxonomy. Output:
`AiTerms`: "Shade", defined as a figure that a computer draws, stands for "computer replica"; a text
that says Shade is read as if it said that, and every offset leads back to the printed words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analyzer.findings.context import SILENT_KINDS, ClauseTree
from analyzer.findings.definitions import bare_definitions_in, definitions_in
from analyzer.taxonomy import Signal, Taxonomy
from analyzer.wording.sentences import Span, split_sentences

#: a term that is an AI term for one thing in a list, and stands in so many clauses outside, is an
#: everyday word
EVERYDAY_USES = 12
#: how much of a clause that defines a term is its definition
DEFINITION_SENTENCES = 2
DEFINITION_LONGEST = 400
#: a clause that defines a term by AI in passing says so in its first characters
DEFINITION_OPENS = 160
#: a term is of the kind of another that stands so early in its definition
OPENS_WITH = 70
#: what a term stands for where nothing says it more closely
ANY_SYSTEM = "AI system"


# "any performer who", "an employee whose": what follows says who somebody is
_OF_PEOPLE = re.compile(r"\b(?:who|whom|whose|engaged|employed|hired)\b")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text with plain names in the place of defined ones: (start, end) of each in both texts."""

    text: str
    swaps: tuple[tuple[Span, Span], ...] = ()

    def printed(self, span: Span) -> Span:
        """The printed words that a span of this text stands for; a name is never cut."""
        return self._printed(span[0], 0), self._printed(span[1], 1)

    def _printed(self, at: int, side: int) -> int:
        shift = 0
        for read, printed in self.swaps:
            if at <= read[0]:
                break
            if at < read[1]:
                return printed[side]
            shift = printed[1] - read[1]
        return at + shift

    def read(self, span: Span) -> Span:
        """The span of this text that stands for printed words."""
        turned = Wording("", tuple((printed, read) for read, printed in self.swaps))
        return turned.printed(span)


@dataclass(frozen=True, slots=True)
class AiTerms:
    """The AI terms of a document by name, each with what it stands for."""

    stands_for: Mapping[str, str]
    pattern: re.Pattern[str] | None
    #: the terms that are defined in the usual words for AI things
    in_usual_words: frozenset[str] = frozenset()

    def uses(self, text: str) -> tuple[Span, ...]:
        """Where the terms stand in a plain text."""
        return tuple(m.span() for m in self.pattern.finditer(text)) if self.pattern else ()

    def is_plain_name(self, term: str) -> bool:
        """True for what a term stands for that is not defined in the usual words."""
        names = {name for t, name in self.stands_for.items() if t not in self.in_usual_words}
        return term.lower() in names

    def meant_by(self, definition: str) -> str:
        """What a term stands for whose definition opens with one of these terms, or ""."""
        used = self.pattern.search(definition[:OPENS_WITH]) if self.pattern else None
        if used is None or _OF_PEOPLE.search(definition, 0, used.start()):
            return ""
        return self._plain_name(used.group().lower()).removesuffix("s")

    def worded(self, text: str) -> Wording:
        """The text with plain names in the place of the terms."""
        parts: list[str] = []
        swaps: list[tuple[Span, Span]] = []
        done = length = 0
        for start, end in self.uses(text):
            name = self._plain_name(text[start:end])
            length += start - done
            parts += (text[done:start], name)
            swaps.append(((length, length + len(name)), (start, end)))
            length += len(name)
            done = end
        return Wording("".join((*parts, text[done:])), tuple(swaps)) if swaps else Wording(text)

    def _plain_name(self, written: str) -> str:
        """What a use of a term stands for, in the number and with the capital of that use."""
        lowered = written.lower()
        name = self.stands_for.get(lowered)
        if name is None:
            singular = next(s for s in _singulars(lowered) if s in self.stands_for)
            name = self.stands_for[singular] + "s"
        return name[0].upper() + name[1:] if written[0].isupper() else name


NO_TERMS = AiTerms({}, None)


def find_ai_terms(
    tree: ClauseTree,
    own: Sequence[tuple[Span, ...]],
    outside: Sequence[str],
    *,
    taxonomy: Taxonomy,
) -> AiTerms:
    """The terms that a document defines by AI, in plain words or by what they mean.

    `own` holds where each place speaks of AI, `outside` the texts that are not about AI so far.
    """
    found: dict[str, str] = {}
    in_usual_words = set()
    told = [
        (at, term, definition, sure)
        for at, place in enumerate(tree.places)
        if place.clause.kind not in SILENT_KINDS
        for term, definition, sure in _definitions_at(tree, at)
        if not taxonomy.never_a_term.fullmatch(term) and not _first(taxonomy.signals, term)
    ]
    for at, term, definition, sure in told:
        said = _first(taxonomy.signals, definition) if own[at] and sure else None
        meant = _first(taxonomy.defining, definition)
        if meant or (said and not _is_everyday(term, outside)):
            of_system = taxonomy.system_head.search(definition)
            stands_for = (meant or said or taxonomy.signals[0]).stands_for
            found.setdefault(term, ANY_SYSTEM if of_system else stands_for)
            if said:
                in_usual_words.add(term.lower())
    pairs = [(term, definition) for _, term, definition, _ in told if term not in found]
    terms = _ai_terms(_with_terms_by_terms(found, pairs))
    return replace(terms, in_usual_words=frozenset(in_usual_words))


def _with_terms_by_terms(
    found: Mapping[str, str], pairs: Sequence[tuple[str, str]]
) -> dict[str, str]:
    """The terms, and those defined by them: "a Free Shade is a Shade which …"."""
    known = dict(found)
    while True:
        terms = _ai_terms(known)
        fresh = {
            term: terms.meant_by(definition)
            for term, definition in pairs
            if term not in known and terms.meant_by(definition)
        }
        if not fresh:
            return known
        known |= fresh


def _definitions_at(tree: ClauseTree, at: int) -> list[tuple[str, str, bool]]:
    """(term, definition, sure) of a place, with what its reader says that it defines."""
    place = tree.places[at]
    found = [(term, words, True) for term, words in definitions_in(place.text)]
    found += bare_definitions_in(place.text)
    defines = place.clause.defines
    if defines and defines[:1].isupper():
        found.append((defines.strip(), place.text[:DEFINITION_OPENS], True))
        found.append((defines.strip(), _opening(place.text), False))
    return found


def _opening(text: str) -> str:
    """The first sentences of a clause that defines a term."""
    sentences = split_sentences(text[:DEFINITION_LONGEST])[:DEFINITION_SENTENCES]
    return text[: sentences[-1][1]] if sentences else ""


def _first(signals: Sequence[Signal], text: str) -> Signal | None:
    """The first signal that a text gives, unless its `unless` stands there too."""
    for signal in signals:
        if signal.pattern.search(text) and not (signal.unless and signal.unless.search(text)):
            return signal
    return None


def _is_everyday(term: str, outside: Sequence[str]) -> bool:
    pattern = _ai_terms({term: ANY_SYSTEM}).pattern
    return pattern is not None and sum(bool(pattern.search(t)) for t in outside) > EVERYDAY_USES


def _ai_terms(stands_for: Mapping[str, str]) -> AiTerms:
    if not stands_for:
        return NO_TERMS
    names = sorted(stands_for, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(_written, names))})(?![\w])")
    return AiTerms({term.lower(): words for term, words in stands_for.items()}, pattern)


def _written(term: str) -> str:
    """How a term may be written: as defined or in capitals, in the plural; one of several words
    also without capitals."""
    forms = {term, term.upper()} | ({term.lower(), term.capitalize()} if " " in term else set())
    spelled = []
    for form in sorted(forms):
        if form[-1:] in "yY":
            spelled.append(rf"{re.escape(form[:-1])}(?:{form[-1]}|ies|IES)")
        else:
            spelled.append(rf"{re.escape(form)}(?:e?s|E?S)?")
    return "|".join(spelled)


def _singulars(word: str) -> tuple[str, ...]:
    return word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y"
