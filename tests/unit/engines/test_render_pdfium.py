"""Page images with boxes on them."""

import io

import pytest
from PIL import Image

from analyzer.engines.render_pdfium import MOST_PIXELS, PdfiumRenderer
from analyzer.errors import BadRequestError, RefusedFileError
from analyzer.ports import Overlay, PageImage
from analyzer.records import Box
from tests.printed import make_pdf

DATA = make_pdf([lambda sheet: sheet.body(), lambda sheet: sheet.write(72, 100, "Second")])
BOX = Box(1, 300, 400, 420, 460)


def opened(image: PageImage) -> Image.Image:
    picture = Image.open(io.BytesIO(image.data))
    assert (picture.format, picture.size) == ("JPEG", (image.width, image.height))
    return picture.convert("RGB")


def is_red(color: tuple[int, ...]) -> bool:
    return color[0] > color[1] + 40 and color[0] > color[2] + 40


def test_a_page_is_drawn_at_the_scale_asked_for() -> None:
    image = PdfiumRenderer().render(DATA, page=1, scale=2)
    assert (image.width, image.height, image.scale) == (1224, 1584, 2)
    assert min(opened(image).getpixel((2 * x, 2 * 117))[0] for x in range(72, 300)) < 90  # type: ignore[index]


@pytest.mark.parametrize("fill", [False, True])
def test_a_box_lies_where_its_words_are(fill: bool) -> None:
    overlay = Overlay((BOX, Box(2, 0, 0, 50, 50)), color="#ff0000", fill=fill)
    picture = opened(PdfiumRenderer().render(DATA, page=1, scale=2, overlays=[overlay]))
    edge = picture.getpixel((720, 798))
    middle = picture.getpixel((720, 860))
    outside = picture.getpixel((720, 760))
    assert isinstance(edge, tuple)
    assert isinstance(middle, tuple)
    assert isinstance(outside, tuple)
    assert is_red(middle) is fill
    assert is_red(edge) is True
    assert min(outside) > 240
    assert not is_red(picture.getpixel((50, 2)))  # type: ignore[arg-type]


def test_a_huge_scale_is_cut_to_what_fits() -> None:
    image = PdfiumRenderer().render(DATA, page=2, scale=20)
    assert image.width * image.height <= MOST_PIXELS
    assert image.scale < 20


def test_no_such_page_no_such_scale_and_a_broken_file() -> None:
    for page, scale in ((0, 1.0), (3, 1.0), (1, 0.0)):
        with pytest.raises(BadRequestError):
            PdfiumRenderer().render(DATA, page=page, scale=scale)
    with pytest.raises(RefusedFileError):
        PdfiumRenderer().render(DATA[:200], page=1)
