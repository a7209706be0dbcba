"""A sentence with a pronoun for its subject → what the sentence before it names.

'It may engage another' says nothing alone; behind 'The Producer shall not retaliate' it is the
Producer; what shall not exceed a sum is the pay of which the sentence before it tells. Input: a
sentence and the text it stands in. Output: the word for it, or None.
"""

from __future__ import annotations

import re

from analyzer.comparison.effect_parties import SIDES
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.effect_subjects import subject_before
from analyzer.comparison.effect_verbs import main_clause, rule_verbs
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import list_sentences

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

# "In no case shall it exceed", "They shall not be more than"
_CAPPED = re.compile(
    r"(?:(?P<case>in no (?:case|event) (?:shall|will|may|must) )(?:it|they)|(?:it|they) "
    r"(?:shall|will|may|must) (?:not|never|in no (?:case|event))) "
    r"(?:exceed|be (?:more|greater|higher) than)\b",
    re.IGNORECASE,
)


def named_before(sentence: str, text: str) -> str | None:
    """The word for the party that a pronoun at the beginning of a sentence stands for, or for the
    pay that is capped."""
    if _CAPPED.match(sentence):
        return _pay_of(_sentence_before(sentence, text))
    if not _PRONOUN.match(sentence) or any(p.match(sentence) for p in (_PASSIVE, _NOBODY)):
        return None
    main = main_clause(_sentence_before(sentence, text))
    for verb in rule_verbs(main):
        subject = subject_before(main, verb.start)
        if subject is not None and subject.side in SIDES:
            return subject.word
    return None


def put_name(sentence: str, name: str | None) -> str:
    """The sentence with the party, or the pay, in the place of its pronoun; as it is without."""
    if name is None:
        return sentence
    capped = _CAPPED.match(sentence)
    if capped is not None and capped["case"]:
        return f"{capped['case']}the {name}{sentence[sentence.index(' ', capped.end('case')) :]}"
    return _PRONOUN.sub(f"The {name}", sentence, count=1)


def _sentence_before(sentence: str, text: str) -> str:
    """The one before it in a text; '' where there is none."""
    sentences = list_sentences(plain_text(text))
    at = sentences.index(sentence) if sentence in sentences else 0
    return sentences[at - 1] if at else ""


def _pay_of(sentence: str) -> str | None:
    """The word for what is paid in a sentence, or for what workers bear."""
    borne = words_of("taken").search(sentence)
    paid = borne or words_of("paid_out").search(sentence)
    return paid.group() if paid else None
