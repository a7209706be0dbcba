"""Labels drawn as small pictures: taken from the file's bookmarks, or named as unread.

Pages → pages in whose lines such labels stand as words, and a warning about those that no bookmark
names. A picture stands for a label where it opens a line, is as high as its type, and the line
prints no label itself; a bookmark answers where it has a label, the line's first words, and the
page or one next to it. The words that come in so are counted like the reader's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from analyzer.labels import read_labels
from analyzer.records import Line, LineRole, Page, Pages, Picture, TypeStyle, Word

#: font of a word that was taken from a bookmark: no file names one so
FONT = "(picture of a label)"
#: a label's picture is so many type sizes high, at most so wide, and its text begins so near
LOWEST, HIGHEST, WIDEST, FARTHEST = 0.4, 1.9, 5.0, 6.0
#: pictures closer than this share of the type size are the signs of one label
ONE_LABEL = 0.35
#: first words of a line that are held against a bookmark, and how many are needed on another page
COMPARED, FEWEST = 5, 2
#: places that a warning names
NAMED = 10
# 'players', '2024'
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(slots=True)
class _Title:
    """A bookmark with a label; each answers one line."""

    label: str
    words: list[str]
    page: int | None


def take_image_labels(pages: Pages) -> Pages:
    """The same pages where no line opens with a picture."""
    if not any(page.pictures for page in pages.pages):
        return pages
    titles = list(_titles_of(pages))
    taken, unread = 0, list[tuple[int, float]]()
    done: list[Page] = []
    for page in pages.pages:
        lines = list(page.lines)
        for at, picture in _labels_on(page):
            title = _find_title(titles, lines[at], page.number)
            if title is None:
                unread.append((page.number, picture.top))
                continue
            titles.remove(title)
            words = _words_of(title.label, picture, lines[at].words[0])
            lines[at] = replace(lines[at], words=(*words, *lines[at].words))
            taken += len(words)
        done.append(replace(page, lines=tuple(lines)) if page.pictures else page)
    warnings = (*pages.warnings, _warning(unread)) if unread else pages.warnings
    return replace(pages, pages=tuple(done), word_count=pages.word_count + taken, warnings=warnings)


def is_from_image(word: Word) -> bool:
    """True for a word that stands for a picture."""
    return word.style.font == FONT


def _titles_of(pages: Pages) -> Iterator[_Title]:
    for bookmark in pages.bookmarks:
        title = " ".join(bookmark.title.split())
        labels = read_labels(title)
        if labels:
            end = labels[-1].end
            words = _WORD.findall(title[end:].lower())
            yield _Title(title[:end].strip(), words, bookmark.page)


def _find_title(titles: Iterable[_Title], line: Line, page: int) -> _Title | None:
    """The first bookmark that has the line's words, of the same page before one next to it."""
    have = _WORD.findall(line.text.lower())[:COMPARED]
    fitting = [
        title
        for title in titles
        if title.page is not None
        and abs(title.page - page) <= 1
        and title.words
        and title.words[: len(have)] == have[: len(title.words)]
        and (title.page == page or min(len(title.words), len(have)) >= FEWEST)
    ]
    return min(fitting, key=lambda title: title.page != page, default=None)


def _labels_on(page: Page) -> Iterator[tuple[int, Picture]]:
    """(place of the line, picture) of each picture that stands where a label would."""
    pictures = _join_signs(page.pictures)
    for at, line in enumerate(page.lines if pictures else ()):
        if line.role is not LineRole.BODY or read_labels(line.text):
            continue
        found = [picture for picture in pictures if _opens(picture, line, page.lines)]
        if len(found) == 1:
            yield at, found[0]


def _opens(picture: Picture, line: Line, lines: Sequence[Line]) -> bool:
    first = line.words[0]
    size = first.style.size or first.bottom - first.top
    middle = (picture.top + picture.bottom) / 2
    fits = (
        LOWEST * size <= picture.bottom - picture.top <= HIGHEST * size
        and picture.x1 - picture.x0 <= WIDEST * size
        and first.top - 0.3 * size < middle < first.bottom + 0.3 * size
        and -1 < first.x0 - picture.x1 <= FARTHEST * size
    )
    return fits and not any(
        other.top < middle < other.bottom and other.x0 < picture.x0 for other in lines
    )


def _join_signs(pictures: Sequence[Picture]) -> list[Picture]:
    """'(', 'i' and ')' drawn one by one are one picture."""
    joined: list[Picture] = []
    for picture in sorted(pictures, key=lambda one: (one.x0, one.top)):
        for at, other in enumerate(joined):
            height = max(picture.bottom - picture.top, other.bottom - other.top)
            level = min(picture.bottom, other.bottom) > max(picture.top, other.top)
            if level and picture.x0 - other.x1 < ONE_LABEL * height:
                joined[at] = Picture(
                    other.x0,
                    min(picture.top, other.top),
                    max(picture.x1, other.x1),
                    max(picture.bottom, other.bottom),
                )
                break
        else:
            joined.append(picture)
    return joined


def _words_of(label: str, picture: Picture, beside: Word) -> list[Word]:
    """The label's words, side by side in the picture's box, level with the line."""
    style: TypeStyle = replace(beside.style, font=FONT)
    parts = label.split()
    width = (picture.x1 - picture.x0) / len(parts)
    return [
        Word(
            part,
            picture.x0 + at * width,
            beside.top,
            picture.x0 + (at + 1) * width,
            beside.bottom,
            style,
        )
        for at, part in enumerate(parts)
    ]


def _warning(unread: Sequence[tuple[int, float]]) -> str:
    places = [f"page {page} ({top:.0f} points from the top)" for page, top in unread[:NAMED]]
    more = f" and {len(unread) - NAMED} more" if len(unread) > NAMED else ""
    return (
        "A picture stands where a label would, and no bookmark names it: "
        f"{', '.join(places)}{more}. The clauses there were read without a label."
    )
