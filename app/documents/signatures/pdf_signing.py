"""Signs a finished PDF with a certificate from a file; the password is used and forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from app.documents.setting.fonts import FontSet
from app.documents.setting.sheet import Sheet
from app.documents.setting.typesetting import Style, set_text
from app.documents.signatures.seal_place import SealPlace
from app.domain.errors import ValidationError

if TYPE_CHECKING:
    from app.domain.contracts.clauses.parts import PartyLetter

_WIDTH, _HEIGHT, _LIFT = 112.0, 52.0, 26.0
"""Of the visible field; lifted, so that the date line stays free."""
_WHITE = 1.0
_FRAME, _INSET, _SIZE, _LEADING = 0.7, 6.0, 7.2, 10.4
_DIGEST = "sha256"


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """A certificate with its key; never stored, never logged, without a readable form.

    Attributes:
        pkcs12: The file's bytes.
        password: What opens it.
    """

    pkcs12: bytes
    password: str


def is_signing_there() -> bool:
    """Return whether this program was built with the library that signs."""
    from importlib.util import find_spec  # noqa: PLC0415 - asked once, when the menu opens

    return find_spec("pyhanko") is not None


def signer_name(key: SigningKey) -> str:
    """Return the name in the certificate.

    Raises:
        ValidationError: `signing.key`: no such file, or another password; `signing.missing`.
    """
    return str(_signer(key).subject_name)


def sign_pdf(
    pdf: bytes,
    key: SigningKey,
    *,
    party: PartyLetter,
    place: SealPlace | None,
    lines: Sequence[str],
    fonts: FontSet,
    reason: str,
) -> bytes:
    """Return the PDF with a signature appended; the bytes before it stay as they are.

    The signature is PAdES-B-B: the certificate is in it, a time stamp of a third party is not.

    Args:
        pdf: The finished file.
        key: Certificate and key.
        party: Whose seal place it stands at.
        place: Where that is; None signs without anything to see.
        lines: What is to be read there.
        fonts: The loaded fonts.
        reason: Why it is signed, kept in the signature.

    Raises:
        ValidationError: `signing.key`, `signing.missing`, `signing.signed` where that place is
            signed already, `signing.refused` for a PDF that cannot be signed.
        MissingGlyphError: A character cannot be drawn.

    Source: ETSI EN 319 142-1; Electronic Signature Law, articles 13 and 14.
    """
    signer = _signer(key)
    from pyhanko.pdf_utils.incremental_writer import (  # noqa: PLC0415 - see `_signer`
        IncrementalPdfFileWriter,
    )
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415
    from pyhanko.sign import fields, signers  # noqa: PLC0415
    from pyhanko.sign.general import SigningError  # noqa: PLC0415

    name = f"Party{party.upper()}"
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        if place is not None:
            fields.append_signature_field(
                writer, fields.SigFieldSpec(name, place.page - 1, box=_box(place))
            )
        made = signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name=name,
                md_algorithm=_DIGEST,
                subfilter=fields.SigSeedSubFilter.PADES,
                reason=reason,
            ),
            signer=signer,
            stamp_style=_stamp(lines, fonts) if place is not None else None,
        ).sign_pdf(writer)
    except (SigningError, PdfError, ValueError) as error:
        if "filled" in str(error) or "already" in str(error):
            raise ValidationError("signing.signed") from error
        raise ValidationError("signing.refused") from error
    return bytes(made.getvalue())


def _signer(key: SigningKey) -> Any:
    # The library takes half a second to import: only who signs pays for it.
    try:
        from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415
    except ImportError as error:
        raise ValidationError("signing.missing") from error
    try:
        signer = SimpleSigner.load_pkcs12_data(key.pkcs12, (), key.password.encode())
    except ValueError as error:
        raise ValidationError("signing.key") from error
    if signer is None:
        raise ValidationError("signing.key")
    return signer


def _box(place: SealPlace) -> tuple[int, int, int, int]:
    left, foot = place.x - _WIDTH / 2, place.y - _HEIGHT / 2 + _LIFT
    return round(left), round(foot), round(left + _WIDTH), round(foot + _HEIGHT)


def _stamp(lines: Sequence[str], fonts: FontSet) -> Any:
    """Return the look of the signature: the lines in a frame, set by our own engine."""
    from pyhanko.pdf_utils.content import ImportedPdfPage  # noqa: PLC0415 - see `_signer`
    from pyhanko.pdf_utils.layout import BoxConstraints  # noqa: PLC0415
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.stamp import StaticStampStyle  # noqa: PLC0415

    page = _stamp_page(lines, fonts)

    class Look(ImportedPdfPage):
        """The page from memory instead of from a file."""

        def render(self) -> bytes:
            """Put the page into the file that is being signed."""
            drawn = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(page)))
            self.resources.xobject["/Look"] = drawn
            self.box = BoxConstraints(width=_WIDTH, height=_HEIGHT)
            return b"/Look Do"

    look = Look("")  # type: ignore[no-untyped-call]
    return StaticStampStyle(background=look, border_width=0)


def _stamp_page(lines: Sequence[str], fonts: FontSet) -> bytes:
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only who draws pays for it

    buffer = BytesIO()
    size = (_WIDTH, _HEIGHT)
    canvas = Canvas(buffer, pagesize=size, invariant=1, initialFontName=fonts.sans.name)
    sheet = Sheet(canvas)
    sheet.panel(0, 0, _WIDTH, _HEIGHT, gray=_WHITE)
    sheet.frame(_FRAME, _FRAME, _WIDTH - 2 * _FRAME, _HEIGHT - 2 * _FRAME, weight=_FRAME)
    top = _HEIGHT - _INSET
    for line in lines:
        paragraph = set_text(line, Style(fonts.sans, _SIZE, _LEADING), _WIDTH - 2 * _INSET)
        paragraph.draw(sheet, _INSET, top)
        top -= paragraph.height
    sheet.finish_page()
    canvas.save()
    return buffer.getvalue()
