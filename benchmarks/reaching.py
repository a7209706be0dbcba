"""Files that would load, fetch, climb or run something if a reader did as they say (check H2).

Word files with foreign entities, linked pictures and climbing parts, PDFs that name files and
addresses, an old parser's trap → read by every way there is; then: is the marker there, did the
listener hear anything, did words of a private file come out? Each has a control that fires.
"""

from __future__ import annotations

import contextlib
import io
import json
import stat
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from lxml import etree

from analyzer import intake
from analyzer.documents import source_from_bytes
from analyzer.errors import AnalyzerError
from analyzer.pipeline.reading import read_bytes, render_bytes, second_words
from benchmarks.hostile_files import page_of, pdf_of, reader_that_loads, stream_of
from benchmarks.listening import Listener
from benchmarks.results import Figure
from tests.old_parser import load_as_it_did, write_trap

SECRET = "quietheron"
RULE = "benchmarks/reaching.py"
CONTROLS = 3
WORDS = b"BT /F 9 Tf 20 20 Td (a meal break of thirty minutes)Tj ET\n"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


@dataclass
class Reached:
    """What came of it."""

    files: int = 0
    readings: int = 0
    controls: int = 0
    markers: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    internal: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Traps:
    """What the files point at."""

    address: str
    secret: Path
    marker: Path
    trap: Path


# ── the files ────────────────────────────────────────────────────────────────────────────────────
def reaching_files(traps: Traps) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each."""
    yield from _word_files(traps)
    yield from _pdfs(traps)
    yield "image.html", f"<html><img src={traps.address}/html><p>An offer</html>".encode()
    yield "frame.html", f"<html><iframe src='{traps.secret.as_uri()}'></iframe></html>".encode()
    field_code = '{\\field{\\*\\fldinst INCLUDEPICTURE "%s/rtf" \\\\d}}'
    yield "picture.rtf", ("{\\rtf1 an offer " + field_code % traps.address + "}").encode()


def _word_files(traps: Traps) -> Iterator[tuple[str, bytes]]:
    system = {"file": traps.secret.as_uri(), "http": f"{traps.address}/entity"}
    for name, place in system.items():
        dtd = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{place}">]>'
        yield f"entity-{name}.docx", word_of("&x;", dtd=dtd)
    dtd = f'<!DOCTYPE d [<!ENTITY % p SYSTEM "{traps.address}/p.dtd"> %p;]>'
    yield "parameter.docx", word_of("An offer", dtd=dtd)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    yield "laughs.docx", word_of("&l19;", dtd=f'<!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>')
    for kind, place in (("image", "image.png"), ("attachedTemplate", "t.dotm"), ("frame", "f")):
        for scheme, base in (("http", traps.address), ("file", traps.secret.parent.as_uri())):
            relation = (
                f'{_RELATIONS}<Relationship Id="r1" Type="{_OFFICE}/{kind}" '
                f'Target="{base}/{place}" TargetMode="External"/></Relationships>'
            )
            parts = {"word/_rels/document.xml.rels": relation.encode()}
            yield f"linked-{kind}-{scheme}.docx", word_of("An offer", parts=parts)
    climbing = ("../" * 12 + str(traps.marker).lstrip("/"), str(traps.marker), "..\\..\\marker")
    for number, name in enumerate(climbing):
        yield f"climb-{number}.docx", word_of("An offer", parts={name: b"climbed"})
    yield "link.docx", word_of("An offer", link=("word/media", str(traps.marker.parent)))


def word_of(
    text: str,
    *,
    dtd: str = "",
    parts: dict[str, bytes] | None = None,
    link: tuple[str, str] | None = None,
) -> bytes:
    """A Word file of one paragraph, with what else is asked for."""
    out = io.BytesIO()
    body = f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("word/document.xml", f"{dtd}{body}</w:body></w:document>")
        for name, data in (parts or {}).items():
            archive.writestr(zipfile.ZipInfo(name), data)
        if link:
            entry = zipfile.ZipInfo(link[0])
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(entry, link[1])
    return out.getvalue()


def _pdfs(traps: Traps) -> Iterator[tuple[str, bytes]]:
    """Those that name a file or an address where a reader might open it."""
    name = str(traps.trap).encode().replace(b"/", b"#2f")
    yield "old-parser.pdf", reader_that_loads(name)
    climbing = b"..#2f" * 12 + name.removeprefix(b"#2f")
    yield "old-parser-climbs.pdf", reader_that_loads(climbing)
    registry = reader_that_loads(b"Identity-H").replace(
        b"/Registry(A)/Ordering(B)", b"/Registry(%s)/Ordering(x)" % str(traps.trap).encode()
    )
    yield "old-parser-registry.pdf", registry
    address, secret = traps.address.encode(), str(traps.secret).encode()
    actions = {
        "uri": b"<</S/URI/URI(%s/uri)>>" % address,
        "remote": b"<</S/GoToR/F<</FS/URL/F(%s/remote)>>/D[0/Fit]>>" % address,
        "launch": b"<</S/Launch/F(%s)>>" % secret,
        "submit": b"<</S/SubmitForm/F<</FS/URL/F(%s/submit)>>>>" % address,
        "script": b"<</S/JavaScript/JS(this.getURL\\('%s/js'\\))>>" % address,
    }
    for kind, action in actions.items():
        yield (
            f"action-{kind}.pdf",
            page_of(WORDS).replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction%s" % action, 1),
        )
    for kind, place in (("file", b"(%s)" % secret), ("url", b"<</FS/URL/F(%s/s)>>" % address)):
        content = stream_of(WORDS, b"/F %s" % place)
        yield f"stream-{kind}.pdf", page_of(WORDS).replace(stream_of(WORDS), content, 1)
    foreign = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "%s">]><x>&e;</x>'
    for kind, place in (("file", traps.secret.as_uri().encode()), ("http", address + b"/xml")):
        yield (
            f"metadata-{kind}.pdf",
            page_of(WORDS, stream_of(foreign % place, b"/Type/Metadata/Subtype/XML")).replace(
                b"/Type/Catalog", b"/Type/Catalog/Metadata 6 0 R/AcroForm<</XFA 6 0 R>>", 1
            ),
        )
    yield "reference.pdf", _picture_elsewhere(address)


def _picture_elsewhere(address: bytes) -> bytes:
    """A page that draws a picture whose data stand at an address, and a form of another file."""
    picture = (
        b"<</Type/XObject/Subtype/Image/Width 9/Height 9/BitsPerComponent 8/ColorSpace/DeviceGray"
        b"/F<</FS/URL/F(%s/picture)>>/Length 0>>stream\n\nendstream" % address
    )
    form = stream_of(
        WORDS, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Ref<</F<</FS/URL/F(%s/f)>>/Page 0>>"
        % address,
    )  # fmt: skip
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources"
        b"<</XObject<</I 5 0 R/R 6 0 R>>>>>>",
        stream_of(b"/I Do /R Do"),
        picture,
        form,
    )


# ── every way in ─────────────────────────────────────────────────────────────────────────────────
def ways(data: bytes, name: str) -> dict[str, Callable[[], object]]:
    """How the file can be read; 'bare' is the reader without its guard, which has a network."""
    found: dict[str, Callable[[], object]] = {}
    for reader in ("pdfium", "pdfplumber"):
        found[f"guarded, {reader}"] = partial(read_bytes, data, path=name, reader=reader)
        found[f"bare, {reader}"] = partial(_read_bare, data, name, reader)
    if name.endswith(".pdf"):
        found["second reading"] = lambda: second_words(data, path=name, pages=[1])
        found["drawn"] = lambda: render_bytes(data, path=name, page=1, scale=0.5)
    return found


def _read_bare(data: bytes, name: str, reader: str) -> object:
    return intake.read_file(source_from_bytes(data, path=name), reader=reader)


def read_all(*, every: int = 1) -> Reached:
    """Read every n-th file by every way."""
    told = Reached()
    with _laid_traps() as (traps, listener):
        told.controls = _controls(traps, listener)
        files = list(reaching_files(traps))
        chosen = [f for at, f in enumerate(files) if at % every == 0 or "old-parser" in f[0]]
        for name, data in chosen:
            told.files += 1
            for way, read in ways(data, name).items():
                told.readings += 1
                case = f"{name}, {way}"
                try:
                    answer = repr(read())
                except AnalyzerError as error:
                    answer = json.dumps([error.what, error.why, error.do])
                except Exception as error:
                    told.internal.append(f"{case}: {type(error).__name__}")
                    continue
                if SECRET in answer:
                    told.secrets.append(case)
                if traps.marker.exists():
                    told.markers.append(case)
                    traps.marker.unlink()
        told.fetched = list(listener.fetched)
    return told


@contextlib.contextmanager
def _laid_traps() -> Iterator[tuple[Traps, Listener]]:
    listener = Listener()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        secret, marker = folder / "private.txt", folder / "marker"
        secret.write_text(SECRET)
        try:
            yield Traps(listener.address, secret, marker, write_trap(folder, marker)), listener
        finally:
            listener.close()


def _controls(traps: Traps, listener: Listener) -> int:
    """How many of the three can fire: the trap makes the marker, the listener hears, a parser that
    resolves entities gives the private words."""
    fired = 0
    load_as_it_did(str(traps.trap))
    fired += traps.marker.exists()
    traps.marker.unlink(missing_ok=True)
    with urllib.request.urlopen(f"{listener.address}/control-of-ours", timeout=10):
        fired += listener.fetched == ["/control-of-ours"]
    listener.fetched.clear()
    data = dict(reaching_files(traps))["entity-file.docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        words = archive.read("word/document.xml")
    parser = etree.XMLParser(resolve_entities=True, load_dtd=True)
    return fired + (SECRET in "".join(etree.fromstring(words, parser).itertext()))


def measure_reaching() -> list[Figure]:
    """Check H2 with every file."""
    told = read_all()
    on = f"{told.files} files, {told.readings} readings"
    for each in (*told.markers, *told.fetched, *told.secrets, *told.internal):
        print(f"  {each}")
    return [
        Figure("H2 controls fire", "an old parser, a listener, an XML parser", told.controls, "",
               str(CONTROLS), RULE),
        Figure("H2 marker files", on, len(told.markers), "", "0", RULE),
        Figure("H2 sockets that the listener heard", on, len(told.fetched), "", "0", RULE),
        Figure("H2 words of a private file", on, len(told.secrets), "", "0", RULE),
        Figure("H2 internal errors", on, len(told.internal), "", "0", RULE),
    ]  # fmt: skip
