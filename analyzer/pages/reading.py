"""The way of one document: source + reader → Pages, and the account of its words.

Sheets are read one at a time; what repeats from page to page is set aside over all of them; then
each page is laid out. Every word that the reader gave is in a line or set aside by name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from analyzer.errors import RefusedFileError
from analyzer.pages.columns import set_columns
from analyzer.pages.contents import find_contents
from analyzer.pages.footnotes import find_footnotes
from analyzer.pages.furniture import set_furniture_aside
from analyzer.pages.line_numbers import set_line_numbers_aside
from analyzer.pages.marks import mark_words, settle_marks
from analyzer.pages.sheet import Sheet, make_rows, make_sideways_rows
from analyzer.pages.tables import find_tables
from analyzer.ports import Limits, OpenedFile, PageReader, PageWatch, TableReader
from analyzer.records import Page, Pages, Picture, RawPage, RefusalCode, SetAsideKind, Source, Word
from analyzer.wording.showing import showable

#: words turned by so many degrees are a watermark; so are words this many times larger than the
#: page's usual type, and larger than so many points, that lie over others
TURNED = 3.0
OVERSIZED, LARGE = 3.0, 30.0
#: a page of which this share of the words, and so many, run upward or downward is set sideways
SIDEWAYS, FEWEST_SIDEWAYS = 0.7, 12
UPWARD, DOWNWARD = 90, 270
#: a picture up to so many points wide and high may be a label
SMALL_WIDTH, SMALL_HEIGHT = 60.0, 30.0
#: a file of which this share of the pages is pictures without words is a scan
SCANNED = 0.8


def read_pages(
    source: Source,
    reader: PageReader,
    *,
    password: str | None = None,
    limits: Limits | None = None,
    tables: TableReader | None = None,
    watch: PageWatch | None = None,
) -> Pages:
    """Read every page of a source; without `tables`, the cells of ruled tables are not looked for.
    `watch` is told after each page. Raises RefusedFileError where there is nothing to read."""
    limits = limits or Limits.for_size(len(source.data))
    with reader.open(source.data, path=source.path, password=password) as file:
        if file.page_count > limits.pages:
            raise _too_many_pages(source.path, file.page_count, limits.pages)
        if file.page_count == 0:
            raise _empty(source.path, why="It has no pages.")
        sheets, without_text, words = _read_sheets(file, source.path, limits, watch)
        bookmarks, title = file.bookmarks(), file.title
    _refuse_unreadable(source.path, sheets, without_text, words)
    set_furniture_aside(sheets)
    set_line_numbers_aside(sheets)
    redline = settle_marks(sheets)
    find_contents(sheets)
    find_footnotes(sheets)
    ruled = find_tables(sheets, tables)
    for sheet in sheets:
        set_columns(sheet)
    pages = tuple(_page(sheet) for sheet in sheets)
    scanned = tuple(sheet.number for sheet in sheets if sheet.scanned)
    return Pages(
        pages,
        tuple(item for sheet in sheets for item in sheet.set_aside),
        words,
        bookmarks=bookmarks,
        title=title,
        drawn=all(sheet.drawn for sheet in sheets),
        redline=redline,
        without_text=tuple(without_text),
        scanned=scanned,
        warnings=(*_warnings(without_text), *_doubts(scanned)),
        tables=ruled,
    )


def _read_sheets(
    file: OpenedFile, path: str, limits: Limits, watch: PageWatch | None
) -> tuple[list[Sheet], list[int], int]:
    sheets: list[Sheet] = []
    without_text: list[int] = []
    count, pages = 0, file.page_count
    for number in range(1, pages + 1):
        raw = file.page(number, most=limits.page_words)
        if len(raw.words) > limits.page_words:
            raise _too_large(path, number, limits.page_words)
        if not raw.words and any(not picture.traced for picture in raw.pictures):
            without_text.append(number)
        sheet, words = _sheet(raw)
        count += words
        sheets.append(sheet)
        if watch:
            watch(number, pages)
    return sheets, without_text, count


def _sheet(raw: RawPage) -> tuple[Sheet, int]:
    words = _readable(mark_words(raw))
    sheet = Sheet(raw.number, raw.width, raw.height, [], raw.rules, raw.drawn)
    sheet.scanned = raw.scanned
    sheet.pictures = tuple([picture for picture in raw.pictures if _is_small(picture)])
    styles = [word.style for word in words]
    sizes = sorted([style.size for style in styles])
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    looks = {id(style): style for style in styles}.values()
    direction = _sideways(words) if any(style.angle for style in looks) else None
    if direction:
        sheet.sideways = True
        sheet.rows = make_sideways_rows(words, upward=direction == UPWARD)
        return sheet, len(words)
    standing: list[Word] = []
    watermark: list[Word] = []
    large: list[Word] = []
    largest = max(OVERSIZED * usual, LARGE)
    if all(not style.angle and style.size <= largest for style in looks):
        standing = words
    else:
        for word in words:
            if TURNED < word.style.angle < 360 - TURNED:
                watermark.append(word)
            elif word.style.size > largest:
                large.append(word)
            else:
                standing.append(word)
    for word in large:  # a title is large too, but lies over nothing
        (watermark if _lies_over(word, standing) else standing).append(word)
    sheet.put_aside(watermark, SetAsideKind.WATERMARK)
    sheet.rows = make_rows(standing)
    return sheet, len(words)


def _readable(words: Iterable[Word]) -> list[Word]:
    """The words, a sign that nobody can see or set (a control character) as one not read."""
    return [
        word if (text := showable(word.text)) == word.text else replace(word, text=text)
        for word in words
    ]


def _is_small(picture: Picture) -> bool:
    return picture.x1 - picture.x0 <= SMALL_WIDTH and picture.bottom - picture.top <= SMALL_HEIGHT


def _sideways(words: Sequence[Word]) -> int | None:
    """The right angle at which nearly all words of a page stand; None for an ordinary page."""
    turned = Counter(round(word.style.angle) for word in words)
    for angle in (UPWARD, DOWNWARD):
        if len(words) >= FEWEST_SIDEWAYS and turned[angle] > SIDEWAYS * len(words):
            return angle
    return None


def _lies_over(large: Word, words: Sequence[Word]) -> bool:
    return any(
        word.x0 < large.x1
        and word.x1 > large.x0
        and word.top < large.bottom
        and word.bottom > large.top
        for word in words
    )


def _page(sheet: Sheet) -> Page:
    lines = tuple(row.to_line(sheet.number) for row in sheet.rows)
    return Page(
        sheet.number, sheet.label, sheet.width, sheet.height, lines, sheet.rules, sheet.pictures
    )


def _warnings(without_text: Sequence[int]) -> tuple[str, ...]:
    if not without_text:
        return ()
    verb = "holds" if len(without_text) == 1 else "hold"
    named = _name_pages(without_text)
    return (f"{named} {verb} pictures but no words (scanned?): nothing was read.",)


def _doubts(scanned: Sequence[int]) -> tuple[str, ...]:
    if not scanned:
        return ()
    verb = "is a picture" if len(scanned) == 1 else "are pictures"
    said = (
        f"{_name_pages(scanned)} {verb} with a text layer (OCR): the words are what a program read "
        "from the picture. Check what matters against the page."
    )
    return (said,)


def _name_pages(numbers: Sequence[int]) -> str:
    """'Pages 2, 6'."""
    shown = ", ".join(str(number) for number in numbers[:10])
    more = f" and {len(numbers) - 10} more" if len(numbers) > 10 else ""
    return f"{'Page' if len(numbers) == 1 else 'Pages'} {shown}{more}"


# ── refusals ─────────────────────────────────────────────────────────────────────────────────────
# 'Article' reads; '\ue023\ue011' and '(cid:12)' do not
_READABLE = re.compile(r"[^\W\d_]{2,}|\d|[^\w\s]")
_GARBAGE = re.compile(r"[\ue000-\uf8ff\ufffd\x01-\x1f\x7f-\x9f]|\(cid:\d+\)")


def _refuse_unreadable(
    path: str, sheets: Sequence[Sheet], without_text: Sequence[int], words: int
) -> None:
    filled = sum(bool(sheet.rows or sheet.set_aside) for sheet in sheets) + len(without_text)
    if without_text and len(without_text) >= SCANNED * filled:
        raise RefusedFileError.because(
            RefusalCode.SCANNED_WITHOUT_OCR,
            path,
            what="The file is a scan: its pages are pictures.",
            why=f"{len(without_text)} of {len(sheets)} pages hold a picture and no words.",
            do="Run it through a program that adds a text layer (OCR), and read the result.",
        )
    if words == 0:
        raise _empty(path, why="There is no word on any page.")
    texts = [word.text for sheet in sheets for row in sheet.rows for word in row.words]
    sample = texts[:: max(1, len(texts) // 4000)]
    letters = sum(len(text) for text in sample)
    garbage = sum(len(_GARBAGE.findall(text)) for text in sample)
    if letters and garbage > 0.3 * letters:
        raise RefusedFileError.because(
            RefusalCode.UNREADABLE_TEXT,
            path,
            what="The words of the file cannot be read.",
            why="Its fonts do not say which letters they draw, so words come out as signs.",
            do="Print it to a new PDF and run it through OCR, or ask for another copy.",
        )


def _empty(path: str, *, why: str) -> RefusedFileError:
    return RefusedFileError.because(
        RefusalCode.EMPTY,
        path,
        what="There is nothing to read in the file.",
        why=why,
        do="Check that it is the right file.",
    )


def _too_many_pages(path: str, pages: int, most: int) -> RefusedFileError:
    return RefusedFileError.because(
        RefusalCode.TOO_MANY_PAGES,
        path,
        what="The file has too many pages.",
        why=f"It has {pages:,} pages; {most:,} are read at most.",
        do="Split it into smaller files.",
    )


def _too_large(path: str, page: int, most: int) -> RefusedFileError:
    return RefusedFileError.because(
        RefusalCode.TOO_LARGE,
        path,
        what="A page of the file is too full to read.",
        why=f"Page {page} holds more than {most:,} words.",
        do="Check that it is the right file, or leave that page out.",
    )
