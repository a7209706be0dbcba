"""What a second reading says of quotes, in words.

Quotes and their verdicts → one sentence, or the line of it on a screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from analyzer.confirming import NO_PLACE
from analyzer.pipeline.confirming import Quote
from analyzer.records import Confirmation, Confirmed, Finding, ProvisionTerm

#: words, what a second reading says of them, what it saw where it differs, why it says nothing
Said = tuple[str, Confirmation, str | None, str | None]
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
    """Verdicts in one sentence: both readings of each that differs, then how many are confirmed,
    and how many could not be checked."""
    quotes = tuple(said)
    count = len(quotes)
    parts = [
        f"a second reading differs: “{second}” in place of “{quote}”; look at the page"
        for quote, verdict, second, _ in dict.fromkeys(quotes)
        if verdict is Confirmation.DIFFERS
    ]
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
