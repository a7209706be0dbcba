"""Small PDFs that are made to hurt whoever opens them, built here from their plain parts."""

from __future__ import annotations

LEVELS = 30
FAN_OUT = 10
PAGES = 200_000


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    written = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
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
