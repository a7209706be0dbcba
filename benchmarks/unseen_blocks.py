"""How each kind of block of an unseen agreement is set: blocks → pages, through `unseen_pages`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.unseen_pages import Placed, Setter, Sheet, tokens_of
from benchmarks.unseen_source import Block, Dress, plain

FLAGS = ("numbered_lines",)
NUMBERS = ("width", "height", "side", "size", "leading", "indent")


def set_document(blocks: Sequence[Block]) -> Setter:
    """The whole document, set twice: the contents need the pages of the first time."""
    first = _set(blocks, {}, 0)
    known = {plain_name(item.block): item.page for item in first.placed if item.block.centred}
    return _set(blocks, known, first.page)


def plain_name(block: Block) -> str:
    """What the contents print of an article."""
    return f"{' '.join(block.labels)} {plain(block.text)}".replace("  ", " ")


def _set(blocks: Sequence[Block], known: dict[str, int], total: int) -> Setter:
    sheet = Sheet()
    body = []
    for block in blocks:
        if block.word == "sheet":
            for name, _, value in (word.partition("=") for word in block.rest.split("\n")):
                said: object = value
                if name in FLAGS:
                    said = value == "yes"
                elif name in NUMBERS:
                    said = float(value)
                setattr(sheet, name, said)
        else:
            body.append(block)
    setter = Setter(sheet, total, known)
    for at, block in enumerate(body):
        notes = []
        for later in body[at + 1 :]:
            if later.word != "note":
                break
            notes.append(later)
        SETTERS[block.word](setter, block, notes)
    setter.data = setter.finish()
    return setter


def _paragraph(setter: Setter, block: Block, notes: Sequence[Block]) -> None:
    if notes:
        _notes_below(setter, block, notes)
    if block.centred:
        _centred(setter, block)
        return
    sheet = setter.sheet
    size = sheet.size
    hang = sheet.shape == "hang"
    inset = sheet.indent * block.depth
    label = tokens_of(" ".join(block.labels))
    wide = sum(setter.span(token, size) for token in label) + 4 * len(label)
    own = max(sheet.indent, wide + 4) if block.labels else 0.0
    start = inset + own
    rest = start if hang else max(0.0, inset - sheet.indent)
    lines = setter.break_lines(
        tokens_of(block.text), size, setter.measure - start, setter.measure - rest
    )
    setter.room(setter.pitch * min(2, len(lines)))
    setter.placed.append(Placed(block, setter.page))
    setter.placed += [Placed(note, setter.page) for note in notes]
    for at, line in enumerate(lines):
        setter.room(setter.pitch)
        if not at and label:
            setter.draw(setter.left + inset, setter.y, label, size)
        setter.set_line(sheet.side + (rest if at else start), line)
    setter.y += setter.pitch * 0.45


def _centred(setter: Setter, block: Block) -> None:
    lines = [" ".join(block.labels)] if block.text.startswith("/\n") else []
    lines.append(
        block.text.removeprefix("/\n")
        if lines
        else f"{' '.join(block.labels)} {block.text}".strip()
    )
    setter.y += setter.pitch * 0.5
    setter.room(setter.pitch * (len(lines) + 3))
    setter.placed.append(Placed(block, setter.page))
    for line in lines:
        _middle(setter, line, Dress.BOLD)
    setter.y += setter.pitch * 0.5


def _middle(setter: Setter, text: str, how: Dress = Dress.PLAIN) -> None:
    tokens = tokens_of(text, how)
    for line in setter.break_lines(tokens, setter.sheet.size, setter.measure, setter.measure):
        wide = sum(setter.span(token, setter.sheet.size) for token in line) + 3 * (len(line) - 1)
        setter.set_line(setter.sheet.side + max(0.0, (setter.measure - wide) / 2), line)


def _notes_below(setter: Setter, block: Block, notes: Sequence[Block]) -> None:
    """Notes go to the foot of the page; the paragraph with the mark stays whole beside them."""
    size, measure = 9.0, setter.sheet.width - 2 * setter.sheet.side
    broken = []
    for note in notes:
        number, _, text = note.text.partition(" ")
        tokens = [((number, Dress.RAISED),), *tokens_of(f"{text} {note.rest}".strip())]
        broken += setter.break_lines(tokens, size, measure, measure)
    tall = 11 * len(broken) + 10
    lines = len(plain(block.text)) * setter.sheet.size * 0.47 / setter.measure + 3
    setter.room(lines * setter.pitch + tall)
    setter.floor -= tall
    y = setter.floor + 14
    setter.canvas.line(
        setter.sheet.side,
        setter.sheet.height - y + 11,
        setter.sheet.side + 120,
        setter.sheet.height - y + 11,
    )
    for line in broken:
        setter.draw(setter.sheet.side, y, line, size)
        y += 11


def _nothing(setter: Setter, block: Block, notes: Sequence[Block]) -> None:
    """A note is set with its paragraph."""


def _title(setter: Setter, block: Block, notes: Sequence[Block]) -> None:
    for line in (block.text, *filter(None, block.rest.split("\n"))):
        _middle(setter, line, Dress.BOLD)
    setter.y += setter.pitch


def _attachment(setter: Setter, block: Block, notes: Sequence[Block]) -> None:
    setter.open_page()
    setter.placed.append(Placed(block, setter.page))
    _title(setter, block, notes)


def _page(setter: Setter, block: Block, notes: Sequence[Block]) -> None:
    setter.open_page()


def _columns(setter: Setter, block: Block, notes: Sequence[Block]) -> None:
    columns, _, tall = block.text.partition(" ")
    setter.set_columns(int(columns))
    if tall:
        setter.floor = setter.y + float(tall)


def _contents(setter: Setter, block: Block, notes: Sequence[Block]) -> None:
    for name, page in setter.known.items():
        right = setter.sheet.width - setter.sheet.side
        wide = sum(setter.span(token, setter.sheet.size) + 3 for token in tokens_of(name))
        dots = "." * max(4, int((setter.measure - wide - 30) / (setter.sheet.size / 4)))
        line = tokens_of(f"{name} {dots}")
        setter.room(setter.pitch)
        setter.draw(right - 14, setter.y, tokens_of(str(page)), setter.sheet.size)
        setter.set_line(setter.sheet.side, line)
    setter.open_page()


def _table(setter: Setter, block: Block, notes: Sequence[Block]) -> None:
    rows = [row.split("|") for row in block.rest.split("\n")]
    columns = len(rows[0])
    setter.room(setter.pitch * (len(rows) + 3))
    _middle(setter, block.text, Dress.BOLD)
    top, wide = setter.y - setter.pitch * 0.75, setter.measure / columns
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            how = Dress.PLAIN if at else Dress.BOLD
            setter.draw(
                setter.left + column * wide + 4,
                setter.y,
                tokens_of(text.strip(), how),
                setter.sheet.size - 1,
            )
        setter.y += setter.pitch
    height, canvas = setter.sheet.height, setter.canvas
    for at in range(len(rows) + 1):
        y = height - top - at * setter.pitch
        canvas.line(setter.left, y, setter.left + setter.measure, y)
    for at in range(columns + 1):
        x = setter.left + at * wide
        canvas.line(x, height - top, x, height - top - len(rows) * setter.pitch)
    setter.y += setter.pitch * 0.6


def _names(setter: Setter, block: Block, notes: Sequence[Block]) -> None:
    """A list of parties in two columns."""
    names = block.rest.split("\n")
    setter.room(setter.pitch * (len(names) // 2 + 1))
    for at in range(0, len(names), 2):
        pair = names[at : at + 2]
        if len(pair) == 2:
            setter.draw(
                setter.left + setter.measure / 2, setter.y, tokens_of(pair[1]), setter.sheet.size
            )
        setter.set_line(setter.sheet.side, tokens_of(pair[0]))
    setter.y += setter.pitch


def _sign(setter: Setter, block: Block, notes: Sequence[Block]) -> None:
    lines = [block.text, *block.rest.split("\n")]
    setter.room(setter.pitch * 1.6 * len(lines))
    for line in lines:
        setter.set_line(setter.sheet.side, [((word, Dress.PLAIN),) for word in line.split()])
        setter.y += setter.pitch * 0.6


SETTERS: dict[str, Callable[[Setter, Block, Sequence[Block]], None]] = {
    "": _paragraph,
    "note": _nothing,
    "title": _title,
    "attachment": _attachment,
    "page": _page,
    "columns": _columns,
    "contents": _contents,
    "table": _table,
    "names": _names,
    "sign": _sign,
}
