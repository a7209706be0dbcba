"""The names that a document gives to its own parties, each with its side.

'… the Association of Invented Performers (hereinafter "AIP" or the "League")': what else a party is
called, or the people in its full name, tell the side; where neither does, the other party. Input:
documents with their clauses and defined terms. Output: names by side; one with two is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from analyzer.comparison.effect_names import LETTERS
from analyzer.comparison.effect_parties import OTHER, SIDES, find_parties, role_of
from analyzer.records import Clause, ClauseKind, DefinedTerm, Document, Favors
from analyzer.wording.plain import plain_text

#: so many characters before a name its full name may begin
_FULL = 400
#: fewer letters than this stand for many things, and more for nothing
_FEWEST, _MOST = 3, 8
_NAME = r"[\"'](?:[Tt]he |[Ss]uch |an? )?(?P<name>[A-Z][\w.&-]*(?: [A-Z\d][\w.&-]*){0,4}),?[\"']"
# '"AIP"', "'League'", '"the Lodge 12"'
_QUOTED = re.compile(rf"(?<!\w){_NAME}")
# '(hereinafter "AIP")', '(AIP)', 'hereinafter called the "AIP" or the "League"'
_GIVEN = re.compile(
    r"\((?P<letters>[A-Z]{3,8})\)"
    r"|\([^()\"']{0,80}(?<!\w)[\"'][^()]{2,120}\)"
    r"|\bherein(?:after)?\b[\w ,]{0,60} [\"'][^\"']{2,60}[\"']"
    r"(?:,? (?:and|or) (?:\w+ ){0,3}[\"'][^\"']{2,60}[\"'])*"
)
# 'Association', 'League': bodies of either side, whose members tell
_OF_EITHER = re.compile(
    r"\b(?:associations?|alliance|leagues?|society|council|organi[sz]ation|congress)\b", re.I
)
# 'Pension Plan', 'Labor Relations Act': a thing, whoever has a hand in it
_THING = re.compile(
    r"\b(?:plans?|funds?|trusts?|committees?|agreements?|contracts?|acts?|codes?|programs?|"
    r"polic(?:y|ies)|rosters?|boards?|courts?|articles?|sections?|exhibits?|awards?)\b",
    re.IGNORECASE,
)
# 'by and between', 'on the one hand', 'party of the first part', '(the "Parties")'
_AGREE = re.compile(
    r"\bbetween\b|\bon the one hand\b|\bpart(?:y|ies) of the\b|[\"'](?:the )?parties[\"']",
    re.IGNORECASE,
)
# ', Council 7', ', Lodge 12'
_BRANCH = re.compile(r",? (?:council|local|chapter|lodge|district|region)(?: no\.?)? \d.*", re.I)
# 'Producers', 'Employers': members of a body of the employer's side
_EMPLOYING = re.compile(
    r"\b(?:producer|employer|publisher|operator|broadcaster|distributor|developer|advertiser|"
    r"manager|owner|presenter|exhibitor)s?\b",
    re.IGNORECASE,
)
# 'Harbor Lights, Inc.'
_FIRM = re.compile(r"\b(?:inc|llc|ltd|corp(?:oration)?)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_][\w'&-]*")
_SMALL = frozenset(("of", "and", "the", "for", "in", "on", "to", "a", "an", "its"))

Given = tuple[Document, Sequence[Clause], Sequence[DefinedTerm]]


def read_party_names(documents: Iterable[Given]) -> Mapping[str, Favors]:
    """The names of parties that these documents give, with their sides."""
    sides: dict[str, Favors] = {}
    for document, clauses, terms in documents:
        for name, side in _names_of(document, clauses, terms):
            if sides.setdefault(name, side) is not side:
                sides[name] = Favors.UNCLEAR
    return {name: side for name, side in sides.items() if side in SIDES}


def _names_of(
    document: Document, clauses: Sequence[Clause], terms: Sequence[DefinedTerm]
) -> Iterator[tuple[str, Favors]]:
    for name, side in ((document.guild, Favors.WORKER), (document.employer, Favors.EMPLOYER)):
        if name and _side_of_word(name) is None:
            yield from ((each, side) for each in (name, *_first_letters(name)))
    defining = {term.defined_in for term in terms}
    for clause in clauses:
        if clause.id in defining or clause.kind is ClauseKind.PREAMBLE:
            yield from names_in(plain_text(clause.text))


def names_in(text: str) -> Iterator[tuple[str, Favors]]:
    """The names that a text gives to parties, each with its side."""
    agree = _AGREE.search(text) is not None
    told: dict[str, Favors] = {}
    untold: list[str] = []
    last = 0
    for given in _GIVEN.finditer(text):
        quoted = (found["name"] for found in _QUOTED.finditer(given.group()))
        names = [given["letters"]] if given["letters"] else [name.rstrip(".") for name in quoted]
        before = text[max(last, given.start() - _FULL) : given.start()]
        last = given.end()
        called = {side for side in map(_side_of_word, names) if side in SIDES}
        for name in names:
            if len(name) < _FEWEST or _side_of_word(name) is not None:
                continue
            full = _full_name(name, before)
            side = _side_of_body(full)
            if len(called) == 1:
                told[name] = next(iter(called))
            elif side is Favors.WORKER or (side is Favors.EMPLOYER and agree):
                told[name] = side
            elif agree and _OF_EITHER.search(full) and not _THING.search(full):
                untold.append(name)
    sides = set(told.values())
    if len(untold) == len(sides) == 1:
        told[untold[0]] = OTHER[sides.pop()]
    yield from told.items()


def _side_of_word(name: str) -> Favors | None:
    """The side of a name that the word lists hold: 'Union', 'Employers'; none of 'League'."""
    if _OF_EITHER.fullmatch(name):
        return None
    found = find_parties(name)
    whole = len(found) == 1 and found[0].word == name
    return found[0].side if whole else None


def _full_name(name: str, before: str) -> str:
    """The words in front that a name is short for; '' where it is short for none of them."""
    words = [found.group() for found in _WORD.finditer(before)]
    great = [word for word in words if word.lower() not in _SMALL]
    if not LETTERS.fullmatch(name):
        run: list[str] = []
        while words and (words[-1][0].isupper() or words[-1].lower() in _SMALL):
            run.insert(0, words.pop())
        return " ".join(run) if set(name.split()) <= set(run) else ""
    firsts = "".join(word[0] if word[0].isupper() else "." for word in great)
    letters = name.replace(".", "")
    at = firsts.rfind(letters) if len(letters) >= _FEWEST else -1
    return " ".join(great[at : at + len(letters)]) if at >= 0 else ""


def _side_of_body(full: str) -> Favors | None:
    """The side of a body by its full name; None where its name does not tell, or of a thing."""
    if _FIRM.search(full):
        return Favors.EMPLOYER
    parties = find_parties(full)
    if not parties or _THING.search(full):
        return None
    roles = {role_of(party.word) for party in parties if not _OF_EITHER.fullmatch(party.word)}
    if "union" in roles:
        return Favors.WORKER
    if _EMPLOYING.search(full):
        return Favors.EMPLOYER
    if any(party.side is Favors.WORKER for party in parties):
        return Favors.WORKER if _OF_EITHER.search(full) else None
    return Favors.EMPLOYER if "employer" in roles else None


def _first_letters(name: str) -> Iterator[str]:
    """The letters that stand for a full name: all of it, or up to the first people in it; without
    the number of its branch."""
    words = [word for word in _WORD.findall(_BRANCH.sub("", name)) if word.lower() not in _SMALL]
    people = next((at for at, word in enumerate(words, 1) if _is_people(word)), len(words))
    for end in {people, len(words)}:
        if _FEWEST <= end <= _MOST:
            yield "".join(word[0].upper() for word in words[:end])


def _is_people(word: str) -> bool:
    return word.endswith("s") and bool(_EMPLOYING.fullmatch(word) or _side_of_word(word))
