"""Exceptions that came or went: in the words of a clause, or as a clause that is one whole.

A comparison's changes and both documents' clauses → carve-outs, verbatim. A sentence is a carve-out
where it names a rule as a whole and denies that it applies ('This Article does not apply to …'),
opens with an exception, or frees a case from a duty; what came anew together with its rule is no
exception to what stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from analyzer.comparison.consequences import differs
from analyzer.comparison.words import text_without
from analyzer.records import CarveOut, Change, Clause, ClauseId, WordOperation
from analyzer.wording.modality import duty_verbs
from analyzer.wording.plain import plain_text
from analyzer.wording.sentences import list_sentences, split_sentences
from analyzer.wording.setting import fold_setting

# 'except that the Producer', 'unless the Guild consents', 'excluding trailers'
_EXCEPTION = re.compile(
    r"\b(?=[eupown])(?:except(?:ing|\s+(?:that|for|as|where|when|in|to))?|unless|provided,?\s+(?:however,?\s+)?"
    r"that|other\s+than|excluding|with\s+the\s+exception\s+of|notwithstanding)\b[^.;]*",
    re.IGNORECASE,
)
# 'this Article', 'the provisions of Section 3', 'the foregoing', 'these limits', 'Exhibit B'
_RULE = (
    r"(?:(?:the|any|all|each)\s+(?:of\s+the\s+)?"
    r"(?:provisions?|terms|requirements?|benefits?|conditions|obligations|restrictions|limits|"
    r"limitations|scope|coverage|operation|application)\s+(?:of|in|under|set\s+forth\s+in)\s+)?"
    r"(?:th(?:is|ese|ose)\s+[a-z]+|the\s+(?:foregoing|above|preceding)|"
    r"(?:articles?|sections?|paragraphs?|sub(?:section|paragraph)s?|items?|exhibits?|schedules?|"
    r"appendi(?:x|ces)|chapters?|rules?)\s+[0-9IVXLC(][\w.()-]*)"
)
#: a rule as a whole, and that it does not hold; the one group that is filled holds the denial
_DENIED = re.compile(
    # 'does not apply to stunt work', 'shall not be applicable'
    r"\b((?:do|does|shall|will|is|are)\s+not\s+(?:be\s+)?(?:apply|applicable))\b"
    # 'this Section shall not extend to extras', 'The foregoing does not cover trailers'
    rf"|\b{_RULE}[^.;]{{0,60}}?\b((?:do|does|shall|will)\s+not\s+(?:extend|cover|govern|bind))\b"
    # 'Nothing in this Article applies to extras', 'No provision of Section 4 shall require'
    rf"|\b(nothing|none|no\s+(?:provision|part|term))\s+(?:contained\s+)?(?:in|of|under)\s+{_RULE}"
    r"[^.;]{0,60}?\b(?:appl(?:y|ies)|extends?|prevents?|precludes?|prohibits?|restricts?|requires?|"
    r"obliges?|obligates?|bars?|forbids?)\b"
    # 'are exempt from this Article', 'shall be excluded from the coverage of Section 2'
    rf"|\b((?:is|are|be)\s+(?:exempt(?:ed)?|excluded|excepted)\s+from)\s+{_RULE}"
    # 'are not subject to the provisions of this Section', 'is not covered by Article 7'
    r"|\b((?:is|are|shall|will)\s+not\s+(?:be\s+)?(?:subject\s+to|covered\s+by|governed\s+by|"
    rf"bound\s+by))\s+{_RULE}",
    re.IGNORECASE,
)
#: one of these stands where a rule is denied
_OF_DENIALS = ("no", "exempt", "excluded", "excepted")
# ' or to background action', ', nor to sound', where more is said of what a rule does not hold for
_FURTHER = re.compile(r"[\s,]*\b(?:or|nor|and|as\s+well\s+as)\b\s+\w", re.IGNORECASE)
# 'during their own hours (e', where a full stop in brackets ended the exception
_UNCLOSED = re.compile(r"\s*\([^()]*$")
# 'no notice is required', 'the fee is not due', 'without pay'
_FREED = re.compile(r"\b(?:no|not|none|nobody|neither|without|free)\b", re.IGNORECASE)
# 'for a scan that takes an hour', 'Where the hotel serves breakfast', 'who is under age'
_CASE = re.compile(
    r"\b(?:for|where|when|whenever|if|while|during|in\s+(?:the\s+)?case|to\s+the\s+extent|as\s+to|"
    r"with\s+respect\s+to|who|whose|whom|which)\b",
    re.IGNORECASE,
)


def find_carve_outs(
    changes: Sequence[Change], clauses: Mapping[ClauseId, Clause]
) -> Iterator[CarveOut]:
    """Exceptions that came or went with clauses that stand on both sides, and clauses that are one
    from their first words on, to a rule that stands on both."""
    alone = {key for one in changes if not (one.old and one.new) for key in (*one.old, *one.new)}
    for at, change in enumerate(changes):
        if not differs(change):
            continue
        old = text_without(change.words, WordOperation.INSERT)
        new = text_without(change.words, WordOperation.DELETE)
        for added, text, other in ((False, old, new), (True, new, old)):
            if other or (_is_carve_out(text) and not _came_with_rule(change, clauses, alone)):
                for words in _tell(change, text, other, added=added):
                    yield CarveOut(at, added, words)


def _is_carve_out(text: str) -> bool:
    """True of a clause that opens with an exception, or in its first sentence denies a rule."""
    plain = plain_text(text).strip()
    first = next(iter(list_sentences(plain)), "")
    return bool(_EXCEPTION.match(first) or _find_denial(first, 0, len(first)))


def _find_denial(text: str, start: int, end: int) -> re.Match[str] | None:
    """Where text[start:end] denies a rule as a whole."""
    words = text[start:end].lower()
    if not any(each in words for each in _OF_DENIALS):
        return None
    return _DENIED.search(text, start, end)


def _came_with_rule(
    change: Change, clauses: Mapping[ClauseId, Clause], alone: set[ClauseId]
) -> bool:
    """True where the clause above came, or went, as well."""
    held = [clauses[key] for key in (*change.old, *change.new) if key in clauses]
    return any(one.parent in alone for one in held)


def _tell(change: Change, text: str, other: str, *, added: bool) -> Iterator[str]:
    """Each exception once: whole sentences first, then what only a part of a sentence says."""
    there = fold_setting(other).casefold()
    told: list[str] = []
    spans = _changed_spans(change, added=added)
    for words in (
        *_denials_in(text, spans),
        *_widened_in(text, change, spans, added=added),
        *_exceptions_in(text, spans),
        *_exempt_sentences(change, text, added=added),
    ):
        folded = fold_setting(words).casefold()
        if folded not in there and not any(folded in known for known in told):
            told.append(folded)
            yield words


def _changed_spans(change: Change, *, added: bool) -> list[tuple[int, int]]:
    """Where the words that came, or went, stand in the text of their side."""
    own = WordOperation.INSERT if added else WordOperation.DELETE
    spans, at = [], 0
    for piece in change.words:
        if piece.op in (own, WordOperation.EQUAL):
            if piece.op is own:
                spans.append((at, at + len(piece.text)))
            at += len(piece.text)
    return spans


def _denials_in(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Sentences that deny a rule as a whole, in words that came (or went)."""
    for start, end in split_sentences(text):
        if not any(left < end and start < right for left, right in spans):
            continue
        found = _find_denial(text, start, end)
        if found is None:
            continue
        first, last = found.span(found.lastindex or 0)
        if any(left < last and first < right for left, right in spans):
            yield " ".join(text[start:end].split()).rstrip(" ,.")


def _widened_in(
    text: str, change: Change, spans: Sequence[tuple[int, int]], *, added: bool
) -> Iterator[str]:
    """Words that came (or went) with 'or', 'nor' or 'and' behind a denial that stands: what the
    rule does not hold for is more. Words that take the place of others are none, nor is a duty."""
    replaced = _places_of_others(change, added=added)
    spans = [span for span in spans if replaced.isdisjoint(span)]
    for start, end in split_sentences(text) if spans else ():
        if not any(start < left < end for left, _ in spans):
            continue
        found = _find_denial(text, start, end)
        if found is None:
            continue
        for left, right in spans:
            words = text[left : min(right, end)]
            if not found.end() < left < end:
                continue
            if _FURTHER.match(words) and not duty_verbs(plain_text(text[found.end() : right])):
                yield " ".join(words.split()).strip(" ,.")


def _places_of_others(change: Change, *, added: bool) -> set[int]:
    """Where, in the text of one side, words of the other side stood."""
    other = WordOperation.DELETE if added else WordOperation.INSERT
    places, at = set(), 0
    for piece in change.words:
        if piece.op is other:
            places.add(at)
        else:
            at += len(piece.text)
    return places


def _exceptions_in(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Exceptions that open in words that came (or went)."""
    for found in _EXCEPTION.finditer(text):
        if any(start <= found.start() < end for start, end in spans):
            yield _UNCLOSED.sub("", " ".join(found.group().split())).rstrip(" ,")


def _exempt_sentences(change: Change, text: str, *, added: bool) -> Iterator[str]:
    """Sentences that free a case from a duty, as the effects of the change tell."""
    name = "exception_added" if added else "exception_dropped"
    words = [
        effect.new if added else effect.old for effect in change.effects if effect.name == name
    ]
    if not words:
        return
    plain = plain_text(text)
    for start, end in split_sentences(plain):
        sentence = plain[start:end]
        if not (_FREED.search(sentence) and _CASE.search(sentence)):
            continue
        if any(each and sentence.startswith(each.removesuffix(" …")) for each in words):
            yield " ".join(sentence.split()).rstrip(" ,.")
