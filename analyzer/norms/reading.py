"""Clauses → norms: each sentence's verbs of duty with their subjects, and list items with the party
and verb of their lead-in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from analyzer.norms.conditions import condition_before
from analyzer.norms.exceptions import exceptions_in
from analyzer.norms.parties import Subject, find_subject
from analyzer.records import Clause, ClauseId, ClauseKind, Modality, Norm
from analyzer.wording.modality import DutyVerb, duty_verbs
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import Span, split_sentences

#: kinds that are no language of the contract: they lay no duty on anybody
_SILENT = frozenset(
    {
        ClauseKind.TOC,
        ClauseKind.SIGNATURE,
        ClauseKind.PARTY_LIST,
        ClauseKind.TABLE,
        ClauseKind.HEADING,
        ClauseKind.INSTRUCTION,
        ClauseKind.DRAFTING_NOTE,
    }
)
_TURNED = {Modality.MUST: Modality.MUST_NOT, Modality.MAY: Modality.MUST_NOT}
# ": ", " do the following:", " as follows:", " comply with all of these:"
_ONLY_LEADS = re.compile(
    r"\s*(?:(?:also|not|be|do|each|either|only|that) ?)*(?:(?:all |any |one or more |both |each )?"
    r"(?:of )?the following(?: \w+)?|as follows)?\s*[:\-,;.]*\s*$",
    re.IGNORECASE,
)
# ", and" before the next norm
_DANGLING = re.compile(r"[ ,;]+(?:and|or|but|nor|provided that|except that|that|which)$")
# "; ", " and agree to"
_CLAUSE_END = re.compile(r";|,? and (?:further |hereby |each |therefore )*agrees?\b")
_NOUN = r"(?:the |an? |any |each )?(?P<{}>[A-Z]\w+(?: [A-Z]\w+)*|\w+)"
# "precludes the Guild from", "limit the rights of the Guild", "waive any Producer's right"
_LEFT_FREE = re.compile(
    rf"(?:preclude|prevent|prohibit|bar|restrict)s? {_NOUN.format('barred')}"
    r"(?: \w+){0,3}? from\b|"
    r"(?:limit|restrict|waive|abridge|impair|diminish|affect|abrogate|reduce)(?:s|es)? "
    rf"(?:(?:the |any )?(?:\w+ )?rights? of {_NOUN.format('holder')}|"
    rf"{_NOUN.format('owner')}'s? (?:\w+ )?rights?)\b"
)
# "Producer's right to choose", "the rights of the Guild"
_RIGHT_OF = re.compile(
    rf"(?P<owner>[A-Z]\w+)'s? (?:\w+ )?rights?\b|\brights? of {_NOUN.format('holder')}"
)
# "have the right to" behind "in no event shall an arbitrator"
_HAVE = re.compile(r"have\b")
#: how many characters a noun between the parts of an inverted verb takes at most
_INVERTED_REACH = 80
#: longest text that is read of one clause: no real one comes near
_LONGEST_READ = 30_000


# "shall own", "will be the sole owner of", "shall acquire all right": a right in a duty's verb
_ENTITLES = re.compile(
    r"(?:shall|will|must)(?: \w+ly| at all times| also)* (?:own\b|"
    r"(?:be|become|remain)(?: and remain)? the (?:\w+ (?:and )?){0,3}owners?\b|"
    r"(?:acquire|hold) (?:all |the )?(?:\w+ )?(?:rights?|title|ownership)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Duty:
    """Party and modality with where their words begin, and what is said before of when it holds."""

    party: str
    modality: Modality
    start: int
    verb: DutyVerb
    #: where the words begin with a condition that stands right before them
    opens: int
    condition: Span | None = None
    entitles: bool = False


@dataclass(slots=True)
class _Text:
    """A clause as it is read; `last` is the last party named in it."""

    clause: Clause
    plain: str
    notes: tuple[str, ...]
    last: str = ""
    norms: list[Norm] = field(default_factory=list)


def read_norms(clauses: Sequence[Clause]) -> tuple[Norm, ...]:
    """Every norm of one document's clauses, in reading order."""
    notes = _notes(clauses)
    by_id = {clause.id: clause for clause in clauses}
    parents = {clause.parent for clause in clauses if clause.parent is not None}
    found: list[Norm] = []
    for clause in clauses:
        if clause.kind in _SILENT or not clause.text:
            continue
        text = _Text(clause, plain_text(clause.text[:_LONGEST_READ]), notes.get(clause.id, ()))
        lead = _lead_of(clause, by_id)
        for number, span in enumerate(split_sentences(text.plain)):
            _read_sentence(text, span, lead=lead if number == 0 else None)
        found.extend(text.norms if clause.id not in parents else _without_lead(text))
    return tuple(found)


def _notes(clauses: Sequence[Clause]) -> Mapping[ClauseId, tuple[str, ...]]:
    notes: dict[ClauseId, tuple[str, ...]] = {}
    for clause in clauses:
        if clause.kind is ClauseKind.FOOTNOTE and clause.parent is not None:
            notes[clause.parent] = (*notes.get(clause.parent, ()), clause.text)
    return notes


# ── sentences ────────────────────────────────────────────────────────────────────────────────────
def _read_sentence(text: _Text, span: Span, *, lead: tuple[_Duty, Clause] | None) -> None:
    sentence = text.plain[span[0] : span[1]]
    exceptions = exceptions_in(sentence)
    duties = _with_conditions(sentence, list(_duties(sentence, text)), exceptions)
    if lead and not _speaks_for_itself(duties):
        _add_item(text, span, lead)
        return
    for number, duty in enumerate(duties):
        end = duties[number + 1].opens if number + 1 < len(duties) else len(sentence)
        _add(text, span, duty, end=end, exceptions=exceptions)


def _with_conditions(
    sentence: str, duties: Sequence[_Duty], exceptions: Sequence[Span]
) -> list[_Duty]:
    """The duties with what is said before of when they hold; a second verb has the first's."""
    found: list[_Duty] = []
    after = 0
    for duty in duties:
        said = condition_before(sentence, duty.start, after=after)
        if said and any(start < said[1] and said[0] < end for start, end in exceptions):
            said = None
        opens = said[0] if said else duty.start
        if said is None and found and duty.start == duty.verb.start:
            said = found[-1].condition
        found.append(replace(duty, condition=said, opens=opens))
        after = duty.verb.end
    return found


def _duties(sentence: str, text: _Text) -> Iterator[_Duty]:
    """The norms of a sentence: verbs whose subject is found, a second verb with the first's."""
    party, until, after = "", 0, 0
    verbs = duty_verbs(sentence)
    for number, verb in enumerate(verbs):
        subject = find_subject(sentence, verb, after=after) if verb.start >= until else None
        if subject is None:
            continue
        after = verb.end
        named = _name(subject, party, text)
        if verb.modality is Modality.RESERVE:
            named = _holder(sentence, verb, subject, named)
        if not named:
            continue
        party = text.last = named
        modality = verb.modality
        if subject.denied:
            modality = _TURNED.get(modality, modality)
        if subject.inverted:
            until = _end_of_inverted(sentence, verbs[number : number + 2])
        if verb.modality is Modality.ACKNOWLEDGE:
            until = _end_of_clause(sentence, verb.end)
        elif verb.binds_that and _says_more(sentence, verbs[number + 1 :], named):
            continue
        entitles = modality is Modality.MUST and bool(_ENTITLES.match(sentence, verb.start))
        modality = Modality.MAY if entitles else modality
        start = min(subject.start, verb.start)
        yield _Duty(named, modality, start, verb, opens=start, entitles=entitles)
        if named.lower() == "nothing":
            yield from _left_free(sentence, verb)


def _holder(sentence: str, verb: DutyVerb, subject: Subject, named: str) -> str:
    """Who keeps a right: 'the right of the Producer is reserved', 'neither party waives'."""
    if sentence[verb.start : verb.end] in ("waive", "waives") and not subject.denied:
        return ""
    right = _RIGHT_OF.search(sentence, subject.start, verb.start)
    return (right["owner"] or right["holder"]) if right else named


def _end_of_inverted(sentence: str, verbs: Sequence[DutyVerb]) -> int:
    """The end of a verb whose noun stands inside it: 'in no event shall an arbitrator have …'."""
    first, last = verbs[0], verbs[-1]
    near = last.start - first.end < _INVERTED_REACH
    return last.end if near and _HAVE.match(sentence, last.start) else first.end


def _left_free(sentence: str, verb: DutyVerb) -> Iterator[_Duty]:
    """What 'nothing …' leaves to a party: 'shall preclude the Guild from' says that it may."""
    match = _LEFT_FREE.search(sentence, verb.end)
    if match:
        party = match["barred"] or match["holder"] or match["owner"]
        modality = Modality.MAY if match["barred"] else Modality.RESERVE
        freed = DutyVerb(match.end(), match.end(), modality)
        yield _Duty(party, modality, match.start(), freed, opens=match.start())


def _name(subject: Subject, party: str, text: _Text) -> str:
    """The party's words; a pronoun, or no noun at all, stands for the party before."""
    if subject.pronoun:
        return party or text.last or ("parties" if "parties" in text.plain.lower() else "it")
    return subject.party or party


def _says_more(sentence: str, later: Sequence[DutyVerb], agreed_by: str) -> bool:
    """True where what is agreed is a norm of the same party: it stands for itself."""
    subjects = (find_subject(sentence, verb) for verb in later)
    return any(found and (found.pronoun or found.party == agreed_by) for found in subjects)


def _end_of_clause(sentence: str, start: int) -> int:
    stop = _CLAUSE_END.search(sentence, start)
    return stop.start() if stop else len(sentence)


def _speaks_for_itself(duties: Sequence[_Duty]) -> bool:
    """True for a list item with a norm of its own."""
    return bool(duties)


# ── norms ────────────────────────────────────────────────────────────────────────────────────────
def _add(text: _Text, span: Span, duty: _Duty, *, end: int, exceptions: tuple[Span, ...]) -> None:
    sentence = text.plain[span[0] : span[1]]
    stop = max(end, duty.verb.end)
    act = _DANGLING.sub("", sentence[duty.verb.end : stop].strip(" ,;:."))
    # "reserves all of its rights", "is prohibited": the verb says it all
    act = act or sentence[duty.verb.start : duty.verb.end]
    start = span[0] + duty.opens
    said = duty.condition
    last = span[0] + len(sentence[:stop].rstrip(" ,;"))
    printed = text.clause.text
    text.norms.append(
        Norm(
            clause=text.clause,
            party=duty.party,
            modality=duty.modality,
            act=act,
            start=start,
            end=last,
            quote=printed[start:last],
            exceptions=tuple(printed[span[0] + s : span[0] + e] for s, e in exceptions),
            notes=text.notes,
            lifted=duty.verb.lifts,
            entitled=duty.entitles,
            condition=printed[span[0] + said[0] : span[0] + said[1]] if said else None,
        )
    )


def _add_item(text: _Text, span: Span, lead: tuple[_Duty, Clause]) -> None:
    """A list item: party and verb stand in its lead-in."""
    duty, above = lead
    sentence = text.plain[span[0] : span[1]]
    printed = text.clause.text
    spans = [(text, s, e) for s, e in exceptions_in(sentence)]
    text.norms.append(
        Norm(
            clause=text.clause,
            party=duty.party,
            modality=duty.modality,
            act=sentence.strip(" ,;:."),
            start=span[0],
            end=span[1],
            quote=printed[span[0] : span[1]],
            exceptions=(
                *(above.text[s:e] for s, e in exceptions_in(plain_text(above.text))),
                *(printed[span[0] + s : span[0] + e] for _, s, e in spans),
            ),
            notes=text.notes,
            lead_in=above.id,
            lifted=duty.verb.lifts,
            entitled=duty.entitles,
            condition=above.text[slice(*duty.condition)] if duty.condition else None,
        )
    )


# ── lead-ins ─────────────────────────────────────────────────────────────────────────────────────
def _lead_of(clause: Clause, by_id: Mapping[ClauseId, Clause]) -> tuple[_Duty, Clause] | None:
    """Party and verb of the lead-in that a list item completes, with the lead-in's clause."""
    above = by_id.get(clause.parent) if clause.parent is not None else None
    if above is None or above.kind in _SILENT or clause.kind is ClauseKind.FOOTNOTE:
        return None
    duty = _open_duty(above)
    return (duty, above) if duty else None


def _open_duty(clause: Clause) -> _Duty | None:
    """The last duty of a text that ends with its verb: 'The Producer shall:'."""
    plain = plain_text(clause.text[-_LONGEST_READ:])
    sentences = split_sentences(plain)
    if not sentences:
        return None
    sentence = plain[sentences[-1][0] : sentences[-1][1]]
    duties = _with_conditions(
        sentence, list(_duties(sentence, _Text(clause, plain, ()))), exceptions_in(sentence)
    )
    if not duties or not _ONLY_LEADS.fullmatch(sentence, duties[-1].verb.end):
        return None
    last, moved = duties[-1], len(clause.text) - len(plain) + sentences[-1][0]
    said = last.condition
    return replace(last, condition=(said[0] + moved, said[1] + moved)) if said else last


def _without_lead(text: _Text) -> list[Norm]:
    """The norms of a lead-in without the one that its items complete."""
    if text.norms and _open_duty(text.clause):
        return text.norms[:-1]
    return text.norms
