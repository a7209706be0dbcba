"""Drafts → label paths, citations and ids: readable, stable, each once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.clauses.drafts import Draft
from analyzer.clauses.titles import SMALL_WORDS
from analyzer.labels import cite, clean_label
from analyzer.records import ClauseId, Document, DocumentKind, LineRole, Pages

#: kinds of documents whose bare top-level numbers are items
_ITEMISED = frozenset(
    {
        DocumentKind.MEMORANDUM,
        DocumentKind.PROPOSAL,
        DocumentKind.COUNTERPROPOSAL,
        DocumentKind.TENTATIVE_AGREEMENT,
        DocumentKind.PACKAGE,
        DocumentKind.LAST_OFFER,
    }
)
# 'ARTICLE  PAGE NO.', 'Item Page': the head of a table of contents names its level
_CONTENTS_HEAD = re.compile(
    r"^(article|item|section|paragraph|rule)s?\b(?:\s+(?:no\.?|number))?(?:\s+(?:title|subject))?"
    r"(?:\s+page\b.*)?$",
    re.IGNORECASE,
)
#: words of a citation as an id abbreviates them
_ABBREVIATED = {"article": "art", "section": "sec", "paragraph": "par"}


#: words of a title by which a clause without a label is cited
_TITLE = 8


@dataclass(frozen=True, slots=True)
class Name:
    """What a clause is called."""

    id: ClauseId
    labels: tuple[str, ...]
    citation: str


def name_drafts(drafts: Sequence[Draft], document: Document, pages: Pages) -> dict[int, Name]:
    """A name for each draft, by its number."""
    words = _LevelWords(document, pages)
    names: dict[int, Name] = {}
    seen: Counter[str] = Counter()
    children: Counter[int | None] = Counter()
    notes: Counter[int | None] = Counter()
    for draft in drafts:
        parent = names.get(draft.parent) if draft.parent is not None else None
        outer = parent.labels if parent else ()
        citation = parent.citation if parent else ""
        if draft.role is LineRole.FOOTNOTE:
            notes[draft.parent] += 1
            sign = clean_label(draft.label or "*")
            labels = (*outer, sign)
            citation = f"{citation} n.{sign}".strip()
            slug = f"{_local(parent)}-fn{_slug(sign) or notes[draft.parent]}"
        elif draft.label is None and draft.rank is not None:
            # a side letter that has a title and no number
            labels, citation = outer, _title_of(draft)
            slug = _slug(citation)
        elif draft.label is None:
            children[draft.parent] += 1
            labels = outer
            slug = f"{_local(parent)}~{children[draft.parent]}"
            citation = f"{citation} ¶{children[draft.parent]}".strip()
        else:
            label = clean_label(draft.label)
            labels = (*outer, words.call(label, draft) if parent is None else label)
            citation = cite(labels)
            if parent is not None and not outer:
                citation = f"{parent.citation}, {citation}"
            slug = _slug(citation) or "clause"
        seen[slug] += 1
        if seen[slug] > 1:
            slug = _free(slug, seen)
        names[draft.order] = Name(ClauseId(f"{document.id}#{slug}"), labels, citation)
    return names


def _title_of(draft: Draft) -> str:
    """'SIDE LETTER ON NIGHT TRAVEL' → 'Side Letter on Night Travel'."""
    words = [piece.text for piece in draft.pieces[: draft.heading_length or _TITLE]][:_TITLE]
    small = [word.lower() if word.lower() in SMALL_WORDS else word for word in words[1:]]
    return " ".join(clean_label(f"{word} 1").removesuffix(" 1") for word in words[:1] + small)


def _free(slug: str, seen: Counter[str]) -> str:
    """The slug with the next number that no other clause bears."""
    number = seen[slug]
    while seen[f"{slug}-{number}"]:
        number += 1
    seen[f"{slug}-{number}"] += 1
    return f"{slug}-{number}"


def _local(name: Name | None) -> str:
    return name.id.partition("#")[2] if name else ""


def _slug(citation: str) -> str:
    """'Article 12.a.1' → 'art-12-a-1'; letters of other cases keep them apart only where needed."""
    words = re.findall(r"[a-z0-9]+|§|\*+|[†‡]", citation.lower().replace("’", ""))
    return "-".join(_ABBREVIATED.get(word, word) for word in words if word.isalnum())


class _LevelWords:
    """By which word the document calls its bare top-level numbers."""

    def __init__(self, document: Document, pages: Pages) -> None:
        self._itemised = document.kind in _ITEMISED
        self._contents = _read_contents_head(pages)
        self._references = None if self._contents or self._itemised else _count_references(pages)

    def call(self, label: str, draft: Draft) -> str:
        """The label with its level's word, when it was printed bare."""
        roman = draft.shape.startswith("I.")
        arabic = draft.shape.startswith("1.")
        if draft.rank is not None or not (roman or arabic) or draft.quoted:
            return label
        if self._contents:
            return f"{self._contents} {label}"
        if self._itemised:
            return f"Article {label}" if roman else f"Item {label}"
        if roman:
            return f"Article {label}"
        counted = self._references or Counter()
        best = max(("Article", "Section", "Paragraph", "Item"), key=lambda word: counted[word])
        return f"{best} {label}" if counted[best] >= 3 else label


def _read_contents_head(pages: Pages) -> str | None:
    """The level word above the entries of the contents."""
    for page in pages.pages[:12]:
        has_contents = any(line.role is LineRole.TOC for line in page.lines)
        if not has_contents:
            continue
        for line in page.lines:
            match = _CONTENTS_HEAD.match(line.text.strip())
            if match:
                return match[1].capitalize()
    return None


# 'Article 12', 'Section 4': how the text refers to a bare top level
_REFERENCE = re.compile(r"\b(Article|Section|Paragraph|Item) \d{1,3}\b")


def _count_references(pages: Pages) -> Counter[str]:
    text = "\n".join([line.text for line in pages.lines() if line.role is LineRole.BODY])
    return Counter(_REFERENCE.findall(text))
