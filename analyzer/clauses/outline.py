"""Self-check: the clauses held against the document's own bookmarks, else its table of contents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.labels import clean_label, read_label
from analyzer.records import Bookmark, Clause, ClauseKind, Line, LineRole, Outline, Pages

#: entries of an outline by which the document can be checked at all
_ENOUGH = 3
#: characters of the longest entry, over several lines
_LONGEST = 300
#: missing entries that are named
_NAMED = 200


@dataclass(frozen=True, slots=True)
class _Entry:
    label: str
    title: str
    page: int | None


def check_outline(pages: Pages, clauses: Sequence[Clause]) -> Outline:
    """How many entries of the outline have a clause, and which have none."""
    entries = list(_read_bookmarks(pages.bookmarks))
    by = "bookmarks"
    if len(entries) < _ENOUGH:
        entries, by = list(_read_contents(pages)), "contents"
    if len(entries) < _ENOUGH:
        return Outline(0, 0)
    places = _Places(clauses)
    missing = [entry for entry in entries if not places.take(entry)]
    named = tuple(f"{entry.label} {entry.title[:120]}".strip() for entry in missing[:_NAMED])
    return Outline(len(entries), len(entries) - len(missing), named, by)


def _read_bookmarks(bookmarks: Iterable[Bookmark]) -> Iterable[_Entry]:
    """Bookmarks that bear a label; others are names of parts or of files."""
    for bookmark in bookmarks:
        title = " ".join(bookmark.title.split())
        label = read_label(title)
        if label is not None:
            yield _Entry(label.text, title[label.end :].strip(" .:–—-"), bookmark.page)


# '6', 'A-12', 'xiv': the page at the end of an entry
_PAGE = re.compile(r"[A-Z]{0,2}(?:-?\d{1,4}){1,3}|[ivxl]{1,6}")


def _part_page(entry: str) -> str | None:
    """'Term of Agreement . . . . 6' → 'Term of Agreement'; None where no page ends the entry."""
    title, _, page = entry.replace("…", " ").rstrip().rpartition(" ")
    if "." in page:
        # 'Wages......6'
        head, _, page = page.rpartition(".")
        title = f"{title} {head}"
    return title.rstrip(" .·_") if title and _PAGE.fullmatch(page) else None


def _read_contents(pages: Pages) -> Iterable[_Entry]:
    """Entries of the table of contents that bear a label; titles over two lines are joined."""
    open_entry = ""
    for line in _contents_lines(pages):
        text = line.text.strip()
        starts = read_label(text) is not None
        fresh = starts or not open_entry or len(open_entry) > _LONGEST
        open_entry = text if fresh else f"{open_entry} {text}"
        title = _part_page(open_entry)
        if title is None or "." not in text:
            continue
        label = read_label(title) or read_label(title + ".")
        if label is not None:
            yield _Entry(label.text, title[label.end :].strip(" .:–—-‐"), None)
        open_entry = ""


def _contents_lines(pages: Pages) -> Iterable[Line]:
    return (line for line in pages.lines() if line.role is LineRole.TOC)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))


def _bare(label: str) -> str:
    last = label.split(" ")[-1]
    return re.sub(r"[^a-z0-9]+", "", last.lower())


class _Places:
    """Labelled clauses by bare label; each answers one entry, in order."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._free: dict[str, list[Clause]] = defaultdict(list)
        self._unlabelled: list[Clause] = []
        for clause in clauses:
            if clause.kind in (ClauseKind.TOC, ClauseKind.FOOTNOTE):
                continue
            if clause.label:
                self._free[_bare(clause.labels[-1])].append(clause)

    def take(self, entry: _Entry) -> bool:
        """True when a clause not yet taken bears the entry's label and first words."""
        want = _words(entry.title)[:5]
        free = self._free.get(_bare(entry.label), [])
        for index, clause in enumerate(free):
            if entry.page is not None and not _is_near(entry.page, clause.pages):
                continue
            # the contents name an attachment in other words than its own title
            named = clause.kind is ClauseKind.ATTACHMENT and clause.labels[-1] == clean_label(
                entry.label
            )
            if named or _alike(want, _words(clause.full_text)[: len(want)]):
                del free[index]
                return True
        return False


def _is_near(page: int, pages: Sequence[int]) -> bool:
    """On the page or next to it: bookmarks are set by hand."""
    return bool(pages) and pages[0] - 1 <= page <= pages[-1] + 1


def _alike(want: list[str], have: list[str]) -> bool:
    if not want:
        return True
    # a clause may be no more than its heading, an entry go on with the words after it
    length = min(len(want), max(2, len(have)))
    same = sum(left == right for left, right in zip(want, have, strict=False))
    return same >= 0.6 * length
