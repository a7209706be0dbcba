"""Files that are made to hurt whoever opens them, or are broken, built here from their plain parts;
and seeded mutations of sound PDFs.

Nothing → {name: bytes}; a name is part of the attack where it is said of the file system.
"""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

LEVELS = 30
FAN_OUT = 10
PAGES = 200_000


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    parts, places, length = [b"%PDF-1.7\n"], [], 9
    for number, body in enumerate(objects, start=1):
        places.append(length)
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        length += len(parts[-1])
    written = b"".join(parts)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n" % (len(objects) + 1)
    return written + head + table + tail + b"%d\n%%%%EOF" % len(written)


def stream_of(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def page_of(content: bytes, *more: bytes, resources: bytes = b"", edge: int = 612) -> bytes:
    """A PDF of one square page, `edge` points wide; `more` are objects from number 6 on."""
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>%s>>>>" % (edge, edge, resources),
        stream_of(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )


def nested_forms() -> bytes:
    """A form that draws a form ten times, that draws a form ten times, thirty deep."""
    forms = []
    for level in range(LEVELS):
        last = level == LEVELS - 1
        content = b"BT /F 9 Tf (meal)Tj ET" if last else b"/X%d Do " % (level + 1) * FAN_OUT
        inner = b"" if last else b"/X%d %d 0 R" % (level + 1, 7 + level)
        entries = (
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
            b"/Resources<</XObject<<%s>>/Font<</F 5 0 R>>>>" % inner
        )
        forms.append(stream_of(content, entries))
    return page_of(b"/X0 Do", *forms, resources=b"/XObject<</X0 6 0 R>>")


def endless_pages() -> bytes:
    """One page that stands two hundred thousand times in the page tree."""
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * PAGES, PAGES),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
    )


def enormous_page() -> bytes:
    """A page of a few words that is three kilometres wide."""
    return page_of(b"BT /F 9 Tf 20 20 Td (a meal break)Tj ET", edge=9_999_999)


# ── bombs ────────────────────────────────────────────────────────────────────────────────────────
WORDS = b"BT /F 9 Tf 20 20 Td (a meal break of thirty minutes)Tj ET\n"
MEGABYTE = 1 << 20


def packed_page(content: bytes, filters: bytes) -> bytes:
    """A page whose content bears filters."""
    return page_of(WORDS).replace(stream_of(WORDS), stream_of(content, b"/Filter%s" % filters), 1)


def flate_bomb(megabytes: int, *, layers: int = 1) -> bytes:
    """So many megabytes of blanks, packed once or more often."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b" " * MEGABYTE) for _ in range(megabytes)) + packer.flush()
    for _ in range(layers - 1):
        content = zlib.compress(content, 9)
    return packed_page(content, b"[%s]" % (b"/FlateDecode " * layers))


def run_length_bomb(megabytes: int) -> bytes:
    """Blanks by run lengths of 128, packed by nothing else."""
    return packed_page(b"\x81 " * (megabytes * MEGABYTE // 128) + b"\x80", b"/RunLengthDecode")


def many_operators(count: int, operator: bytes) -> bytes:
    """So many operators of one kind."""
    return packed_page(zlib.compress(operator * count + WORDS, 9), b"/FlateDecode")


def many_contents(count: int) -> bytes:
    """A page that names one content stream again and again."""
    return page_of(WORDS).replace(b"/Contents 4 0 R", b"/Contents[%s]" % (b"4 0 R " * count))


def form_that_draws_itself() -> bytes:
    """A form whose content draws the form."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X0 6 0 R>>>>"
    return page_of(b"/X0 Do", stream_of(b"/X0 Do", entries), resources=b"/XObject<</X0 6 0 R>>")


def two_forms_that_draw_each_other() -> bytes:
    """Forms in a circle."""
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
    forms = [stream_of(b"/X Do", entries % other) for other in (7, 6)]
    return page_of(b"/X Do", *forms, resources=b"/XObject<</X 6 0 R>>")


def deep_page_tree(depth: int) -> bytes:
    """Nodes of the page tree, one under the other."""
    nodes = [
        b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (number + 1, number - 1)
        for number in range(2, depth + 2)
    ]
    leaf = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]>>" % (depth + 1)
    return pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", *nodes, leaf)


def page_tree_in_a_circle() -> bytes:
    """A node of the page tree that is its own child."""
    return pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")


def length_in_a_circle() -> bytes:
    """A stream whose length is the stream."""
    return page_of(WORDS).replace(b"/Length %d" % len(WORDS), b"/Length 4 0 R", 1)


def name_map_bomb(entries: int) -> bytes:
    """A font whose map to letters says the same range again and again."""
    rows = b"".join(b"<00> <ff> <%04x>\n" % (at % 0xFF00) for at in range(entries))
    cmap = b"/CIDInit /ProcSet findresource begin begincmap %d beginbfrange\n%sendbfrange endcmap"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    plain = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return page_of(WORDS, stream_of(cmap % (entries, rows))).replace(plain, font, 1)


def with_media_box(box: bytes) -> bytes:
    """A page of that size."""
    return page_of(WORDS).replace(b"/MediaBox[0 0 612 612]", b"/MediaBox%s" % box, 1)


def with_entry(entry: bytes) -> bytes:
    """A page with one more entry in its dictionary."""
    return page_of(WORDS).replace(b"/Type/Page/", b"%s/Type/Page/" % entry, 1)


def with_catalog(entry: bytes) -> bytes:
    """A file with one more entry in its catalog."""
    return page_of(WORDS).replace(b"/Type/Catalog", b"/Type/Catalog%s" % entry, 1)


def reader_that_loads(path: bytes) -> bytes:
    """A font whose encoding is named as a file elsewhere: an old parser loaded and ran it."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/%s/DescendantFonts"
        b"[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo"
        b"<</Registry(A)/Ordering(B)/Supplement 0>>>>]>>" % path
    )
    return page_of(WORDS).replace(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", font, 1)


def locked(strength: int, *, user: str, owner: str) -> bytes:
    """A page locked by the standard handler with RC4 of 40 or 128 bits."""
    out = io.BytesIO()
    lock = StandardEncryption(user, ownerPassword=owner, strength=strength)
    canvas = Canvas(out, encrypt=lock)
    canvas.drawString(72, 700, "A meal break of thirty minutes is given.")
    canvas.save()
    return bytes(out.getvalue())


def locked_by_aes(version: int, revision: int, method: bytes) -> bytes:
    """A file that says it is locked by AES, under a password that nobody knows."""
    chance = random.Random(f"{version}/{revision}")
    long = 48 if version == 5 else 32
    strings = {
        key: chance.randbytes(size).hex().encode()
        for key, size in ((b"O", long), (b"U", long), (b"OE", 32), (b"UE", 32), (b"Perms", 16))
    }
    said = b"".join(b"/%s<%s>" % pair for pair in strings.items())
    entry = (
        b"/Encrypt<</Filter/Standard/V %d/R %d/Length %d/P -4%s/CF<</StdCF<</CFM/%s/AuthEvent"
        b"/DocOpen>>>>/StmF/StdCF/StrF/StdCF>>/ID[<%s><%s>]"
    )
    bits = 256 if version == 5 else 128
    mark = chance.randbytes(16).hex().encode()
    locked = entry % (version, revision, bits, said, method, mark, mark)
    return page_of(WORDS).replace(b"/Root 1 0 R", b"/Root 1 0 R" + locked, 1)


def foreign_handler(name: bytes) -> bytes:
    """A file that says it is locked by a handler that nobody has."""
    sound = page_of(WORDS)
    return sound.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt<</Filter/%s/V 9>>" % name, 1)


def word_file() -> bytes:
    """A zip as word processors make them, in name only."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


# ── all of them ──────────────────────────────────────────────────────────────────────────────────
def hostile_files(*, bombs: bool = True) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every generated file, the same at each run; the bombs take seconds to
    make."""
    if bombs:
        yield from _bombs()
    yield from _structures()
    yield from _cut_and_shifted()
    yield from _locked()
    yield from _no_documents()
    yield from _names()


def _bombs() -> Iterator[tuple[str, bytes]]:
    for megabytes in (64, 1024):
        yield f"flate-{megabytes}.pdf", flate_bomb(megabytes)
    for layers in (2, 3, 5):
        yield f"flate-in-flate-{layers}.pdf", flate_bomb(256, layers=layers)
    for megabytes in (8, 256):
        yield f"run-length-{megabytes}.pdf", run_length_bomb(megabytes)
    operators = {
        "words": b"BT(meal)Tj ET ", "save": b"q ", "restore": b"Q ", "curve": b"1 1 1 1 1 1 c ",
        "box": b"0 0 9 9 re f ", "state": b"/G gs ", "mark": b"/A BMC EMC ",
    }  # fmt: skip
    for name, operator in operators.items():
        yield f"operators-{name}.pdf", many_operators(3_000_000, operator)
    for count in (1_000, 100_000):
        yield f"contents-{count}.pdf", many_contents(count)
    for entries in (1_000, 60_000):
        yield f"letters-{entries}.pdf", name_map_bomb(entries)
    yield "nested-forms.pdf", nested_forms()
    yield "form-in-itself.pdf", form_that_draws_itself()
    yield "forms-in-a-circle.pdf", two_forms_that_draw_each_other()
    yield "endless-pages.pdf", endless_pages()
    yield "huge-text.txt", (b"A meal break of thirty minutes is given. " * 400_000)
    yield "one-line.txt", b"meal " * 4_000_000
    yield "one-word.txt", b"m" * 20_000_000
    yield "labels.txt", b"".join(b"%d. Meal.\n\n" % number for number in range(60_000))
    yield "indented.txt", b"".join(b" " * (at % 400) + b"(a) meal\n" for at in range(20_000))


def _structures() -> Iterator[tuple[str, bytes]]:
    for depth in (500, 5_000, 50_000):
        yield f"tree-{depth}.pdf", deep_page_tree(depth)
    yield "tree-circle.pdf", page_tree_in_a_circle()
    yield "length-circle.pdf", length_in_a_circle()
    boxes = {
        "giant": b"[0 0 9999999 9999999]", "empty": b"[0 0 0 0]", "turned": b"[612 792 0 0]",
        "negative": b"[-9e9 -9e9 9e9 9e9]", "words": b"(none)", "short": b"[0 0]",
        "names": b"[/A/B/C/D]", "tiny": b"[0 0 0.0001 0.0001]", "null": b"[null null null null]",
        "overflow": b"[0 0 99999999999999999999 1]", "circle": b"[3 0 R 3 0 R 3 0 R 3 0 R]",
    }  # fmt: skip
    for name, box in boxes.items():
        yield f"box-{name}.pdf", with_media_box(box)
    entries = {
        "rotate-45": b"/Rotate 45", "rotate-huge": b"/Rotate 999999999",
        "user-unit": b"/UserUnit 1e9",
        "crop": b"/CropBox[0 0 0 0]", "annots": b"/Annots[3 0 R 3 0 R]", "thumb": b"/Thumb 4 0 R",
        "group": b"/Group 3 0 R", "beads": b"/B[3 0 R]", "action": b"/AA<</O<</S/Launch/F(x)>>>>",
        "trans": b"/Trans 3 0 R", "tabs": b"/Tabs/Z", "resources": b"/Resources 3 0 R",
    }  # fmt: skip
    for name, entry in entries.items():
        yield f"page-{name}.pdf", with_entry(entry)
    catalogs = {
        "script": b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>",
        "launch": b"/OpenAction<</S/Launch/F(/bin/sh)>>",
        "go": b"/OpenAction<</S/URI/URI(http://127.0.0.1:9/)>>",
        "outline-circle": b"/Outlines 1 0 R",
        "names-circle": b"/Names 1 0 R",
        "form-data": b"/AcroForm<</XFA(<x/>)/Fields[3 0 R]>>",
        "labels-circle": b"/PageLabels<</Kids[1 0 R]>>",
        "struct-circle": b"/StructTreeRoot 1 0 R",
        "layers": b"/OCProperties<</OCGs[1 0 R]/D 1 0 R>>",
        "files": b"/Names<</EmbeddedFiles<</Names[(a)3 0 R]>>>>",
        "version": b"/Version/9.9",
    }
    for name, entry in catalogs.items():
        yield f"catalog-{name}.pdf", with_catalog(entry)
    for name, path in (("climb", b"..#2f..#2f..#2fmarker"), ("root", b"#2ftmp#2fmarker")):
        yield f"load-{name}.pdf", reader_that_loads(path)
    filters = (
        b"/Nothing", b"/DCTDecode", b"/JBIG2Decode", b"/JPXDecode", b"/CCITTFaxDecode",
        b"/LZWDecode", b"/ASCIIHexDecode", b"/ASCII85Decode", b"/Crypt", b"4 0 R",
    )  # fmt: skip
    for at, coding in enumerate(filters):
        yield f"filter-{at}.pdf", packed_page(bytes(range(256)) * 40, coding)


def _cut_and_shifted() -> Iterator[tuple[str, bytes]]:
    sound = page_of(WORDS)
    for at in range(1, 8):
        yield f"cut-{at}.pdf", sound[: len(sound) * at // 8]
    yield "no-xref.pdf", sound[: sound.index(b"xref")]
    yield "no-trailer.pdf", sound[: sound.index(b"trailer")]
    yield "wrong-xref.pdf", sound.replace(b"startxref\n", b"startxref\n9")
    yield (
        "xref-circle.pdf",
        sound.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % sound.index(b"xref")),
    )
    yield "junk-before.pdf", b"\x00junk\n" * 90 + sound
    yield "much-junk-before.pdf", b"junk\n" * 900 + sound
    yield "junk-behind.pdf", sound + b"\x00" * 9_000
    yield "twice.pdf", sound + sound
    yield "no-root.pdf", sound.replace(b"/Root 1 0 R", b"")
    yield "root-elsewhere.pdf", sound.replace(b"/Root 1 0 R", b"/Root 99 0 R")
    yield "no-pages.pdf", sound.replace(b"/Pages 2 0 R", b"")
    yield "count-huge.pdf", sound.replace(b"/Count 1", b"/Count 999999999")
    yield "count-negative.pdf", sound.replace(b"/Count 1", b"/Count -1")
    yield "size-huge.pdf", sound.replace(b"/Size 6", b"/Size 2147483647")
    yield "deep-arrays.pdf", with_entry(b"/A" + b"[" * 30_000 + b"]" * 30_000)
    yield "deep-dictionaries.pdf", with_entry(b"/A" + b"<</A" * 20_000 + b" 1" + b">>" * 20_000)
    yield "long-name.pdf", with_entry(b"/" + b"N" * 2_000_000 + b" 1")
    yield "long-string.pdf", with_entry(b"/A(" + b"(" * 50_000 + b")" * 50_000 + b")")
    yield "open-string.pdf", with_entry(b"/A(never closed")
    yield "objects.pdf", pdf_of(*[b"null"] * 60_000)


def _locked() -> Iterator[tuple[str, bytes]]:
    for strength in (40, 128):
        yield f"locked-{strength}.pdf", locked(strength, user="secret", owner="master")
        yield f"owner-{strength}.pdf", locked(strength, user="", owner="master")
    for version, revision, method in ((4, 4, b"AESV2"), (5, 5, b"AESV3"), (5, 6, b"AESV3")):
        yield f"aes-{version}-{revision}.pdf", locked_by_aes(version, revision, method)
    for name in (b"Adobe.PubSec", b"Nobody.Knows"):
        yield f"handler-{name.decode().lower()}.pdf", foreign_handler(name)


def _no_documents() -> Iterator[tuple[str, bytes]]:
    yield "page.pdf", b"<!DOCTYPE html><html><script>alert(1)</script>an offer</html>"
    yield "word.pdf", word_file()
    yield "word.docx", word_file()
    yield "rich.pdf", b"{\\rtf1 an offer}"
    yield "picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(200)
    yield "script.pdf", b"#!/bin/sh\necho an offer\n"
    yield "program.pdf", b"\x7fELF" + bytes(400)
    yield "empty.pdf", b""
    yield "one-byte.pdf", b"%"
    yield "header.pdf", b"%PDF-1.7\n"
    yield "zeros.pdf", bytes(100_000)
    yield "noise.pdf", random.Random("noise").randbytes(100_000)
    yield "empty.txt", b""
    yield "blank.txt", b" \n\t\r\n" * 90
    yield "zeros.txt", b"1. A meal.\x00\x00 It is hot.\n" * 20
    yield "noise.txt", random.Random("text").randbytes(40_000)
    yield "other-letters.txt", "ARTICLE 1. MEALS\n\n1. Ein Mahl für alle.\n".encode("utf-16")
    yield "latin.txt", "ARTICLE 1. MEALS\n\n1. Un repas chaud à midi.\n".encode("latin-1")
    yield "turned.txt", "ARTICLE 1. MEALS\n\n1. Pay is \u202e000,1\u202c dollars.\n".encode()
    yield "surrogates.txt", b"1. \xed\xa0\x80 meal.\n\n2. \xf4\x90\x80\x80 rest.\n"
    yield "controls.txt", bytes(range(1, 32)) * 40 + b"\n1. A meal.\n"


def _names() -> Iterator[tuple[str, bytes]]:
    sound = page_of(WORDS)
    names = (
        "offer\u202efdp.exe.pdf", "<img src=x onerror=alert(1)>.pdf", "CON.pdf", "offer .pdf. ",
        "a" * 200 + ".pdf", "$(touch marker).pdf", "-rf.pdf", "offer\nsecond line.pdf",
        "=HYPERLINK(1).pdf", "ünïcödé 合同.pdf", "LPT1.pdf", "offer%00.pdf", "~.pdf", ".hidden.pdf",
    )  # fmt: skip
    for name in names:
        yield name, sound


# ── mutations ────────────────────────────────────────────────────────────────────────────────────
Mutate = Callable[[bytearray, random.Random], None]


def _flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 40)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _delete(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.randint(1, 2_000)]


def _double(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at:at] = data[at : at + chance.randint(1, 5_000)]


def _splice(data: bytearray, chance: random.Random) -> None:
    at, to = chance.randrange(len(data)), chance.randrange(len(data))
    part = data[at : at + chance.randint(1, 3_000)]
    data[to : to + len(part)] = part


def _swap(data: bytearray, chance: random.Random) -> None:
    tokens = (b"obj", b"endobj", b"stream", b"/Type", b"/Kids", b"/Length", b"/Filter", b" 0 R")
    old, new = chance.sample(tokens, 2)
    at = data.find(old, chance.randrange(len(data)))
    if at >= 0:
        data[at : at + len(old)] = new


def _number(data: bytearray, chance: random.Random) -> None:
    at = data.find(b" 0 R", chance.randrange(len(data)))
    if at > 0:
        data[at - 1 : at] = b"%d" % chance.choice((0, 1, 7, 99_999, 4_294_967_295))


MUTATIONS: tuple[Mutate, ...] = (_flip, _delete, _double, _splice, _swap, _number)


def mutations(
    sound: Mapping[str, bytes], count: int, *, seed: int = 41
) -> Iterator[tuple[str, bytes]]:
    """So many seeded mutations of sound files, each file and each kind in turn."""
    names: Sequence[str] = sorted(sound)
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        name = names[number % len(names)]
        data = bytearray(sound[name])
        mutate = MUTATIONS[number % len(MUTATIONS)]
        mutate(data, chance)
        yield f"{number:03}-{mutate.__name__.strip('_')}-{name}", bytes(data)
