"""Page images: PDF bytes, a page and boxes → a JPEG with the boxes drawn on it."""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Sequence
from typing import Any

from analyzer.engines.pdfium_binding import LOCK, View, open_library
from analyzer.engines.read_pdf_pdfium import open_document
from analyzer.errors import BadRequestError
from analyzer.ports import Overlay, PageImage

#: pixels of the largest image that is drawn; a larger page is drawn smaller
MOST_PIXELS = 25_000_000
QUALITY = 85
#: how much of the page shows through a tint, and how far an outline stands off its words, in points
TINT = 64
MARGIN = 1.5
_WHITE = 0xFFFFFFFF


class PdfiumRenderer:
    """Draws pages with PDFium; one page at a time, whoever asks."""

    @staticmethod
    def load_libraries() -> None:
        """Load what draws before there is a page to draw."""
        from PIL import Image

        open_library()
        Image.preinit()

    def render(
        self,
        data: bytes,
        *,
        page: int,
        scale: float = 1.5,
        overlays: Sequence[Overlay] = (),
        password: str | None = None,
    ) -> PageImage:
        """Draw page `page` (from 1) with boxes on it. Raises RefusedFileError, and BadRequestError
        where there is no such page."""
        if not 0.05 <= scale <= 20:
            raise BadRequestError(f"A scale of {scale} makes no image.", do="Use 0.05 to 20.")
        with LOCK:
            document = open_document(data, path="document", password=password)
            try:
                pixels, width, height, scale = _draw(document, page, scale)
            finally:
                open_library().FPDF_CloseDocument(document)
        return _encode(pixels, (width, height), scale, page, overlays)


def _draw(document: Any, number: int, scale: float) -> tuple[bytes, int, int, float]:  # noqa: ANN401
    pdfium = open_library()
    page = pdfium.FPDF_LoadPage(document, number - 1) if number > 0 else None
    if not page:
        raise BadRequestError(
            f"There is no page {number}.",
            do=f"Pages count from 1 to {pdfium.FPDF_GetPageCount(document)}.",
        )
    try:
        view = View.of_page(page)
        area = max(view.width * view.height, 1.0)
        scale = min(scale, math.sqrt(MOST_PIXELS / area))
        width, height = max(1, int(view.width * scale)), max(1, int(view.height * scale))
        bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
        if not bitmap:
            raise BadRequestError("The page image does not fit into memory.", do="Use less scale.")
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
            flags = pdfium.FPDF_ANNOT
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
            start = pdfium.FPDFBitmap_GetBuffer(bitmap)
            pixels = ctypes.string_at(start, pdfium.FPDFBitmap_GetStride(bitmap) * height)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
    finally:
        pdfium.FPDF_ClosePage(page)
    return pixels, width, height, scale


def _encode(
    pixels: bytes,
    size: tuple[int, int],
    scale: float,
    number: int,
    overlays: Sequence[Overlay],
) -> PageImage:
    from PIL import Image

    image = Image.frombuffer("RGB", size, pixels, "raw", "BGRX", 4 * size[0], 1)
    if any(overlay.boxes for overlay in overlays):
        image = _lay_over(image, scale, number, overlays)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, subsampling=0)  # thin lines keep their colour
    return PageImage(out.getvalue(), size[0], size[1], scale)


def _lay_over(image: Any, scale: float, number: int, overlays: Sequence[Overlay]) -> Any:  # noqa: ANN401
    from PIL import Image, ImageColor, ImageDraw

    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    for overlay in overlays:
        red, green, blue = ImageColor.getrgb(overlay.color)[:3]
        for box in overlay.boxes:
            if box.page != number:
                continue
            corners = (
                (box.x0 - MARGIN) * scale,
                (box.top - MARGIN) * scale,
                (box.x1 + MARGIN) * scale,
                (box.bottom + MARGIN) * scale,
            )
            if overlay.fill:
                draw.rectangle(corners, fill=(red, green, blue, TINT))
            else:
                width = max(1, round(1.2 * scale))
                draw.rectangle(corners, outline=(red, green, blue, 255), width=width)
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")
