"""How a report calls things: kinds, badges, topics, terms, pages, in a reader's words.

Records → short plain strings, not yet escaped for any format.
"""

from __future__ import annotations

import re
from functools import cache

from analyzer.labels import name_place
from analyzer.records import (
    NOT_RESTATED,
    REPEATED,
    SIGNATURES,
    Change,
    ChangeKind,
    Clause,
    Document,
    DocumentKind,
    Doubt,
    DoubtReason,
    Scalar,
    Status,
    TermValue,
    WordOperation,
)
from analyzer.taxonomy import load_taxonomy
from analyzer.wording.numbers import write_number

# "- 57 -", "Page 3", "–iv–"
_BARE_PAGE = re.compile(r"^[\W_]*(?:page\s+)?|[\W_]+$", re.IGNORECASE)

#: quotation marks that open words, those that close them, and what they are within others
_OPENS, _CLOSES = '“"', frozenset('”"')
_SINGLE = str.maketrans('“”"', "‘’'")

#: words by which a paragraph is named, and those among which they are looked for
_FIRST_WORDS, _LOOKED_AT = 8, 40
#: signs in a row that are a blank to fill in, and no dash or mark
_SIGNS = 2
#: words quoted of what may stand on a page that was not read
_QUOTED = 12
#: a value of so many words that stands in its quote is told by the quote alone
_VERBATIM = 4
SAMPLE = "invented sample"
_STATUS = {
    Status.ALLEGED: "alleged, not contract language",
    Status.PROPOSED: "proposed, not in force",
    Status.COUNTERED: "countered, not in force",
    Status.TENTATIVE: "tentative, not yet ratified",
    Status.RATIFIED: "ratified",
    Status.EXPIRED: "expired",
    Status.SUPERSEDED: "superseded",
}
_OFFERS = frozenset(
    {
        DocumentKind.PROPOSAL,
        DocumentKind.COUNTERPROPOSAL,
        DocumentKind.PACKAGE,
        DocumentKind.LAST_OFFER,
    }
)
_KINDS = {
    ChangeKind.UNCHANGED: "Unchanged",
    ChangeKind.REWORDED: "Reworded",
    ChangeKind.RENUMBERED: "Renumbered",
    ChangeKind.MOVED: "Moved",
    ChangeKind.ADDED: "Added",
    ChangeKind.REMOVED: "Removed",
    ChangeKind.SPLIT: "Split",
    ChangeKind.MERGED: "Merged",
    ChangeKind.MOVED_WITH_PARENT: "moved with its parent",
}

_NO_CHANGES = {NOT_RESTATED: "Not restated", REPEATED: "Repeated", SIGNATURES: "Signatures"}


def name_kind(kind: ChangeKind) -> str:
    """'Reworded'."""
    return _KINDS[kind]


def name_count(kind: str) -> str:
    """'Reworded', 'Repeated', 'Not restated': what a summary counts."""
    return _NO_CHANGES.get(kind) or name_kind(ChangeKind(kind))


def name_change(change: Change) -> str:
    """'Moved, reworded and renumbered'; 'Repeated', 'Not restated' for what is no change."""
    if change.not_restated:
        return name_count(NOT_RESTATED)
    if change.repeated:
        return name_count(REPEATED)
    if _is_struck_whole(change):
        return "Struck whole"
    names = [_KINDS[change.kind], *(_KINDS[kind].lower() for kind in change.also)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _is_struck_whole(change: Change) -> bool:
    """True for a clause that the new print still shows, all of its words struck."""
    return (
        change.kind is ChangeKind.REWORDED
        and bool(change.words)
        and all(piece.op is WordOperation.DELETE for piece in change.words)
        and not change.heading_words
    )


def name_file(path: str) -> str:
    """The last part of a path, whatever system wrote it."""
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def name_document_kind(document: Document) -> str:
    """'tentative agreement'; 'document' where nobody knows."""
    if document.kind is DocumentKind.OTHER:
        return "document"
    return document.kind.value.replace("_", " ")


def guessed(document: Document, fact: str) -> str:
    """' (guessed)' behind what the title page was taken to say and nobody confirmed; else ''."""
    return " (guessed)" if fact in document.guessed else ""


def list_badges(document: Document) -> list[str]:
    """What must be known of a text before it is quoted."""
    badges = []
    if document.status in _STATUS:
        badges.append(_STATUS[document.status] + guessed(document, "status"))
    elif document.kind in _OFFERS:
        badges.append(_STATUS[Status.PROPOSED])
    elif document.kind is DocumentKind.TENTATIVE_AGREEMENT:
        badges.append(_STATUS[Status.TENTATIVE])
    if document.sample:
        badges.append(SAMPLE)
    return badges


def name_pages(clause: Clause) -> str:
    """'page 61', 'pages 61–62 (printed 57–58)'; '' for a text without pages."""
    if not clause.pages:
        return ""
    printed = [_BARE_PAGE.sub("", label) for label in clause.page_labels if label]
    shown = f"page{'s' if len(clause.pages) > 1 else ''} {_span(clause.pages)}"
    if printed and printed != [str(page) for page in clause.pages]:
        shown += f" (printed {_span(printed)})"
    return shown


def _span(pages: tuple[int, ...] | list[str]) -> str:
    return str(pages[0]) if len(pages) == 1 else f"{pages[0]}–{pages[-1]}"


def join_parts(*parts: str) -> str:
    """'Article II.3, page 5': the parts of a place, those that are there."""
    return ", ".join(part for part in parts if part)


def name_clause(clause: Clause) -> str:
    """Its citation with the heading, or its first words where it has neither."""
    heading = (clause.heading or "").rstrip(".")
    if clause.label is None and not heading:
        first = _first_words(clause)
        kind = clause.kind.value.replace("_", " ")
        where = f"{clause.citation}, " if clause.citation else ""
        named = kind if kind in {"table", "footnote", "signature"} else "paragraph"
        return f"{where}{named} “{first} …”" if first else f"{where}{named}"
    return name_place(clause.citation, heading) or heading


def describe_clause(clause: Clause) -> str:
    """Its name, and how it begins where no heading says what it is about: 'Article 3, Section 2
    “Hours after the eighth are overtime, and …”'."""
    name, first = name_clause(clause), _first_words(clause)
    if clause.heading or clause.label is None or not first:
        return name
    return f"{name} “{first} …”"


def list_doubts(change: Change) -> tuple[str, ...]:
    """'perhaps it only seems so: page 12 of the old document was not read': why the change, or
    which part of it, is not certain."""
    return tuple(map(_tell_doubt, change.doubts))


def _tell_doubt(doubt: Doubt) -> str:
    if doubt.reason is DoubtReason.READ_FROM_PICTURE:
        return f"not certain word for word: {doubt.why}"
    if not doubt.words:
        return f"perhaps it only seems so: {doubt.why}"
    words = doubt.words.split()
    said = " ".join(words[:_QUOTED]).translate(_SINGLE) + " …" * (len(words) > _QUOTED)
    return f"perhaps part of it only seems so: {doubt.why}, and “{said}” may stand there"


def _first_words(clause: Clause) -> str:
    words = (clause.text or clause.old_text or "").split()
    # no '______' of a form, no '........'
    telling = [word for word in words[:_LOOKED_AT] if _is_telling(word)]
    return _within_quotes(" ".join(telling[:_FIRST_WORDS]))


def _within_quotes(words: str) -> str:
    """Words as they stand between quotation marks: a mark that opens them and does not close falls
    away, others become single ones."""
    # '“In the event of rain', '"Scan" means'
    if words[:1] in _OPENS and not _CLOSES.intersection(words[1:]):
        words = words[1:].lstrip()
    return words.translate(_SINGLE)


def _is_telling(word: str) -> bool:
    return len(word) <= _SIGNS or any(map(str.isalnum, word))


@cache
def _topic_names() -> dict[str, str]:
    return {topic.slug: topic.name for topic in load_taxonomy().topics}


@cache
def _term_names() -> dict[str, str]:
    return {term.name: term.description for term in load_taxonomy().terms}


def name_topic(slug: str) -> str:
    """The name that the taxonomy gives, else the slug as words."""
    return _topic_names().get(slug) or slug.replace("_", " ")


def name_term(name: str) -> str:
    """The description that the taxonomy gives, else the name."""
    return _term_names().get(name) or name.replace(".", ": ").replace("_", " ")


def name_value(value: Scalar | None) -> str:
    """A value as words; None is silence."""
    if value is None:
        return "silent"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.replace("_", " ") if isinstance(value, str) else write_number(value)


def tell_value(term: TermValue) -> tuple[str, str]:
    """A value and the words that give it; '' for words that the value repeats."""
    value = name_value(term.value)
    is_quoted = len(value.split()) >= _VERBATIM and value.casefold() in term.quote.casefold()
    return (term.quote, "") if is_quoted else (value, term.quote)


def count_of(count: int, noun: str) -> str:
    """'1 clause', '1,204 clauses'."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
