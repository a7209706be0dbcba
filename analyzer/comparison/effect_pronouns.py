"""A sentence that opens with a pronoun → the party that the sentence before it names.

'It may engage another' says nothing alone; behind 'The Producer shall not retaliate' it is the
Producer. Input: a sentence and the text it stands in. Output: the word for the party, or None.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_parties import SIDES, subject_before
from analyzer.comparison.effect_verbs import main_clause, rule_verbs
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import split_sentences

# "It may be sought": a thing, whatever the party did before
_PASSIVE = re.compile(
    r"it (?:shall|may|must|will|can|cannot|is|need)(?: not)?(?: only)? (?:be )?\w+(?:ed|en|"
    r"ght|ld|id)\b",
    re.I,
)
# "It is understood that": nobody
_NOBODY = re.compile(r"it (?:is|was|shall be)\b[^.;,]{0,40}? that\b", re.IGNORECASE)
# "It ", "They ", "He or she "
_PRONOUN = re.compile(r"(?:it|they|he or she|he/she|he|she)\b", re.IGNORECASE)


def named_before(sentence: str, text: str) -> str | None:
    """The word for the party that a pronoun at the beginning of a sentence stands for."""
    if not _PRONOUN.match(sentence) or any(p.match(sentence) for p in (_PASSIVE, _NOBODY)):
        return None
    plain = plain_text(text)
    spans = [plain[a:b] for a, b in split_sentences(plain)]
    if sentence not in spans or not spans.index(sentence):
        return None
    before = spans[spans.index(sentence) - 1]
    main = main_clause(before)
    for verb in rule_verbs(main):
        subject = subject_before(main, verb.start)
        if subject is not None and subject.side in SIDES:
            return subject.word
    return None


def put_name(sentence: str, name: str) -> str:
    """The sentence with the party in the place of its pronoun."""
    return _PRONOUN.sub(f"The {name}", sentence, count=1)
