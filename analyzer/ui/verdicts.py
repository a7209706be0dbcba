"""What a second reading says of quotes, in words.

Quotes and their verdicts → one sentence, or the line of it on a screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import accumulate

from rapidfuzz.distance import Postfix, Prefix

from analyzer.confirming import NO_PLACE, fold
from analyzer.pipeline.confirming import Quote
from analyzer.records import Confirmation, Confirmed, Finding, ProvisionTerm

#: words, what a second reading says of them, what it saw where it differs, why it says nothing
Said = tuple[str, Confirmation, str | None, str | None]
#: letters of a reading that its line has room for, so that nothing moves when it comes
_ROOM = 18
_NOT_CHECKED = (Confirmation.NOT_CHECKED, None)
#: what stands where a verdict comes, and where none came
BEING_HELD = "being held against a second reading"
NEVER_HELD = "not checked by a second reading"


def said_of(quote: Quote, known: Confirmed | None) -> Said | None:
    """What is said of a quote that has words; None while nobody looked."""
    clause, start, end = quote
    if known is not None:
        return clause.text[start:end], known.confirmed, known.second, known.why
    return None if clause.boxes else (clause.text[start:end], *_NOT_CHECKED, NO_PLACE)


def has_words(quote: Quote) -> bool:
    """False for a place of a clause without any."""
    _, start, end = quote
    return start < end


def meanwhile_html(ended: bool) -> str:
    """What stands in the place of a verdict, on its way or never made."""
    return line_html(NEVER_HELD if ended else BEING_HELD)


def line_html(words: str) -> str:
    """A line of its own; '' for no words."""
    return f'<p class="where second">{escape(words)}</p>' if words else ""


def verdict_words(finding: Finding) -> str:
    """What a second reading says of a finding's quotes, in words, once it has ended."""
    return tell(_quotes(finding))


def term_words(term: ProvisionTerm) -> str:
    """What a second reading says of the words of one term."""
    return tell([(term.quote, term.confirmed, term.second, None)])


def has_quotes(finding: Finding) -> bool:
    """False where there is nothing to hold against a second reading."""
    return bool(_quotes(finding))


def _quotes(finding: Finding) -> list[Said]:
    quotes: list[Said] = [(e.quote, e.confirmed, e.second, None) for e in finding.evidence]
    quotes += [(t.quote, t.confirmed, t.second, None) for t in finding.terms if t.start < t.end]
    return quotes


def tell(said: Iterable[Said]) -> str:
    """Verdicts in one sentence: both readings of the first that differs, then how many are
    confirmed, and how many could not be checked."""
    quotes = tuple(said)
    count = len(quotes)
    differing = dict.fromkeys(each for each in quotes if each[1] is Confirmation.DIFFERS)
    parts = []
    for first, _, second, _ in list(differing)[:1]:
        was, seen = _where_they_differ(first, second or "")
        more = f" and {len(differing) - 1} more" if len(differing) > 1 else ""
        parts.append(f"a second reading differs: “{seen}”, not “{was}”{more}; look at the page")
    same = sum(verdict is Confirmation.YES for _, verdict, _, _ in quotes)
    reasons = [why or "" for _, verdict, _, why in quotes if verdict is Confirmation.NOT_CHECKED]
    if same and same == count:
        parts.append("confirmed by a second reading")
    elif same:
        parts.append(f"{same} of {count} quotes confirmed by a second reading")
    if reasons:
        which = "" if len(reasons) == count else f"{len(reasons)} of {count} quotes "
        why = next(filter(None, reasons), "")
        parts.append(f"{which}not checked by a second reading{f': {why}' if why else ''}")
    return "; ".join(parts)


def _where_they_differ(quote: str, second: str) -> tuple[str, str]:
    """The words of both readings from the first letter in which they differ to the last, as far as
    a line has room for them; whole where they are short."""
    if max(len(quote), len(second)) <= _ROOM:
        return quote, second
    readings = quote.split(), second.split()
    folded = [[fold(word) for word in words] for words in readings]
    first, other = map("".join, folded)
    before = Prefix.similarity(first, other)
    after = Postfix.similarity(first[before:], other[before:])
    before = min(_whole(words, before) for words in folded)
    after = min(_whole(words[::-1], after) for words in folded)
    was, seen = (
        _words_between(words, before, len(letters) - after)
        for words, letters in zip(readings, (first, other), strict=True)
    )
    return was, seen


def _whole(words: Iterable[str], most: int) -> int:
    """The letters of the first words that have so many at most."""
    return max(at for at in accumulate(map(len, words), initial=0) if at <= most)


def _words_between(words: Sequence[str], start: int, stop: int) -> str:
    """The words with a letter from `start` to `stop`, letters counted as they are compared."""
    ends = accumulate(len(fold(word)) for word in words)
    found = [word for word, end in zip(words, ends, strict=True) if start < end <= stop]
    text = " ".join(found) or "nothing"
    return text if len(text) <= _ROOM else f"{text[: _ROOM - 1].rstrip()}…"
