"""A sentence before and after, with its changed spans, and the words of a row among them.

Input: two sentences with plain marks; '' where one is not there. Spans count characters of a
sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby, pairwise

from rapidfuzz.distance import Indel

from analyzer.comparison.effect_headings import is_heading
from analyzer.comparison.effect_pointers import points_alike
from analyzer.comparison.effect_rows import words_of
from analyzer.comparison.tokens import read_tokens
from analyzer.wording.plain import plain_text

# "(i", "B", "iii": an item's letter or number
_ITEM = re.compile(r"\(?(?:[ivx]+|[a-z]|\d{1,2})", re.IGNORECASE)
# "SHT", '"LPG"': a name cut short
_SHORT_NAME = re.compile(r"[\"'“”]?[A-Z][A-Z&./-]{1,7}s?[\"'“”]?")
#: a sentence stands in a text where so large a share of its steps from word to word do
_STANDS = 0.85
# "To improve the rota", "In order to simplify": says why
_PURPOSE = re.compile(
    r"(?:in order )?to (?:moderni[sz]e|standardi[sz]e|ensure|improve|support|promote|clarify|"
    r"foster|encourage|facilitate|strengthen|simplify|streamline)\b",
    re.IGNORECASE,
)
# "after", "who": opens a phrase
_OPENER = re.compile(
    r"after|before|following|during|until|for|to|by|with|without|from|under|in|on|at|of|upon|and|"
    r"or|but|if|when|where|unless|except|provided|who|which|that|whose|than|as"
)
#: words by which sentences are joined
_JOINS = frozenset(("and", "or", "but"))
#: no words of a row reach farther
_NEAR = 40
#: so many characters between two words, and one may say something of the other
_BESIDE = 60


@dataclass(frozen=True, slots=True)
class Hunk:
    """old[a0:a1] became new[b0:b1], in characters of the pair's sentences."""

    a0: int
    a1: int
    b0: int
    b1: int


@dataclass(frozen=True, slots=True)
class Lone:
    """Words that only came, or only went, and their place in the sentence that has them."""

    words: str
    sentence: str
    start: int
    end: int
    came: bool


@dataclass(frozen=True)
class SentencePair:
    """A sentence before and after; '' where it is not there."""

    old: str
    new: str
    #: headings and lead-ins above, outermost first
    setting: tuple[str, ...] = ()
    #: the hunks that are looked at; None: all
    kept: tuple[Hunk, ...] | None = None

    @cached_property
    def hunks(self) -> tuple[Hunk, ...]:
        """Where they differ, word by word; letter case and setting aside."""
        if self.kept is not None:
            return self.kept
        old, new = word_spans(self.old), word_spans(self.new)
        found: list[Hunk] = []
        steps = Indel.opcodes([w for w, _, _ in old], [w for w, _, _ in new])
        runs = [(equal, [*run]) for equal, run in groupby(steps, lambda step: step.tag == "equal")]
        for at, (is_equal, parts) in enumerate(runs):
            if is_equal:
                continue
            ours = (parts[0].src_start, parts[-1].src_end)
            theirs = (parts[0].dest_start, parts[-1].dest_end)
            behind = runs[at + 1][1] if at + 1 < len(runs) else []
            most = behind[-1].src_end - behind[0].src_start if behind else 0
            by = _slide(self.new, new, *theirs, most=most) if ours[0] == ours[1] else 0
            by = _slide(self.old, old, *ours, most=most) if theirs[0] == theirs[1] else by
            a0, a1 = _reach(old, ours[0] + by, ours[1] + by)
            b0, b1 = _reach(new, theirs[0] + by, theirs[1] + by)
            found.append(Hunk(a0, a1, b0, b1))
        return tuple(hunk for hunk in found if not self._is_setting(hunk))

    def keep(self, fits: Callable[[Hunk], bool]) -> SentencePair:
        """The pair with only the hunks that fit; the pair itself where all do."""
        kept = tuple(hunk for hunk in self.hunks if fits(hunk))
        return self if len(kept) == len(self.hunks) else replace(self, kept=kept)

    def behind(self, lead: str) -> SentencePair:
        """The pair with the same words before both sentences."""
        by = len(lead)
        kept = self.kept and tuple(Hunk(*(at + by for at in astuple(hunk))) for hunk in self.kept)
        return replace(self, old=lead + self.old, new=lead + self.new, kept=kept)

    def _is_setting(self, hunk: Hunk) -> bool:
        """True of words that only their spaces and signs tell apart, 'thei r', 'non -duty', and of
        those that point to the same thing otherwise."""
        old, new = self.old[hunk.a0 : hunk.a1], self.new[hunk.b0 : hunk.b1]
        if points_alike(old, new, first=not hunk.a0 and not hunk.b0) or self._is_short_name(hunk):
            return True
        before = self._before_sentence(hunk)
        if before is not None and (is_heading(*before) or _is_purpose(*before)):
            return True
        if _ITEM.fullmatch(old) and _ITEM.fullmatch(new):
            return self.old[hunk.a1 : hunk.a1 + 1] == self.new[hunk.b1 : hunk.b1 + 1] == ")"
        return _letters(old) == _letters(new) != ""

    def _is_short_name(self, hunk: Hunk) -> bool:
        """True of 'Stage Hand Technician (SHT)', which only one side cuts short."""
        lone = self.lone_of(hunk)
        if lone is None or _SHORT_NAME.fullmatch(lone.words) is None:
            return False
        around = lone.sentence[lone.start - 1 : lone.end + 1] if lone.start else ""
        return around[:1] == "(" and around[-1:] == ")"

    def _before_sentence(self, hunk: Hunk) -> tuple[str, int] | None:
        """The side that alone has words before the sentence of both, and where they end."""
        if not self.old or not self.new or hunk.a0 or hunk.b0 or bool(hunk.a1) == bool(hunk.b1):
            return None
        return (self.old, hunk.a1) if hunk.a1 else (self.new, hunk.b1)

    @property
    def struck(self) -> tuple[str, ...]:
        """The words of each hunk that are gone."""
        return tuple(self.old[h.a0 : h.a1].strip() for h in self.hunks)

    @property
    def put(self) -> tuple[str, ...]:
        """The words of each hunk that came."""
        return tuple(self.new[h.b0 : h.b1].strip() for h in self.hunks)

    @property
    def lone(self) -> tuple[Lone, ...]:
        """The hunks in which words only came, or only went."""
        return tuple(lone for hunk in self.hunks if (lone := self.lone_of(hunk)) is not None)

    def lone_of(self, hunk: Hunk) -> Lone | None:
        """The words of a hunk in which words only came, or only went; None of any other."""
        struck, put = self.old[hunk.a0 : hunk.a1].strip(), self.new[hunk.b0 : hunk.b1].strip()
        if bool(struck) == bool(put):
            return None
        if put:
            return Lone(put, self.new, hunk.b0, hunk.b1, came=True)
        return Lone(struck, self.old, hunk.a0, hunk.a1, came=False)

    @cached_property
    def _spans(self) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
        """Where the words that are gone stand, and those that came; places without words aside."""
        return (
            tuple((hunk.a0, hunk.a1) for hunk in self.hunks if hunk.a0 < hunk.a1),
            tuple((hunk.b0, hunk.b1) for hunk in self.hunks if hunk.b0 < hunk.b1),
        )

    def gone(self, row: str) -> tuple[re.Match[str], ...]:
        """Words of a row that touch a change in the old sentence."""
        return _touching(row, self.old, self._spans[0])

    def come(self, row: str) -> tuple[re.Match[str], ...]:
        """Words of a row that touch a change in the new sentence."""
        return _touching(row, self.new, self._spans[1])

    def differ(
        self, row: str, *, near: str | None = None, beside: int = _BESIDE
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Words of a row that only the old and only the new sentence has among its changes;
        at most `beside` characters from a word of the row `near`."""
        gone, come = self.gone(row), self.come(row)
        if near is not None:
            gone, come = (
                _close_to(near, self.old, gone, beside),
                _close_to(near, self.new, come, beside),
            )
        old = [found.group().lower() for found in gone]
        new = [found.group().lower() for found in come]
        for word in list(old):
            if word in new:
                old.remove(word)
                new.remove(word)
        return tuple(old), tuple(new)


@lru_cache(maxsize=256)
def _touching(
    row: str, sentence: str, spans: tuple[tuple[int, int], ...]
) -> tuple[re.Match[str], ...]:
    """Words of a row that overlap one of the spans; only what stands near one is read."""
    pattern = words_of(row)
    found: dict[int, re.Match[str]] = {}
    for start, end in spans:
        first = sentence.rfind(" ", 0, max(0, start - _NEAR)) + 1
        last = sentence.find(" ", end + _NEAR)
        for match in pattern.finditer(sentence, first, last if last >= 0 else len(sentence)):
            if start < match.end() and match.start() < end:
                found.setdefault(match.start(), match)
    return tuple(found.values())


def _close_to(
    row: str, sentence: str, matches: tuple[re.Match[str], ...], beside: int
) -> tuple[re.Match[str], ...]:
    """Those of the matches near which a word of the row stands."""
    if not matches:
        return ()
    spans = [found.span() for found in words_of(row).finditer(sentence)]
    return tuple(
        match
        for match in matches
        if any(a - beside <= match.end() and match.start() <= b + beside for a, b in spans)
    )


def stands_in(sentence: str, text: str, *, share: float = _STANDS) -> bool:
    """True of a sentence whose words follow each other in a text as they do in it: one that was
    only cut off from another, or joined to one."""
    words = [word for word, _, _ in word_spans(sentence) if word not in _JOINS]
    steps = list(pairwise(words))
    other = [word for word, _, _ in word_spans(plain_text(text)) if word not in _JOINS]
    held = set(pairwise(other))
    return bool(steps) and sum(step in held for step in steps) >= share * len(steps)


@lru_cache(maxsize=256)
def word_spans(text: str) -> tuple[tuple[str, int, int], ...]:
    """Each word with its place; signs are left out."""
    found = []
    at = 0
    for token in read_tokens(text):
        at += len(token.space)
        if token.is_word:
            found.append((token.folded.lower(), at, at + len(token.form)))
        at += len(token.form)
    return tuple(found)


def _is_purpose(sentence: str, end: int) -> bool:
    """True where the words up to `end` give a reason for the rule: 'To improve the rota,'."""
    return sentence.startswith(",", end) and _PURPOSE.match(sentence) is not None


def _letters(words: str) -> str:
    return "".join(sign for sign in words.lower() if sign.isalnum())


def _slide(
    sentence: str, words: Sequence[tuple[str, int, int]], start: int, end: int, *, most: int
) -> int:
    """By how many words a lone run moves on so that it begins where a phrase does: of 'ten days
    after the tour of nine days' the 'after the tour of nine days' came, and no 'days after the tour
    of nine'. 0 where it begins there, or never does; `most`: so many words behind it stay."""
    if not most or words[start][0] != words[end][0] or _opens(sentence, words, start):
        return 0
    for by in range(1, min(end - start, most) + 1):
        if words[start + by - 1][0] != words[end + by - 1][0]:
            return 0
        if _opens(sentence, words, start + by):
            return by
    return 0


def _opens(sentence: str, words: Sequence[tuple[str, int, int]], at: int) -> bool:
    """True of a word that opens a phrase, and of one behind a comma."""
    if not 0 < at < len(words):
        return at == 0
    if _OPENER.fullmatch(words[at][0]):
        return True
    return "," in sentence[words[at - 1][2] : words[at][1]]


def _reach(words: tuple[tuple[str, int, int], ...], start: int, end: int) -> tuple[int, int]:
    if start < end:
        return words[start][1], words[end - 1][2]
    at = words[start - 1][2] if start else 0
    return at, at
