"""Who agrees with whom: lines of the title page → the union's side and the employers' side.

The two names stand around 'between … and …'; which is whose is told by words that name unions and
employers in general (kinds.toml).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

#: so much of the front is read for a 'between'
_REACH = 6_000
_FIRST = 1_500
_LONGEST_NAME = 200
_MARKS = ".,;:()'’"
_SMALL = frozenset({"of", "and", "the", "for", "in", "on", "to", "a", "an", "its"})

# 'by and between the X and the Y'
_BETWEEN = re.compile(r"\b(?:by and )?between\b:?", re.IGNORECASE)
# 'X and Y'
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
# what follows a name: '(hereinafter', 'effective', '2024', 'witnesseth'
_ENDS = re.compile(
    r"\(|\[|“|\"|;|:|_{3,}|\*|\.\s"
    r"|\b(?:hereinafter|effective|dated?|covering|for the|of the first|thereof|"
    r"with respect|relating|witnesseth|whereas|made|entered|shall|which|who|on behalf|table of|"
    r"preamble|article|section|whose|executed|will|may|this (?:agreement|memorandum))\b"
    r"|\b(?:19|20)\d\d\b|"
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)"
    r" \d",
    re.IGNORECASE,
)
# 'Proposal No. 7 of the Meridian Producers' Association'
_OFFERED = re.compile(
    r"\b(?:counter[- ]?)?(?:proposals?|offer)(?: no\. ?\w+)?,? (?:of|by|from) (?:the )?"
    r"(?P<name>.+)",
    re.IGNORECASE,
)
# "The Guild's Counterproposal"
_OWNED = re.compile(
    r"^(?:the )?(?P<name>[\w .&-]{3,60}?)(?:['’]s?)? (?:\w+ )?"
    r"(?:counter[- ]?)?(?:proposals?|offer)\b",
    re.IGNORECASE,
)


# 'Associa- tion'
_LINE_END = re.compile(r"(?<=[a-z])- (?=[a-z])")
# 'the Department', 'DPW THE DEPARTMENT'
_ARTICLE = re.compile(r"^(?:[A-Z]{2,6}\s+)?[Tt](?:he|HE)\s+")
# 'of the Meridian Producers' Association'
_OPENING = re.compile(r"^(?:(?:of|the|for|and|in|to) )+", re.IGNORECASE)
# 'the Television Production Contract': a text, not a party
_TEXT = re.compile(
    r"\b(?:contract|agreement|memorandum|sideletter|(?:counter)?proposal|board|committee|page)\b",
    re.IGNORECASE,
)
# 'Quarry Hill Entertainment, Inc.': one signatory of many
_FIRM = re.compile(r"\b(?:inc|llc|ltd|corp|l\.l\.c)\b", re.IGNORECASE)
# 'the Union', 'Local Unions': who is meant is said elsewhere
_SHORT = re.compile(
    r"(?:the )?(?:(?:local |parent )?unions?|guild|local|company|companies|employers?|"
    r"association|corporation|city|county|state|district|department|agency|university|hospital|"
    r"management|team|parties|council|chapter|federation|brotherhood)",
    re.IGNORECASE,
)
# 'an Ohio Corporation', 'representing Local Unions': qualifies the name before it
_QUALIFIES = re.compile(r"\b(?:an?|any|each|every|such)\s+$", re.IGNORECASE)
#: a title page names its parties within so many lines, in so many each
_COVER, _COVER_LINES = 24, 4
# 'Lantern Performers' Guild'
_NAME = re.compile(r"(?:[A-Z][\w'’.&-]+,? (?:of (?:the )?|and |for )?){1,7}[A-Z][\w'’&-]+")


@dataclass(frozen=True, slots=True)
class Parties:
    """The two sides and who offers, as printed; None where the front does not say."""

    guild: str | None = None
    employer: str | None = None
    offered_by: str | None = None


@cache
def _cues() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    data = tomllib.loads(
        resources.files("analyzer.data").joinpath("kinds.toml").read_text(encoding="utf-8")
    )["parties"]
    guild, employer = (
        tuple(re.compile(pattern, re.IGNORECASE) for pattern in data[side])
        for side in ("guild", "employer")
    )
    return guild, employer


def find_parties(lines: Sequence[str], *, words: frozenset[str] = frozenset()) -> Parties:
    """The parties that the first lines of a document name; `words` give names in capitals their
    case."""
    text = _LINE_END.sub("", " ".join(" ".join(lines).split())[:_REACH])
    best: tuple[float, str | None, str | None] | None = None
    guild: str | None
    employer: str | None
    for found in _BETWEEN.finditer(text):
        for first, second, clear in _splits(text[found.end() : found.end() + 4 * _LONGEST_NAME]):
            guild, employer, score = _sides(first, second)
            score += 0.3 * clear
            score -= found.start() / _REACH
            if score > 0 and (best is None or score > best[0]):
                best = (score, guild, employer)
    offered = _offered_by(lines)
    guild, employer = (best[1], best[2]) if best else _on_cover(lines) or _by_mention(text)
    return Parties(_cased(guild, words), _cased(employer, words), _cased(offered, words))


def _on_cover(lines: Sequence[str]) -> tuple[str, str] | None:
    """Two names on lines of their own around a line 'and', where one side is clearly a union's."""
    for at, line in enumerate(lines[:_COVER]):
        if line.strip().lower() not in ("and", "&"):
            continue
        first = _cover_name(lines[max(0, at - _COVER_LINES) : at], before=True)
        second = _cover_name(lines[at + 1 : at + 1 + _COVER_LINES], before=False)
        guild, employer, score = _sides(first, second)
        if score > 0 and _lean(guild) > 0 >= _lean(employer):
            return guild, employer
    return None


def _cover_name(lines: Sequence[str], *, before: bool) -> str:
    """The name on the lines nearest to the 'and', up to a title, a date or prose."""
    name: list[str] = []
    for line in reversed(lines) if before else lines:
        whole = line.rpartition(" / ")[2].strip(" ,;–—-")
        text = _leading_name(whole)
        if not text or text != whole or _TEXT.search(line) or _ENDS.search(line):
            break
        name = [text, *name] if before else [*name, text]
    if len(name) > 1 and name[1].startswith(name[0]):
        name = name[1:]
    return " ".join(name) if len(" ".join(name).split()) > 1 else ""


def _by_mention(text: str) -> tuple[str | None, str | None]:
    """The union and the employers that the first lines of a text without 'between' name most."""
    found = (
        _leading_name(_cut(match[0]))
        for match in _NAME.finditer(text[:_FIRST])
        if not _QUALIFIES.search(text[: match.start()])
    )
    names = Counter(_OPENING.sub("", name) for name in found)
    sides: list[str | None] = []
    for wanted in (1, -1):
        fitting = [
            (count, name)
            for name, count in names.items()
            if wanted * _lean(name) > 0 and len(name.split()) > 1
            if wanted * _lean(name.split()[-1]) > 0
            if not (_FIRM.search(name) or _TEXT.search(name) or _SHORT.fullmatch(name))
        ]
        sides.append(max(fitting)[1] if fitting else None)
    return sides[0], sides[1]


def _splits(text: str) -> list[tuple[str, str, bool]]:
    """Every way to read 'X and Y', each name cut where it ends; True where 'the' follows 'and'."""
    found = []
    for joint in _AND.finditer(text):
        first, rest = _cut(text[: joint.start()]), _cut(text[joint.end() :])
        if first and rest and joint.start() <= 3 * _LONGEST_NAME:
            the = text[joint.end() : joint.end() + 4].lower() == "the "
            found.append((first, rest, the))
    return found


def _cut(text: str) -> str:
    text = text.strip(" ,.-–—_:")
    end = _ENDS.search(text, 3)
    name = (text[: end.start()] if end else text).strip(" ,.-–—_:")
    name = _ARTICLE.sub("", name)
    return name if 2 < len(name) <= _LONGEST_NAME else ""


def _sides(first: str, second: str) -> tuple[str, str, float]:
    first, second = _leading_name(first), _leading_name(second)
    one, two = _lean(first), _lean(second)
    short = any(_SHORT.fullmatch(name) for name in (first, second))
    if max(one, two) <= 0 or not (first and second) or _TEXT.search(f"{first} {second}") or short:
        return first, second, -1.0
    score = abs(one - two) - 0.004 * (len(first) + len(second))
    if one > two:
        return first, second, score
    return second, first, score


def _lean(name: str) -> float:
    """Above zero: a union's name; below: an employer's."""
    guild, employer = _cues()
    unions = sum(bool(cue.search(name)) for cue in guild)
    employers = sum(bool(cue.search(name)) for cue in employer)
    return min(unions, 2) - 0.7 * min(employers, 2)


def _offered_by(lines: Sequence[str]) -> str | None:
    for line in lines[:12]:
        for pattern in (_OFFERED, _OWNED):
            found = pattern.search(line)
            name = _leading_name(_cut(found["name"])) if found else ""
            if name and _lean(name):
                return name
    return None


def _leading_name(text: str) -> str:
    """The capitalised words at the start, small ones between them too; '' for a sentence."""
    words: list[str] = []
    for word in text.split():
        if not (word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL):
            break
        words.append(word)
    while words and words[-1].lower() in _SMALL:
        words.pop()
    return " ".join(words).strip(" ,;")


def _cased(name: str | None, words: frozenset[str]) -> str | None:
    """A name in capitals in the case in which the document prints its words elsewhere."""
    if name is None or not name.isupper():
        return name
    cores = [word.strip(_MARKS) for word in name.split()]
    if not any(core.capitalize() in words for core in cores if core.lower() not in _SMALL):
        return name
    return " ".join(_cased_word(word, words, first=at == 0) for at, word in enumerate(name.split()))


def _cased_word(word: str, words: frozenset[str], *, first: bool) -> str:
    core = word.strip(_MARKS)
    if core.lower() in _SMALL and not first:
        return word.lower()
    known = core.capitalize() in words or core.lower() in words
    return word.replace(core, core.capitalize()) if core and known else word
