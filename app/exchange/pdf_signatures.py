"""Reads the digital signatures of a PDF: who, when, over what, and what stands behind them."""

from __future__ import annotations

import datetime as dt
import json
import logging
import ssl
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any

_MARK = b"/ByteRange"
MOST_SIGNATURES = 20


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """One digital signature.

    Attributes:
        signer: Name in the certificate.
        issuer: Who issued the certificate.
        claimed_at: When it was made, as the signer's machine says; milliseconds since 1970 UTC,
            0 for unknown. Nobody vouches for it without a time stamp.
        covers_whole_file: Whether nothing was appended behind it.
        is_intact: Whether the bytes it covers and the signature itself are unchanged.
        root: Name of the root of this machine that stands behind it; empty for none.
    """

    signer: str
    issuer: str
    claimed_at: int
    covers_whole_file: bool
    is_intact: bool
    root: str


def read_signatures(content: bytes, roots: Iterable[bytes] = ()) -> tuple[PdfSignature, ...] | None:
    """Return the signatures of a PDF; None where they cannot be read here.

    Nothing is fetched: revocation is not asked for.

    Args:
        content: The file.
        roots: Certificates that are trusted, in DER; see `system_roots`.
    """
    if _MARK not in content:
        return ()
    try:
        # The library takes half a second to import: only a signed file pays for it.
        from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415
        from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
        from pyhanko.sign.validation.errors import SignatureValidationError  # noqa: PLC0415
    except ImportError:
        return None
    # It writes names of certificates into the log, which must know none.
    for room in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(room).setLevel(logging.CRITICAL + 1)
    try:
        reader = PdfFileReader(BytesIO(content), strict=False)
        found = reader.embedded_signatures[:MOST_SIGNATURES]
    except (PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None
    try:
        return tuple(_read(found, list(roots)))
    except (PdfError, ValueError, SignatureValidationError):
        return None


def system_roots() -> tuple[bytes, ...]:
    """Return the root certificates that this machine trusts, in DER."""
    return tuple(ssl.create_default_context().get_ca_certs(binary_form=True))


def spell_signatures(found: tuple[PdfSignature, ...] | None) -> str:
    """Spell signatures as JSON; empty for none, `null` where they could not be read."""
    if found == ():
        return ""
    return json.dumps(
        None if found is None else [asdict(each) for each in found], ensure_ascii=False
    )


def parse_signatures(text: str) -> tuple[PdfSignature, ...] | None:
    """Read what `spell_signatures` spelled."""
    try:
        stored = json.loads(text) if text else []
        return None if stored is None else tuple(PdfSignature(**each) for each in stored)
    except (ValueError, TypeError):
        return None


def _read(signatures: Iterable[Any], roots: list[bytes]) -> Iterator[PdfSignature]:
    from asn1crypto.x509 import Certificate  # noqa: PLC0415 - see `read_signatures`
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    trusted = [Certificate.load(root) for root in roots]
    for signature in signatures:
        context = ValidationContext(trust_roots=trusted, allow_fetching=False)
        status = validate_pdf_signature(
            signature, signer_validation_context=context, skip_diff=True
        )
        certificate = status.signing_cert
        yield PdfSignature(
            signer=_name(certificate.subject),
            issuer=_name(certificate.issuer),
            claimed_at=_milliseconds(signature.self_reported_timestamp),
            covers_whole_file=status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
            is_intact=bool(status.intact and status.valid),
            root=_root(status),
        )


def _root(status: Any) -> str:
    path = status.validation_path
    if not status.trusted or path is None:
        return ""
    return _name(path.trust_anchor.authority.name)


def _name(name: Any) -> str:
    common = name.native.get("common_name") if isinstance(name.native, dict) else None
    return str(common or name.human_friendly)


def _milliseconds(at: dt.datetime | None) -> int:
    return 0 if at is None else round(at.timestamp() * 1000)
