"""What a report about a topic shows along with it: definitions and footnotes that its clauses use.

A comparison → rows in plain words, the same for every format; none of them counts as a change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.records import (
    ChangeKind,
    Comparison,
    Context,
    ContextKind,
    WordOperation,
    WordPiece,
)
from analyzer.reports.excerpts import clean_pieces, excerpt
from analyzer.reports.naming import (
    count_of,
    join_parts,
    name_change,
    name_clause,
    name_pages,
    name_topic,
)

TITLE = "Definitions and footnotes that these clauses use"
#: a text of so many words is shown whole; of a longer one, so many around each change
_WHOLE, _AROUND = 200, 60
#: clauses named before the rest is only counted
_MOST_USES = 6


@dataclass(frozen=True, slots=True)
class ContextRow:
    """One definition or footnote: 'Definition of “Scan”, unchanged', its place, who uses it, and
    its words."""

    title: str
    place: str
    used: str
    pieces: tuple[WordPiece, ...]


def tell_context(comparison: Comparison) -> str:
    """Why these clauses stand here."""
    about = comparison.topic or ""
    named = "AI" if about == "ai" else name_topic(about)
    return (
        f"Context: clauses above use their words. They are not about {named} themselves and are "
        "counted nowhere."
    )


def list_context(comparison: Comparison) -> tuple[ContextRow, ...]:
    """The rows in the order of the document."""
    return tuple(_row(item, comparison) for item in comparison.context)


def _row(item: Context, comparison: Comparison) -> ContextRow:
    change = item.change
    keys = dict.fromkeys((*change.old, *change.new))
    clauses = [comparison.clauses[key] for key in keys]
    places = [join_parts(name_clause(clause), name_pages(clause)) for clause in clauses]
    return ContextRow(
        f"{_name(item)}: {_tell_state(item)}",
        " → ".join(dict.fromkeys(places)),
        "; ".join(_uses(item, comparison)),
        shorten(_pieces(item)),
    )


def _name(item: Context) -> str:
    if item.why is ContextKind.FOOTNOTE:
        return "Footnote"
    return f"Definition of {', '.join(f'“{term}”' for term in item.terms)}"


def _tell_state(item: Context) -> str:
    return name_change(item.change).lower() if item.restated else "not restated"


def _pieces(item: Context) -> tuple[WordPiece, ...]:
    """The redline; what is only not restated is not struck."""
    pieces = (*(item.change.heading_words or ()), *item.change.words)
    if item.restated or item.change.kind not in (ChangeKind.ADDED, ChangeKind.REMOVED):
        return clean_pieces(pieces)
    return (WordPiece(WordOperation.EQUAL, "".join(piece.text for piece in pieces)),)


def shorten(pieces: tuple[WordPiece, ...]) -> tuple[WordPiece, ...]:
    """The pieces, whole where they are not long."""
    words = sum(len(piece.text.split()) for piece in pieces)
    return pieces if words <= _WHOLE else excerpt(pieces, around=_AROUND, longest=_WHOLE)


def _uses(item: Context, comparison: Comparison) -> Iterator[str]:
    """'used in 3 clauses: …'; a clause of both documents is named once."""
    users = [comparison.clauses[key] for key in item.used_in if key in comparison.clauses]
    named = list(dict.fromkeys(name_clause(user) for user in users))
    yield f"used in {count_of(len(named), 'clause')}: {', '.join(named[:_MOST_USES])}"
    if len(named) > _MOST_USES:
        yield f"and {len(named) - _MOST_USES:,} more"
