"""The noun before (or after) a verb of duty: who or what must, may, must not.

Input: a sentence with plain marks and a verb of duty in it. Output: a `Subject`, or None where the
verb stands in a clause that lays no duty on anybody ('if the Producer shall fail', 'systems that
may be used').
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.wording.modality import DutyVerb


@dataclass(frozen=True, slots=True)
class Subject:
    """A party as printed without its article; `denied`: 'no', 'neither', 'nothing' stand before.

    `start` is where the words of the norm begin; `pronoun`: it points back to a party before.
    """

    party: str
    start: int
    denied: bool = False
    pronoun: bool = False
    #: stands behind its verb: 'in no event shall the Producer'
    inverted: bool = False


#: what may stand before a noun and is no part of a party's name
_DETERMINER = (
    r"(?:(?:each|any|one|all|both|either|neither|none|some|most|a majority) of|"
    r"the|an?|each|any|no|every|all|such|this|that|these|those|said|its|their|his|her|either|"
    r"both|neither|some|respective|aforementioned|foregoing|one or more|"
    r"newly|up to|not more than|no more than|at least|\w+ \(\d+\)|\d+)"
)
_DENYING = re.compile(r"(?:no|neither|none|nothing|nobody|no one)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:it|they|he|she|he or she|he/she|s/he|he, she or they|(?:the )?(?:latter|former)|"
    r"neither|each|both|either|none|all)$",
    re.IGNORECASE,
)
# "; ", ": ", ", and ", ", provided, however, that ", "agree that "
_BOUNDARY = re.compile(
    r"[;:]\s|\.\s(?=[A-Z])|\s-\s|\bis (?:\w+ ){1,4}that,? |"
    r",? (?:provided(?:,? (?:however|further),?)?|except|save) that,? |"
    r", (?:and|but|or|nor|yet|so)(?: that)? (?!who|which|"
    r"(?:[\w'-]+ ){0,4}[\w'-]+, (?:shall|will|may|must|agree)|(?:[\w'/-]+ ){0,4}?(?:and|or) )|"
    r"\b(?:agree[sd]?|understood|acknowledge[sd]?|recogni[sz]e[sd]?|confirms?|affirms?|ensure[sd]?|"
    r"conditions?|notif\w+|inform\w*|states?|means|fact|intent|so|such|and|in|principle|being)\b"
    r"(?:,[^,;]{1,60},)? that,? |\bthen,? ",
    re.IGNORECASE,
)
# ", however, ", "In addition, ", "and "
_CONNECTIVE = re.compile(
    r"(?:and|but|or|also|however|further(?:more)?|moreover|additionally|in addition|accordingly|"
    r"therefore|thereafter|thus|similarly|otherwise|likewise|for (?:example|clarity|purposes of "
    r"clarity|the avoidance of doubt)|in (?:any|such|that|each) (?:event|case)|"
    r"upon (?:written )?request(?=,)|\w+ly(?=, )|"
    r"where (?:practicable|possible|applicable)|nevertheless|instead|finally|first|second|"
    r"\(\w{1,4}\)|\w{1,3}\)),? ",
    re.IGNORECASE,
)
# "If ", "Prior to ", "Notwithstanding "
_INTRODUCES = re.compile(
    r"(?:if|in|on|upon|at|for|to|with(?:in|out)?|when(?:ever)?|where(?:ver)?|before|after|prior|"
    r"during|while|until|unless|except|notwithstanding|subject|pursuant|under|by|as|once|following|"
    r"because|should|given|consistent|regardless|provided|absent|beginning|effective|commencing|"
    r"since|although|though|from|through(?:out)?|other than|in lieu|rather|among|between|beyond|"
    r"(?:not|no) (?:later|less|more|fewer|earlier) than|"
    r"regarding|concerning|considering|despite|pending|together|along|further to|due to|having|"
    r"assuming|unlike|even|based|specifically|whether|insofar|according|recognizing|there(?:fore|after)|over|solely|only|using)\b",
    re.IGNORECASE,
)
# "employee who", "representatives of", "Producer, its"
_AFTER_NOUN = re.compile(
    r",|\(|:|\s\w+(?:ed|en|wn|paid|held|sent|built|made) "
    r"(?:to|in|by|on|from|with|of|pursuant|under|for|at|as)\b|"
    r"\s\w+ing (?=(?:the|an?|any|such|its|their|[A-Z])\b)|"
    r"\s(?:involved|hereto|thereto|utilized|itself|themselves|signatory|alone|together|either|"
    r"otherwise|nonetheless|respectively|do|does|did|continues?|intends?|wish(?:es)?|desires?|"
    r"elects?|chooses?|needs?|seeks?|fails?|remains?|becomes?|believes?|understands?|thereby)\b|"
    r"\s(?:so|once|who|whom|whose|which|that|of|in|on|at|under|for|from|with(?:in|out)?|by|to|as|"
    r"between|among|during|pursuant|regarding|concerning|relating|related|involving|covered|"
    r"employed|engaged|working|using|used|assigned|required|listed|described|set forth|subject|"
    r"upon|made|created|hired|performed|performing|including|other than|otherwise|not|is|are|was|"
    r"were|has|have|had|hereunder|herein|hereto|thereof|thereunder|whether|when|where|if|after|"
    r"before|prior|against|about|above|below|over|through|into|such as|rather|without|"
    r"desiring|seeking|wishing|requesting|generated|produced|submitted|provided|received|given|"
    r"obtained|concerned|arising|occurring|resulting|existing|contained|affected(?= by)|designated|"
    r"responsible|rendering|subsequently)\b"
)
_JOINED = re.compile(r"\s*(?:,? (?:and/or|and|or|nor|as well as)|/|,) (?:\w+ly )?", re.IGNORECASE)
# "the Guild, the Studio and "
_LIST = re.compile(r"(?:[\w'-]+ ){0,4}?[\w'-]+(?:, (?:[\w'-]+ ){0,4}?[\w'-]+)*,? (?:and|or|nor) ")
# ", the Producer" at the end: what stands before is no list and no aside
_LAST_NOUN = re.compile(
    r", (?:the|an?|each|any|no|such|either|neither|both|every|all|these|those)"
    r"(?: (?!and\b|or\b)[\w'-]+){1,5}$"
)
# ", it" at the end
_LAST_PRONOUN = re.compile(r", (?P<word>it|they|he or she|she or he|he|she)$")
# "if the Producer", "in the event a company"
_CONDITION = re.compile(
    rf"\b(?:if|when|where|should|in the event(?: that)?)(?: {_DETERMINER})*(?: [\w'-]+){{0,3}}?"
    r" (?P<party>[\w'-]+)(?= (?:is|are|was|were|has|have|\w+s|\w+ed|fail|use|wish)\b)"
)
# "also", "hereby", "voluntarily" at the end of what stands before the verb
_ADVERB = re.compile(
    r"[ ,]+(?:also|hereby|then|each|both|jointly|only|further|therefore|however|nevertheless|"
    r"instead|still|thereby|alone|together|\w+ly|in turn|at all times|thereafter)$|,$",
    re.IGNORECASE,
)
# "if", "which": a clause that hangs on another; nothing but its own words before the verb
_HANGS = re.compile(
    r"\b(?:if|unless|until|when(?:ever)?|where(?:ver)?|whether|because|although|though|how|"
    r"what(?:ever)?|why|whereby|to the extent(?: that)?|in the event(?: that)?|so long as|"
    r"as long as)\b[^,;:]*$",
    re.IGNORECASE,
)
# "tell whether soup, rice or a slice of bread": what is asked about is a list
_ASKED = re.compile(
    r"(?<=\w )whether (?!or not\b)"
    r"(?P<list>(?:[\w'-]+ ){0,4}?[\w'-]+(?:, (?:[\w'-]+ ){0,4}?[\w'-]+)+,? (?:and|or) [^,;:]+)$"
)
# "who ", "system that the Producer ", "as it "
_RELATIVE = re.compile(
    r"(?:.*\s)?(?P<noun>[\w'-]+),? (?P<word>who|whom|which|that|as)\s+"
    r"(?P<rest>(?:[\w'-]+\s+){0,7})$",
    re.IGNORECASE,
)
# "shall meet and", "may refuse but"
_SECOND_VERB = re.compile(r"\b(?:and|or|but)(?: (?:also|further|hereby|then|each|\w+ly))?$")
# "is no waiver, and the Guild and the Studio": a clause is complete before the comma
_JOINT = re.compile(r", (?:and|but|or|nor) ")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|shall|will|may|must)\b")
# "request and the Employer" before a second verb
_SECOND_NOUN = re.compile(r"\b(?:and|or|but) (?P<noun>(?:[\w'-]+ ){0,4}?[\w'-]+)$")
# "nor ", "in no event ", "Under no circumstances "
_INVERTS = re.compile(
    r"(?:\bnor|\bin no (?:event|case|way|circumstances?)|\bunder no circumstances?|\bat no time|"
    r"\bnever)\s*$",
    re.IGNORECASE,
)
# "the Producer", "an employee", "employees" behind an inverted verb
_AFTER_VERB = re.compile(
    rf"\s*(?:{_DETERMINER} )*(?P<party>(?:[A-Z][\w'-]*)(?: [A-Z][\w'-]*)*|[\w'-]+)", re.ASCII
)
# "There "
_THERE = re.compile(r"\bthere\s*$", re.IGNORECASE)
# " be no discrimination"
_THERE_NOUN = re.compile(
    r"\s*(?:not )?be (?P<no>no )?(?:an? |any |the )?"
    r"(?P<party>[\w'-]+(?: (?!(?:for|of|in|on|at|to|by|with|from|between|as)\b)[\w'-]+)?)",
    re.IGNORECASE,
)
# "the Producer", "employees" at the end of an opening phrase that no comma closes
_TRAILING = re.compile(rf"((?:{_DETERMINER} )+[\w'-]+(?: [A-Z][\w'-]*)*|[A-Z][\w'-]+)$")
# "Upon request it", "on the demand of a singer they": an opening phrase that no comma closes
_ON_REQUEST = re.compile(
    r"(?:up)?on (?:[\w']+ ){1,6}?(?P<word>it|they|he or she|she or he)$", re.IGNORECASE
)
# 'term "Engine'
_TERM = re.compile(r"^(?:terms?|words?|phrases?) (?=[\"'A-Z])")
# "individual Producer", "affected employees": who is meant, not how many or which of them
_ADJECTIVE = re.compile(
    r"^(?:(?:individual|affected|alleged|covered|impacted|aggrieved|eligible|represented|respective|"
    r"applicable|relevant|particular|additional|new|other|same|similar|further|current|future|"
    r"existing|prior|prospective|designated|undersigned|participating|requesting|aforesaid|"
    r"above-mentioned|foregoing|entire|full|sole|initial|subsequent|first|second|third|next|last|"
    r"annual|quarterly|semi-?annual(?:ly)?|regular|special|required|confidential) )+(?=\w)"
)
# "at which material": what follows has its own verb
_PREPOSITIONS = frozenset({"at", "in", "for", "by", "under", "from", "to", "on", "with", "of"})
# "the Producer", "Producer", "it"
_NOUN_OPENS = re.compile(rf"(?:{_DETERMINER}|it|they|he|she|you|we|[A-Z][\w'-]*)(?: |$)")
_VERB_LIKE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|cannot|"
    r"\w{2,}(?:ed|es|ts|ns|ds|ks))\b"
)


def find_subject(sentence: str, verb: DutyVerb, *, after: int = 0) -> Subject | None:
    """Who stands under the verb; None where the verb lays no duty on anybody, an empty party where
    no noun stands before it (a list item, a second verb). `after`: where the verb before ends."""
    left = sentence[: verb.start].rstrip()
    if _SECOND_VERB.search(left):
        return Subject("", verb.start)
    inverted = _inverted(sentence, left, verb)
    if inverted:
        return inverted
    start = max((m.end() for m in _BOUNDARY.finditer(sentence, 0, verb.start)), default=0)
    if not _INTRODUCES.match(sentence, start, len(left)):
        for joint in _JOINT.finditer(sentence, start, len(left)):
            if _FINITE.search(sentence, start, joint.start()):
                start = joint.end()
    if start > len(left):
        return Subject("", verb.start)
    if start < after and not _hangs(sentence[after : len(left)]):
        second = _SECOND_NOUN.search(sentence, after, len(left))
        if second is None:
            return None
        start = second.start("noun")
    return _in_clause(sentence, start, len(left))


def _inverted(sentence: str, left: str, verb: DutyVerb) -> Subject | None:
    if _THERE.search(left):
        noun = _THERE_NOUN.match(sentence, verb.end)
        if noun:
            return Subject(noun["party"], left.lower().rfind("there"), bool(noun["no"]))
    inverts = _INVERTS.search(left)
    if inverts:
        after = _AFTER_VERB.match(sentence, verb.end)
        if after:
            return Subject(after["party"], inverts.start(), denied=True, inverted=True)
    return None


def _in_clause(sentence: str, start: int, end: int) -> Subject | None:
    """The subject of the clause sentence[start:end], which the verb follows."""
    start, end = _trim(sentence, start, end)
    if _hangs(sentence[start:end]) or _is_asked(sentence[:end]):
        return None
    if _INTRODUCES.match(sentence, start, end):
        after = _after_opening(sentence, start, end)
        if after is None:
            return None
        start = after
    pronoun = _LAST_PRONOUN.search(sentence, start, end)
    if pronoun:
        return _noun_phrase(sentence, pronoun.start("word"), end)
    last = _LAST_NOUN.search(sentence, start, end)
    if last and not _LIST.match(sentence, start):
        start = last.start() + 2
    return _noun_phrase(sentence, start, end)


def _trim(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Without connectives before and adverbs and asides behind."""
    while connective := _CONNECTIVE.match(sentence, start, end):
        start = connective.end()
    while start < end and sentence[start] in " \"'(,":
        start += 1
    while True:
        adverb = _ADVERB.search(sentence, start, end)
        if not adverb:
            return start, end
        end = adverb.start()
        if adverb.group() == ",":
            comma = sentence.rfind(",", start, end)
            if comma >= 0:
                end = comma


def _hangs(text: str) -> bool:
    """True for a clause that hangs on another: its verb makes no norm."""
    relative = _RELATIVE.match(text + " ")
    if relative:
        rest = relative["rest"].strip()
        if relative["word"].lower() == "as":
            return len(rest.split()) <= 3 and not _VERB_LIKE.search(rest)
        of_its_own = _NOUN_OPENS.match(rest) or relative["noun"].lower() in _PREPOSITIONS
        if not rest or (of_its_own and not _VERB_LIKE.search(rest)):
            return True
    hanging = _HANGS.search(text)
    if not hanging or (hanging.start() and _VERB_LIKE.search(text, hanging.start())):
        return False
    # "where an employee is asked the Producer": a whole clause, then the noun
    trailing = _TRAILING.search(text, hanging.start())
    return not (trailing and _VERB_LIKE.search(text, hanging.start(), trailing.start()))


def _is_asked(left: str) -> bool:
    """True for a list that stands behind 'whether': its verb makes no norm either."""
    asked = _ASKED.search(left)
    return bool(
        asked and not _VERB_LIKE.search(asked["list"]) and not _INTRODUCES.match(asked["list"])
    )


def _after_opening(sentence: str, start: int, end: int) -> int | None:
    """Where the subject begins behind an opening phrase: after its last comma, else the noun at
    the end; None where there is neither."""
    comma = sentence.rfind(", ", start, end)
    while comma >= 0:
        at = comma + 2
        while connective := _CONNECTIVE.match(sentence, at, end):
            at = connective.end()
        if not _INTRODUCES.match(sentence, at, end) and at < end:
            return at
        comma = sentence.rfind(", ", start, comma)
    trailing = _TRAILING.search(sentence[start:end])
    if trailing:
        return start + trailing.start()
    pronoun = _ON_REQUEST.match(sentence[start:end])
    return start + pronoun.start("word") if pronoun else None


def _noun_phrase(sentence: str, start: int, end: int) -> Subject:
    """The noun with what stands before it, and those joined to it."""
    phrase = sentence[start:end]
    if _PRONOUN.match(phrase):
        condition = _CONDITION.search(sentence[:start].lower())
        named = sentence[slice(*condition.span("party"))] if condition else ""
        return Subject(named, start, bool(_DENYING.match(phrase)), pronoun=not named)
    denied = bool(_DENYING.match(phrase))
    nouns: list[str] = []
    at = 0
    while at < len(phrase):
        bare = re.match(rf"(?:{_DETERMINER} )*", phrase[at:], re.IGNORECASE)
        at += bare.end() if bare else 0
        cut = _AFTER_NOUN.search(phrase, at)
        stop = cut.start() if cut else len(phrase)
        joined = _JOINED.search(phrase, at, min(stop + 1, len(phrase)))
        first = min(stop, joined.start()) if joined else stop
        noun = _TERM.sub("", phrase[at:first].strip(" ,\"'(")).strip("\"' ")
        noun = _ADJECTIVE.sub("", noun)
        if noun:
            nouns.append(noun)
        following = _JOINED.match(phrase, first) if first < len(phrase) else None
        if not following or not _joins(phrase, following):
            break
        at = following.end()
    return Subject(" and ".join(nouns), start, denied)


def _joins(phrase: str, match: re.Match[str]) -> bool:
    """True where what follows is another noun of the same subject: a comma alone joins only where
    an 'and' comes later."""
    rest = phrase[match.end() :]
    if not rest or re.match(r"(?:who|which|that|its|if|upon|when|where|as|in|not)\b", rest):
        return match.group().strip() != "," and rest.startswith("its ")
    if match.group().strip() != ",":
        return True
    return bool(_LIST.match(rest)) and not _INTRODUCES.match(rest)
