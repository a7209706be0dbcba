"""What a sentence without a party is about → the side that it serves.

The noun before its verb is a thing that workers get, one that is done to them, a paper that they
hand in or one that tells them something. Input: the main clause of a sentence. Output: that side,
or None; UNCLEAR where nothing about the thing is plain.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_verbs import rule_verbs
from analyzer.records import Favors

# "not", and no "that are not used "
NOT_DONE = re.compile(
    r"(?<!that )(?<!who )(?<!which )\b(?:shall|will|must|may|can|is|are|does|do|did|has|have|be)"
    r"(?: \w+)? not\b|\bcannot\b"
)
# "No scan", "during a strike no scan shall", "In no event"
NOBODY = re.compile(
    r"^(?:[Nn]o|[Nn]either|[Nn]obody|[Nn]othing)\b|\bno (?:\w+ ){1,4}?(?:shall|will|may|must)\b"
)
# "must be filed", "are to be reported", "shall state": what is asked of who hands a paper in
_ASKS = re.compile(
    r"\b(?:must|shall|will|(?:is|are) to)(?: \w+ly| also)? (?:be (?:\w+ly )?(?:submitted|filed|"
    r"made|presented|provided|reported|identified|requested|accompanied|received|supported|documented|"
    r"in writing|turned in|forwarded|directed|addressed|signed|returned|initiated|"
    r"raised|brought|lodged)|"
    r"(?:state|include|contain|specify|identify|set forth|name|describe))\b",
    re.IGNORECASE,
)
# "However, such ", "Any progressive "
_DETERMINED = re.compile(
    r"^(?:however, |and |but )?(?:(?:the|an?|any|all|such|no|each|this|these|further|initial|"
    r"progressive|additional|prorated|random) )*",
    re.IGNORECASE,
)
# "the sum to ": what stands behind it is not the rule's own verb
_TO = re.compile(r"\bto $", re.IGNORECASE)
# "Notice under this Article": of whichever side
_ANY_NOTICE = re.compile(
    r"(?:any |all |such |each )?notices? (?:under|required|pursuant|hereunder|provided for)\b", re.I
)
# "There shall be a seat for each person"
_THERE = re.compile(r"there (?:shall|will|must) be (?!no\b)(?P<what>[^.;]{0,120})", re.IGNORECASE)
_EACH = re.compile(r"\bfor (?:each|every|all) ", re.IGNORECASE)
# "may include "
_HOLDS = re.compile(r"\s*(?:may|shall|will|can) include ", re.IGNORECASE)
# "See Article 9 - Leave"
_SEE = re.compile(r"(?:see|refer to)\b", re.IGNORECASE)
# " of", " or": small words of a title
_SMALL = frozenset(("of", "or", "and", "on", "in", "for", "the", "to", "a", "an", "with", "by"))
# "may be filed"
_MAY_ASK = re.compile(
    r"\bmay(?: also)? be (?:submitted|filed|made|presented|requested|initiated|raised|brought|"
    r"lodged|advanced|appealed|taken)\b",
    re.IGNORECASE,
)
# "shall include", "must state"
_SAYS_WHAT = re.compile(
    r"\b(?:shall|will|must)(?: \w+ly| also)? (?:be (?:\w+ly )?(?:in writing|sent|given|posted|"
    r"provided)|include|state|specify|contain|list|set forth|give|explain|identify|describe)\b",
    re.IGNORECASE,
)
# " shall be based on", " will follow", " is determined by": how it is reckoned
_RECKONS = re.compile(
    r"\s*(?:(?:shall|will|may|must|is|are) )?(?:be )?(?:\W*$|based|allocated|determined|calculated|"
    r"computed|prorated|pro-rated|considered|deemed|treated|processed|subject|follow\w*|governed|"
    r"identified|defined|reviewed|appl(?:y|ies)|as follows|include[sd]?|exclude[sd]?|equal\w*|mean|"
    r"frozen|limited|taxed|reduced)(?!\w)",
    re.IGNORECASE,
)
_PLAIN_VERB = re.compile(
    r"\b(?=[iahd])(?<!that )(?<!who )(?<!which )(?:is|are|has|have|does|do)\b", re.IGNORECASE
)
#: so many sentences are kept read: each is asked for several times in a row
_KEPT = 64
#: so many characters before a word what it is said of may be opened
_FAR = 75
# "who ", "which the plan ": behind it stands what says which, or when
_ASIDE = re.compile(
    r"\b(?:who|which|whose|before|unless|until|whether|if|when|where|extent|because|"
    r"(?<!agreed )(?<!understood )(?<!provided )that)\b(?:(?!\b(?:shall|will|must)\b)[^,;]){0,60}$",
    re.IGNORECASE,
)
# " of ", " to ", " that ": opens what says which
_OPENS_WHICH = re.compile(
    r"(?<![\w-])(?:of|for|to|in|on|at|from|by|with|under|that|which|who|made)(?![\w-])", re.I
)
# "overtime needs", "the salary date": about the thing, and not the thing itself
_ABOUT = re.compile(
    r"\b(?:dates?|forms?|committees?|needs?|schedules?|lists?|reports?|guidelines|process(?:es)?|"
    r"records?|systems?|polic(?:y|ies)|purposes?|programs?|requests?|rules?|procedures?|"
    r"questions?|disputes?|cap|information|plans?|provisions?|articles?|sections?|years?|ranges?|"
    r"classifications?)[\W\d]*$",
    re.IGNORECASE,
)
# "The amount of ": the noun behind it counts
_MEASURE = re.compile(
    r"\b(?:amounts?|rates?|levels?|values?|sums?|shares?|costs?|payments?|use|uses|receipt|percent|"
    r"\)|parts?|portions?|balances?|increases? in|half|all|any|total) "
    r"of (?:the |an? |any |such )?$",
    re.IGNORECASE,
)


def side_of_paper(sentence: str) -> Favors | None:
    """Of what is handed in, and of what a letter must say."""
    asks = _ASKS.search(sentence)
    head = head_of(sentence)
    if asks and words_of("paper").search(head):
        return Favors.EMPLOYER
    if _MAY_ASK.search(sentence) and words_of("paper").search(head):
        return Favors.WORKER
    told = _SAYS_WHAT.search(sentence) and not _ANY_NOTICE.match(sentence)
    return Favors.WORKER if told and words_of("letters").search(head) else None


def side_of_burden(sentence: str) -> Favors | None:
    """Of what is done to workers: reductions, tests, discipline."""
    holds = _HOLDS.match(sentence, len(head_of(sentence)))
    told = sentence[holds.end() :] if holds else head_of(sentence)
    borne = words_of("imposed").match(_DETERMINED.sub("", told))
    if borne is None or (not holds and _is_reckoned(sentence)):
        return None
    denied = NOT_DONE.search(sentence) or NOBODY.match(sentence)
    return Favors.WORKER if denied else Favors.EMPLOYER


def side_of_conduct(sentence: str) -> Favors | None:
    """Of what workers do on their own account: to forbid it binds them."""
    head = head_of(sentence).rstrip()
    done = any(found.end() == len(head) for found in words_of("conduct").finditer(head))
    denied = NOT_DONE.search(sentence) or NOBODY.match(sentence)
    if not done or not (denied or words_of("forbid").search(sentence)):
        return None
    return Favors.EMPLOYER


def side_of_place(sentence: str) -> Favors | None:
    """Of what shall be there: 'There shall be a seat for each performer'."""
    there = _THERE.match(sentence)
    if there is None:
        return None
    told = words_of("benefit_thing").search(there["what"]) or _EACH.search(there["what"])
    return Favors.WORKER if told else None


def side_of_thing(sentence: str) -> Favors:
    """Of a thing that workers get, whatever is said of it but how it is reckoned; of one that they
    bear the employer."""
    if _ANY_NOTICE.match(sentence):
        return Favors.UNCLEAR
    if own_word("owed", sentence):
        return Favors.WORKER
    head = head_of(sentence)
    if is_title(sentence) or _is_reckoned(sentence):
        return Favors.UNCLEAR
    return Favors.WORKER if _is_about("owed_thing", head) else Favors.UNCLEAR


def _is_reckoned(sentence: str) -> bool:
    """True where all that is said of a thing is how it is reckoned."""
    at = _verb_at(sentence)
    return at < len(sentence) and _RECKONS.match(sentence, at) is not None


def is_title(sentence: str) -> bool:
    """True of 'Salary on Demotion or Reclassification', and of what only points elsewhere."""
    words = re.findall(r"[^\W_][\w'/-]*", sentence)
    titled = all(word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words)
    return titled or _SEE.match(sentence) is not None


def _is_about(row: str, head: str) -> bool:
    """True where a word of a row is the noun itself: 'the wage rate', not 'the wage committee'."""
    found = words_of(row).search(head)
    return found is not None and _ABOUT.search(head) is None


def own_word(row: str, sentence: str) -> re.Match[str] | None:
    """The first word of a row that is the rule's own, and not of what says which or when."""
    own = [verb.start for verb in rule_verbs(sentence) if verb.end > verb.start]
    for found in words_of(row).finditer(sentence):
        if row != "option" and found.end() <= min(own, default=0):
            continue
        if _TO.search(sentence, 0, found.start()):
            continue
        if found.start() in own or not is_aside(sentence, found.start()):
            return found
    return None


def is_aside(sentence: str, at: int) -> bool:
    """True of a place in what says which, if or when."""
    return _ASIDE.search(sentence, max(0, at - _FAR), at) is not None


@lru_cache(maxsize=_KEPT)
def head_of(sentence: str) -> str:
    """What stands before the verb of a sentence, without what says which; all of it where there is
    no verb."""
    head = sentence[: _verb_at(sentence)]
    for opens in _OPENS_WHICH.finditer(head):
        if opens.start() and not _MEASURE.search(head, 0, opens.end() + 1):
            return head[: opens.start()]
    return head


@lru_cache(maxsize=_KEPT)
def _verb_at(sentence: str) -> int:
    """Where the first verb of a sentence stands; its length where it has none."""
    verb = next((v for v in rule_verbs(sentence) if v.end > v.start), None)
    end = verb.start if verb else len(sentence)
    plain = _PLAIN_VERB.search(sentence, 0, end)
    return plain.start() if plain else end
