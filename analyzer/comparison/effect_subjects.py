"""The subject of a verb: which of the parties of a sentence it is told of.

A party behind a preposition or before a possessive is none, nor is one that only says of what kind
a thing is, or that is set aside; the two sides joined are both. Input: a sentence and a place in
it. Output: a `Party`, or its side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from analyzer.comparison.effect_asides import is_set_aside, without_brackets
from analyzer.comparison.effect_parties import Party, find_parties, role_of
from analyzer.records import Favors

#: so many characters before a word are looked at
_NEAR = 60
# "of the ", "to each ", "with any such "
_OBLIQUE = re.compile(
    r"\b(?:of|to|for|by|with|from|on|upon|against|between|under|in|at|among)"
    r"(?: (?:the|an?|one|each|any|every|all|such|its|their|his|her|both|affected|individual))*"
    r"(?: (?-i:[A-Z])[\w-]+){0,2}\s*$",
    re.I,
)
# "or the ", "and LPB "
_JOINS = re.compile(r"\b(?:and|or|nor) ", re.I)
# "by the LPB or the "
_OBLIQUE_TOO = re.compile(
    r"\b(?:of|to|for|by|with|from|against|between|among) (?:(?:the|an?|each|any|its) )?"
    r"(?:[\w.'-]+ ){1,3}(?:and|or|nor) (?:(?:the|its|each|any) )?(?:(?-i:[A-Z])[\w-]+ )*$",
    re.I,
)
#: a party so near the beginning opens the sentence
_FIRST = 25
# " who ", " under contract who ", " (or an agent) with respect to whom "
_WHO = re.compile(r"(?: \([^()]{0,160}\))?(?: \w+){0,4},? (?:who|whose|whom)\b", re.I)
# "shall "
_DUTY = re.compile(r"\b(?:shall|must|will|may)\b", re.I)
# " and the ", " and ", " or its "
_WITH = re.compile(
    r",? (?:and|or|nor|and/or) (?:(?:the|its|their|each|\w+(?: \(\d+\))?) )?"
    r"(?:(?-i:[A-Z])[\w-]+ ){0,3}",
    re.I,
)
# ", the ", ", ": the one before it in a list of three
_LISTED = re.compile(r",(?: (?:and|or))? (?:(?:the|an?|any|each|every|its|such) )?", re.I)
# "the LPA and the ": another body beside the union
_WITH_ANOTHER = re.compile(r"\b[A-Z][\w&.-]+ and (?:the )?$")
# "he or she ": who works
_HE = re.compile(r"\b(?:he or she|she or he|he/she|she/he|s/he|he|she) $", re.I)
# " of the Appeals Panel"
_OF_BODY = re.compile(
    r" (?:of|on) (?:the |such |each |a )?(?:[\w/-]+ ){0,3}?"
    r"(?:panel|committee|board|work ?group|task force|trust)\b",
    re.I,
)
# "The LPA and ", "nor the LPA"
_WITH_BODY = re.compile(r"\b[A-Z]{3,} (?:and|or|nor|and/or) (?:the )?$")
_AND_BODY = re.compile(r" (?:and|or|nor|and/or) (?:the |an? )?[A-Z]{3,}\b(?! [A-Z][a-z])")
# "employee representatives", "Agency designee": a side's people, still that side
_PEOPLE = re.compile(
    r"(?:representatives?|designees?|heads?|managers?|members?|officials?|agents?|counsel|delegates?|"
    r"officers?|presidents?|directors?|stewards?|personnel|staff|people|persons?|or|and)$",
    re.I,
)
# "employee benefits", "worker pay": the noun behind makes it a thing; not "employees hired", "may"
_GOES_ON = re.compile(
    r"\s+(?!(?:who|whom|whose|which|that|is|are|was|were|has|have|does|do|and|or|nor|of|in|on|at|by|"
    r"for|from|to|with|under|within|without|during|than|as|but|if|not|also|then|each|both|all|he|she|"
    r"they|it|upon|after|before|when|where|while|any|the|an?|pursuant|subject|only|never|so|eligible|"
    r"ineligible|able|unable|absent|present|responsible|likely|willing)\b)"
    r"(?P<next>[a-z][a-z/-]+)",
    re.I,
)
# "is a member of two groups their paid time ": the time is what is told of
_THEIRS = re.compile(
    r"(?<!\bof)(?<!\bin)(?<!\bat)(?<!\bon)(?<!\bto)(?<!\bby)(?<!\bfor)(?<!\bwith)(?<!\bfrom)"
    r"(?<!\band)(?<!\bor)(?<!ing) (?:their|his|her|its) [\w ]{3,60}$",
    re.I,
)
# " schedules ", " work shifts ": right before a verb they are what the sentence is about
_THINGS = re.compile(r" (?:[a-z-]+ )?[a-z]+[^s\W]s ", re.IGNORECASE)
# "employed", "working", "promptly": no noun
_NO_NOUN = re.compile(r"(?:ed|ing|ly|chosen|sent|hired|held|given|paid|[^s]s)$", re.I)


def side_at(sentence: str, at: int) -> Favors:
    """The side of the party whose word begins at a place, BOTH where it is joined to one of the
    other side; UNCLEAR where none does."""
    found = next((party for party in find_parties(sentence) if party.start == at), None)
    return _joined(sentence, found).side if found else Favors.UNCLEAR


def subject_before(sentence: str, at: int) -> Party | None:
    """The party that stands before a place as its subject: not 'of the actor', not "actor's", not
    the actor of 'actor pay'; BOTH for the parties, and for one side joined to the other."""
    head = sentence[:at]
    named = _HE.search(head)
    if named is not None:
        return Party(named.group().strip(), Favors.WORKER, named.start(), named.end() - 1)
    opening = _opening(sentence, at)
    if opening is not None:
        return opening
    aside: Party | None = None
    for party in reversed(find_parties(sentence)):
        if party.end > at or not _may_act(sentence, party, at):
            continue
        if not is_set_aside(sentence, party.start, party.end, at):
            return _joined(sentence, party)
        aside = aside or party
    return _joined(sentence, aside) if aside else None


def _may_act(sentence: str, party: Party, at: int) -> bool:
    """True of a party before a verb that may be its subject."""
    rest = sentence[party.end : at]
    if rest.startswith("'") or re.search(r"[;:]", rest) or is_modifier(rest):
        return False
    if _THEIRS.search(rest):
        return False
    if _THINGS.fullmatch(rest) and not _PEOPLE.fullmatch(rest.split()[-1]):
        return False
    before = sentence[max(0, party.start - _NEAR) : party.start]
    return not _OBLIQUE.search(before) and not (
        _JOINS.search(before) and _OBLIQUE_TOO.search(before)
    )


def _opening(sentence: str, at: int) -> Party | None:
    """The party that opens a sentence and of whom is told who it is: 'Dancers who tour …'."""
    first = next(iter(find_parties(sentence)), None)
    if first is None or first.start > _FIRST or first.end > at:
        return None
    told = _WHO.match(sentence, first.end, at) is not None
    return first if told and not _DUTY.search(sentence, first.end, at) else None


def is_modifier(rest: str) -> bool:
    """True where a noun of a thing follows at once: 'Worker Pay', 'employee benefits'."""
    follows = _GOES_ON.match(rest)
    if follows is None:
        return False
    word = follows["next"]
    return not (_PEOPLE.fullmatch(word) or _NO_NOUN.search(word))


def _joined(sentence: str, party: Party) -> Party:
    """The party, or both sides where it is joined to one of the other side, or sits in a body."""
    if _OF_BODY.match(sentence, party.end):
        return replace(party, side=Favors.BOTH)
    if _is_with_body(sentence, party):
        return replace(party, side=Favors.BOTH)
    for other in _beside(sentence, party):
        if other.side is not party.side:
            return replace(party, side=Favors.BOTH)
    return party


def _beside(sentence: str, party: Party) -> Iterator[Party]:
    """The parties that a party is joined to: 'the Guild', the rigger and the Producer 'or any
    Agency'."""
    parties = find_parties(sentence)
    at = next((at for at, each in enumerate(parties) if each.start == party.start), 0)
    for other in parties[at + 1 :]:
        if not _WITH.fullmatch(without_brackets(sentence[party.end : other.start])):
            break
        yield other
    link, second = _WITH, party
    for other in reversed(parties[:at]):
        between = sentence[other.end : second.start]
        if between.count(")") > between.count("("):
            continue
        if not link.fullmatch(without_brackets(between)):
            break
        yield other
        link, second = _LISTED, other


def _is_with_body(sentence: str, party: Party) -> bool:
    """True of a party joined to a body of which it is not known that it is on the same side."""
    before = _WITH_BODY.search(sentence, 0, party.start)
    if before is None and role_of(party.word) == "union":
        before = _WITH_ANOTHER.search(sentence, 0, party.start)
    bodies = (before, _AND_BODY.match(sentence, party.end))
    own = [p.start for p in find_parties(sentence) if p.side is party.side]
    return any(body and not any(body.start() <= at < body.end() for at in own) for body in bodies)
