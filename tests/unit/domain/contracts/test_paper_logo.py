"""A company's image is looked through before anybody draws it."""

import base64

import pytest

from app.domain.contracts.paper_logo import LARGEST_LOGO, read_logo
from app.domain.errors import ValidationError
from tests.support.small_png import png


def test_a_plain_picture_is_taken_with_its_size():
    logo = read_logo(png())
    assert (logo.width, logo.height) == (64, 32)
    assert read_logo(None) is read_logo("") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (png(8, 8), "size"),
        (png(30_000, 30_000, pixels=b""), "size"),
        (png(colour=5), "kind"),
        (png(bits=16), "kind"),
        (png(interlaced=1), "kind"),
        (png(pixels=b"\x00" * 50_000_000), "damaged"),
        (png(pixels=b"\x00" * 10), "damaged"),
        (png()[:-8], "damaged"),
        (base64.b64encode(b"<svg onload='x'/>").decode(), "kind"),
        (base64.b64encode(b"\x89PNG\r\n\x1a\n").decode(), "damaged"),
        ("not base64!", "damaged"),
        ("A" * (LARGEST_LOGO + 4), "large"),
    ],
)
def test_anything_else_is_refused(text, code):
    with pytest.raises(ValidationError) as refused:
        read_logo(text)
    assert refused.value.code == f"company.logo.{code}"
