"""Another party, office or body in the place of one.

Input: a `SentencePair`. Output: `Sign`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.comparison.effect_pairs import Hunk, Lone, SentencePair
from analyzer.comparison.effect_parties import find_parties, is_name, role_of
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_sides import opposite, read_rule
from analyzer.comparison.effect_signs import Sign
from analyzer.comparison.effect_subjects import side_at
from analyzer.records import Favors

_ONE_OFFICE = (
    r"(?:the |their |its |his |her )?(?:[\w/-]+ ){0,3}?(?:supervisor|manager|director|"
    r"head|officer|"
    r"administrator|sponsor|coordinator|president|commissioner|superintendent|authority|specialist)"
    r"s?(?:'s?)?(?: or (?:their |its |his or her )?designee)?"
)
# "supervisor's", "the Deputy Director", "Area Manager or Head Steward"
_OFFICE = re.compile(
    rf"{_ONE_OFFICE}(?:(?:,? (?:or|and)|,|/) ?{_ONE_OFFICE}){{0,2}}",
    re.IGNORECASE,
)
# "shall", "pays", "the request goes": what a list of posts has not
_RULES = re.compile(
    r"\b(?:shall|will|must|may|can|should|is|are|was|were|be|has|have|does|do|(?!this|its|his)[a-z]{2,}(?:s|ed))\b"
)
# "Script Supervisor (1)": a post of a list
_COUNTED = re.compile(r"\(\d+\)?$")
#: longer words name more than a party
_LONGEST = 6
# "the ", "each "
_THE = re.compile(r"(?:(?:the|an?|any|each|such|its|their) )?", re.IGNORECASE)
# " manager", " director"
_OFFICE_BEHIND = re.compile(
    r" (?:supervisor|manager|director|officer|administrator|coordinator)\b", re.I
)
# "Program", "Regional Field"
_TITLED = re.compile(r"[A-Z][\w-]*(?: [A-Z][\w-]*)?")
_OFFICE_NEXT = re.compile(
    r" (?:Supervisor|Manager|Director|Officer|Administrator|Coordinator|Superintendent)\b"
)
# "the MPA", "LPB": a body of which the text here does not say whose it is
_BODY = re.compile(r"(?:the )?[A-Z]{2,6}")


def find_parties_changed(pair: SentencePair) -> Iterator[Sign]:
    """Another party in the place of one; a list of posts, without a verb, names no party."""
    if not any(_RULES.search(text) for text in (pair.old, pair.new)):
        return
    titled = next((lone for lone in pair.lone if names_office(lone)), None)
    if titled is not None:
        old, new = (None, titled.words) if titled.came else (titled.words, None)
        yield Sign("party_changed", old, new, Favors.UNCLEAR)
        return
    for hunk in pair.hunks:
        if _is_cut(pair.old, hunk.a0, hunk.a1) or _is_cut(pair.new, hunk.b0, hunk.b1):
            continue
        struck, put = _with_office(pair, hunk)
        if struck and put and max(len(struck.split()), len(put.split())) <= _LONGEST:
            yield from _read_change(pair, struck, put)


def _is_cut(sentence: str, start: int, end: int) -> bool:
    """True of the 'AIP' of 'the AIP Season': it is cut out of another name."""
    named = (party for party in find_parties(sentence[start:end]) if is_name(party.word))
    return any(side_at(sentence, start + party.start) is Favors.UNCLEAR for party in named)


def _read_change(pair: SentencePair, struck: str, put: str) -> Iterator[Sign]:
    if _COUNTED.search(struck) or _COUNTED.search(put):
        return
    if _is_other_office(struck, put):
        yield Sign("party_changed", struck, put, Favors.UNCLEAR)
        return
    ours, theirs = _roles(struck), _roles(put)
    if ours and not theirs and _BODY.fullmatch(put) and _is_party(struck):
        yield Sign("party_changed", struck, put, _loses(pair.old, struck))
    elif ours and theirs and not ours & theirs:
        yield Sign("party_changed", struck, put, _favored(pair, struck, put))
    elif ours and _is_named_body(put) and not _is_named_body(struck) and _is_party(struck):
        yield Sign("party_changed", struck, put, Favors.UNCLEAR)


def _favored(pair: SentencePair, struck: str, put: str) -> Favors:
    """Whom it serves that a party stands in the place of another."""
    before, after = read_rule(pair.old), read_rule(pair.new)
    sides = {party.side for party in find_parties(put)}
    favors = next(iter(sides)) if len(sides) == 1 else Favors.UNCLEAR
    if len(sides) == 1 and _pays_by(pair.new, put):
        return opposite(favors)
    if after.serves is not Favors.UNCLEAR and after.serves is not before.serves:
        return after.serves
    same = {party.side for party in find_parties(struck)} == sides
    return Favors.UNCLEAR if same else favors


def names_office(lone: Lone) -> bool:
    """True of the 'Program' of 'the Program Administrator': another name of an office."""
    return (
        _TITLED.fullmatch(lone.words) is not None
        and _OFFICE_NEXT.match(lone.sentence, lone.end) is not None
    )


def _is_party(words: str) -> bool:
    """True of a word for a party and no more: no name that holds one."""
    parties = find_parties(words)
    if len(parties) != 1 or words[parties[0].end :]:
        return False
    return _THE.fullmatch(words[: parties[0].start]) is not None


def _is_named_body(words: str) -> bool:
    """True of 'the AIP': one body, of its side's parties, that the document names."""
    return _is_party(words) and is_name(find_parties(words)[0].word)


def _is_other_office(struck: str, put: str) -> bool:
    """True of one office for another: 'the supervisor' and 'the Regional Officer'."""
    old, new = _OFFICE.fullmatch(struck), _OFFICE.fullmatch(put)
    return bool(old and new) and struck.lower() != put.lower()


def _with_office(pair: SentencePair, hunk: Hunk) -> tuple[str, str]:
    """The words of a hunk with the word behind it, where that is an office: 'site' and 'area' of
    'the site manager' and 'the area manager'."""
    struck, put = pair.old[hunk.a0 : hunk.a1].strip(), pair.new[hunk.b0 : hunk.b1].strip()
    old, new = (
        _OFFICE_BEHIND.match(pair.old, hunk.a1),
        _OFFICE_BEHIND.match(pair.new, hunk.b1),
    )
    if not (struck and put) or old is None or new is None:
        return struck, put
    return struck + old.group(), put + new.group()


def _loses(sentence: str, struck: str) -> Favors:
    """Whom it serves that a party is named no more: not known where it only had a duty."""
    sides = {party.side for party in find_parties(struck)}
    rule = read_rule(sentence)
    if len(sides) != 1 or (rule.bound in sides and rule.serves not in sides):
        return Favors.UNCLEAR
    return opposite(sides.pop())


def _pays_by(sentence: str, party: str) -> bool:
    head = sentence[: sentence.find(party)]
    return bool(re.search(r"\bby (?:the |each |an? )?$", head)) and bool(
        words_of("borne").search(head)
    )


def _roles(words: str) -> frozenset[str]:
    parties = find_parties(words)
    heads = [
        party.word
        for party, after in zip(parties, (*parties[1:], None), strict=False)
        if after is None or after.start > party.end + 1
    ]
    roles = {role for word in heads if (role := role_of(word))}
    if not roles and heads:
        roles = {"worker"}
    if {"employer", "union"} <= roles or re.search(r"\bpart(?:y|ies)\b", words, re.I):
        roles = {"both"}
    if re.search(r"\b(?:arbitrator|mediator|committee|neutral|umpire|panel)\b", words, re.I):
        roles |= {"neutral"}
    return frozenset(roles)
