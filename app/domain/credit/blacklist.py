"""The blacklist across sectors: accounts are recognised by digests, and nothing else is told."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.ids import id_from

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "tax_number": ("uscc", "tax_number"),
    "phone": ("phone",),
    "legal_representative": ("legal_representative",),
    "address": ("address",),
}
_ALONE = frozenset({"name", "tax_number", "phone"})
_TOGETHER = frozenset({"legal_representative", "address"})
_ENTROPY_BYTES = 9
_DIGEST_LETTERS = 40
# One digest takes about 1.5 ms and 1 MiB: eleven digits of a telephone take months to try out.
_COST, _BLOCK, _LANES = 1024, 8, 1


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing by which a barred account is recognised.

    Attributes:
        kind: "name", "tax_number", "phone", "legal_representative" or "address".
        digest: Of its value.
    """

    kind: str
    digest: str

    @property
    def record_id(self) -> str:
        """The id of its record: the same mark is kept once, however many accounts it is of."""
        raw = bytes.fromhex(self.digest)
        return id_from(milliseconds=0, entropy=int.from_bytes(raw[:_ENTROPY_BYTES]))


def marks_of(account: Mapping[str, object], key: str) -> tuple[Mark, ...]:
    """Return the marks of an account; what is blank marks nothing.

    Spelling does not matter: width, case, spaces and punctuation are taken off first.

    Args:
        account: Its fields.
        key: Secret of the organisation. Empty gives the marks that were made before there was
            one: they stand until the server has made a key and every mark anew.

    Source: domain.md 4.13 (match by name, tax number, legal representative, telephone, address).
    """
    return tuple(
        dict.fromkeys(
            Mark(kind, _digest(kind, bare, key))
            for kind, names in _FIELDS.items()
            for name in names
            if (bare := _bare(account.get(name)))
        )
    )


def is_barred(hits: Iterable[Mark]) -> bool:
    """Return whether marks that were found on the blacklist bar an account.

    Name, tax number and telephone do so each by itself. Many people share a name and many firms a
    market hall, so representative and address do so only together. This split is our own.

    Source: domain.md 4.13; R062.
    """
    kinds = {mark.kind for mark in hits}
    return bool(kinds & _ALONE) or kinds >= _TOGETHER


def _bare(value: object) -> str:
    if not isinstance(value, str):
        return ""
    folded = unicodedata.normalize("NFKC", value).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _digest(kind: str, bare: str, key: str) -> str:
    text = f"roadbook blacklist\x00{kind}\x00{bare}".encode()
    if not key:
        return hashlib.sha256(text).hexdigest()[:_DIGEST_LETTERS]
    length = _DIGEST_LETTERS // 2
    salt = key.encode()
    return hashlib.scrypt(text, salt=salt, n=_COST, r=_BLOCK, p=_LANES, dklen=length).hex()
