"""A `SentencePair` → the words of meaning that only one side has, and whether they are a list's.

What is left when setting, spelling, amounts and other words for the same party are taken away.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from analyzer.comparison.effect_amounts import find_amounts, may_count
from analyzer.comparison.effect_pairs import Hunk, SentencePair
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.tokens import STOP_WORDS

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
#: words that join, point or stand for somebody: alone they change nothing
_LIGHT = STOP_WORDS | frozenset(
    [
        "herein",
        "hereof",
        "hereunder",
        "thereof",
        "therein",
        "thereto",
        "thereon",
        "thereunder",
        "hereto",
        "said",
        "such",
        "same",
        "and",
        "or",
        "him",
        "themselves",
        "calendar",
        "above",
        "below",
        "foregoing",
        *("also", "then", "thereafter", "thereupon", "accordingly", "additionally", "however"),
        *("therefore", "respectively", "hereby", "generally", "currently", "presently"),
        *("applicable", "respective", "relevant", "aforementioned", "following", "additional"),
        *("before", "after", "until", "during", "while"),
        "may",
        "can",
        "should",
        "would",
        "could",
        "if",
        "when",
        "whenever",
    ]
)
# "iii", "B", "12"
_LABEL = re.compile(r"[ivx]+|[a-z]{1,2}|\d{1,2}", re.IGNORECASE)
# "which is", "if": no item of a list
_HANGS = re.compile(
    r"(?:(?:none|some|each|all|both|one|any) of (?:whom|which)|"
    r"which|who|whose|that|if|when|where|but|as|so)\b",
    re.IGNORECASE,
)
# "and boots", ", boots", "or the like"
_LISTED = re.compile(
    r"^(?:,|and\b|or\b|as well as\b|plus\b)|(?:,|\band|\bor)(?: (?:the|an?))?$|"
    r"\band \w+(?: \w+){0,2}$",
    re.IGNORECASE,
)
# "a parent or ", "an aunt, or the ": an item follows
_AND = re.compile(r"\b(?:and|or) (?:(?:the|an?) )?$", re.IGNORECASE)
# "must be ": what follows is the rule, no limit of it
_BE = re.compile(r"\b(?:be|is|are|been)\s*$", re.IGNORECASE)
# ", ", ".", " and": behind an item
_ENDS = re.compile(r"\s*(?:[,.;:)]|(?:and|or)\b|$)", re.IGNORECASE)

# "Attachment A", "Article XII.(f)(2)", "Sections 3 and 4", "Section 2 - Bids": a place, and no
# matter of the rule
_PLACES = ("attachment", "appendix", "exhibit", "section", "article", "paragraph", "schedule")
_PLACE = f"(?:sub)?(?:{'|'.join(_PLACES)})s?"
_NUMBER = r"(?:[A-Z]\b|[IVXLC]+\b|\d|\((?:[ivx]+|[a-zA-Z]|\d+)\))[\w.()-]*"
_NAMED = rf"(?!(?:{'|'.join(_PLACES).title()})s?\b)[A-Z][\w'-]*"
_TITLE = rf"(?: [-–—] ?{_NAMED}(?:,? (?:(?:and|of|for|the|on|to) )?{_NAMED})*)?"
_REFERENCE = re.compile(
    rf"\b(?=[aespt])(?:{_PLACE} {_NUMBER}(?-i:{_TITLE})(?:(?:, | and | or ){_NUMBER})*|"
    rf"this (?:agreement|sideletter|letter|contract|{_PLACE})\b)",
    re.IGNORECASE,
)
# "in the event that", "pursuant to", "with respect to": words that join, in several words
_JOINS = re.compile(
    r"\b(?=[ipswrcfbad])(?:in (?:the event(?: that| of)?|"
    r"(?:accordance|conformity|compliance|connection) with|"
    r"advance of|(?:regard|regards|relation) to|order to|lieu of|place of)|pursuant to|prior to|"
    r"subsequent to|with (?:respect|regard) to|regarding|concerning|for (?:(?:the )?purposes? of|"
    r"the avoidance of doubt|clarity)|without limitation|but not limited to|as well as|due to|"
    r"because of|by reason of|as a result of|instead of|in the (?:order|manner) (?:under|of|in)|"
    r"(?:as )?(?:set forth|provided|attached|"
    r"described|specified|stated|outlined|contained) (?:in|under|by|as|to))\b",
    re.IGNORECASE,
)
# "or is closed": an alternative; not "or" alone
_OR = re.compile(r"or \w+", re.IGNORECASE)
_OR_BEFORE = re.compile(r"\bor $", re.IGNORECASE)
_VERB = re.compile(r"(?:is|are|was|were|has|have|does|do|might|would|could) \w+", re.IGNORECASE)
# "Unit", "Field Office"; "Pay " before it, " Administrator" behind it
_NAME = re.compile(r"[A-Z][\w-]*(?: [A-Z][\w-]*)?")
_NAME_BEFORE = re.compile(r"(?<![.!?:;] )\b[A-Z][\w-]* $")
_NAME_BEHIND = re.compile(r" [A-Z][\w-]*")
#: so many characters before a place are looked at
_NEAR = 12
#: more words of meaning than this, and a third of all, are another sentence
_MUCH = 14
#: one spelling for two: 'colour', 'organise', 'licence', 'theatre', 'cancelled', 'judgement'
_SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?<=[a-z]{2})our(?=$|s$|ed$|ing$|able$)", "or"),
        (r"is(?=e$|es$|ed$|ing$|ation$|ations$)", "iz"),
        (r"ence(?=s?$)", "ense"),
        (r"tre(?=s?$)", "ter"),
        (r"ll(?=ed$|ing$|ment$)", "l"),
        (r"gement", "gment"),
        (r"mme(?=s?$)", "m"),
        (r"-", ""),
    )
)


@lru_cache(maxsize=64)
def content_changed(pair: SentencePair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words of meaning that only one side has, parties by their row."""
    ours = _content(pair.old, [(hunk.a0, hunk.a1) for hunk in pair.hunks])
    theirs = _content(pair.new, [(hunk.b0, hunk.b1) for hunk in pair.hunks])
    return tuple((ours - theirs).elements()), tuple((theirs - ours).elements())


def _content(sentence: str, spans: list[tuple[int, int]]) -> Counter[str]:
    words: Counter[str] = Counter()
    counts = any(may_count(sentence[start:end]) for start, end in spans)
    amounts = find_amounts(sentence) if counts else ()
    named = _without_matter(sentence)
    for start, end in spans:
        for match in _WORD.finditer(sentence, start, end):
            if any(amount.touches(*match.span()) for amount in amounts):
                continue
            if any(a <= match.start() < b for a, b in named) or _is_label(match):
                continue
            word = match.group().lower().removesuffix("'s").removesuffix("'")
            if word not in _LIGHT and words_of("must").fullmatch(word) is None:
                words[_fold(word)] += 1
    return words


@lru_cache(maxsize=64)
def _without_matter(sentence: str) -> tuple[tuple[int, int], ...]:
    """Places, and words that join: they are no matter of the rule."""
    return tuple(
        found.span() for pattern in (_REFERENCE, _JOINS) for found in pattern.finditer(sentence)
    )


def _is_label(word: re.Match[str]) -> bool:
    """True of an item's number or letter: '(iii)', '(B)'."""
    start, end = word.span()
    within = word.string[max(0, start - 1) : start] + word.string[end : end + 1]
    return within == "()" and _LABEL.fullmatch(word.group()) is not None


def content_words(words: str) -> frozenset[str]:
    """The words of meaning of a phrase, without their spelling and number."""
    return frozenset(_content(words, [(0, len(words))]))


def _fold(word: str) -> str:
    """A word without its spelling and number; words for one party are one."""
    for row in ("employer", "union", "employee", "earlier"):
        if words_of(row).fullmatch(word):
            return row
    for pattern, plain in _SPELLINGS:
        word = pattern.sub(plain, word)
    return word.removesuffix("s")


def is_list(pair: SentencePair) -> bool:
    """True where what came or went is an item of a list."""
    return any(is_item(pair, hunk) for hunk in pair.hunks)


def is_item(pair: SentencePair, hunk: Hunk) -> bool:
    """True of an item of a list."""
    return any(
        _LISTED.search(text[start:end]) is not None
        or (text[:start].rstrip().endswith(",") and not _HANGS.match(text, start))
        or (
            _AND.search(text, max(0, start - _NEAR), start) is not None
            and _ENDS.match(text, end) is not None
        )
        for text, start, end in ((pair.old, hunk.a0, hunk.a1), (pair.new, hunk.b0, hunk.b1))
        if end > start
        and text[start:end].lower() not in ("and", "or")
        and not words_of("upper").match(text, start)
    )


def count_reach(pair: SentencePair) -> int:
    """Above 0 where a rule says more, below where it says less: an item of a list adds to what it
    reaches, and so does an 'or' that other words stand for; any other word that came takes from
    it; items count before other words, and those say nothing beside words that stand for others."""
    gone, come = (frozenset(words) for words in content_changed(pair))
    items = others = put_for = choices = 0
    for hunk in pair.hunks:
        old = gone & _content(pair.old, [(hunk.a0, hunk.a1)]).keys()
        new = come & _content(pair.new, [(hunk.b0, hunk.b1)]).keys()
        if bool(old) == bool(new):
            put_for += bool(old)
            choices += bool(old) * _choices_more(pair, hunk)
            continue
        if _is_of_name(pair, hunk):
            continue
        came = 1 if new else -1
        if is_item(pair, hunk):
            items += came
        elif not _is_behind_be(pair, hunk):
            others -= came
    return items or choices or (others if pair.kept is None and not put_for else 0)


def _choices_more(pair: SentencePair, hunk: Hunk) -> int:
    """1 where an alternative took the place of words that are none, -1 the other way."""
    was, now = _is_choice(pair.old, hunk.a0), _is_choice(pair.new, hunk.b0)
    return now - was


def _is_choice(sentence: str, at: int) -> bool:
    """True of 'or is closed', and of its 'is closed' where the 'or' stood for another."""
    if _OR.match(sentence, at):
        return True
    return _OR_BEFORE.search(sentence, 0, at) is not None and _VERB.match(sentence, at) is not None


def _is_of_name(pair: SentencePair, hunk: Hunk) -> bool:
    """True of the 'Unit' of 'the Pay Office Unit', where only one side has it: another name."""
    lone = pair.lone_of(hunk)
    if lone is None or _NAME.fullmatch(lone.words) is None:
        return False
    before = _NAME_BEFORE.search(lone.sentence, 0, lone.start)
    return (before is not None and before.start() > 0) or bool(
        lone.start and _NAME_BEHIND.match(lone.sentence, lone.end)
    )


def _is_behind_be(pair: SentencePair, hunk: Hunk) -> bool:
    return all(
        _BE.search(sentence, max(0, at - _NEAR), at) is not None
        for sentence, at in ((pair.old, hunk.a0), (pair.new, hunk.b0))
    )


def changes_content(pair: SentencePair, hunk: Hunk) -> tuple[bool, bool]:
    """Whether a hunk takes words of meaning away, and whether it puts some in."""
    return (
        bool(_content(pair.old, [(hunk.a0, hunk.a1)])),
        bool(_content(pair.new, [(hunk.b0, hunk.b1)])),
    )


def is_rewritten(pair: SentencePair) -> bool:
    """True of a sentence of which little stays: single words then say nothing of its reach."""
    changed = sum(len(words) for words in content_changed(pair))
    words = len(pair.old.split()) + len(pair.new.split())
    return bool(pair.old and pair.new) and changed > _MUCH and 3 * changed > words
