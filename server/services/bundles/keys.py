"""The organisation's keys for bundles: one signs what goes to devices, one opens what comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from server.store.bundle_keys import (
    KeyGeneration,
    add_generation,
    forget_salts,
    read_generations,
)
from server.store.database import Database, Transaction
from sync.wire.bundles.faults import BundleError
from sync.wire.bundles.key_chain import ACCEPTED_MILLISECONDS, make_link
from sync.wire.bundles.sealing import derived

_SIGNING = b"roadbook organisation signing 1 "
_SEALING = b"roadbook organisation sealing 1 "
_CONFIDENCE = b"roadbook organisation confidence 1 "


@dataclass(frozen=True, slots=True)
class OrganisationKeys:
    """Both private halves.

    Attributes:
        signing: Ed25519.
        sealing: X25519.
    """

    signing: Ed25519PrivateKey
    sealing: X25519PrivateKey

    def public_bytes(self) -> bytes:
        """Return the public halves as devices pin them: signing, then sealing."""
        signing = self.signing.public_key().public_bytes_raw()
        return signing + self.sealing.public_key().public_bytes_raw()

    def sealing_public(self) -> bytes:
        """Return what devices seal to."""
        return self.sealing.public_key().public_bytes_raw()


def organisation_keys(root: bytes, server_id: str, salt: bytes | None = None) -> OrganisationKeys:
    """Return the keys of an organisation; the same root key and salt give the same keys always.

    Args:
        root: The key in the server's key file.
        server_id: Of the organisation.
        salt: Of the generation; None for the first.
    """
    name = server_id.encode()
    sealing = derived(root, _SEALING + name, salt)
    return OrganisationKeys(
        signing=Ed25519PrivateKey.from_private_bytes(derived(root, _SIGNING + name, salt)),
        sealing=X25519PrivateKey.from_private_bytes(sealing),
    )


def confidence_key(root: bytes, server_id: str) -> bytes:
    """Return the AES-256 key of what is confided about contacts; the same in every generation."""
    return derived(root, _CONFIDENCE + server_id.encode())


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The generations of an organisation's keys, read anew each time: any process may rotate.

    Attributes:
        database: Where their salts are.
        org: Number of the organisation.
        root: The key in the server's key file.
        server_id: Of the organisation.
        now: Server time in milliseconds.
    """

    database: Database
    org: int
    root: bytes
    server_id: str
    now: Callable[[], int]

    def told(self) -> tuple[bytes, tuple[bytes, ...]]:
        """Return the newest public keys, and how each generation vouches for the next."""
        generations = self._generations()
        return self._newest(generations).public_bytes(), tuple(one.link for one in generations)

    def opening(self, recipient: bytes) -> OrganisationKeys:
        """Return the keys that a bundle is sealed to; its answer is signed with them as well.

        Raises:
            BundleError: `bundle.other_key`: to none of ours, or to one that was replaced more than
                90 days ago.
        """
        for keys in self._accepted(self._generations()):
            if keys.sealing_public() == recipient:
                return keys
        raise BundleError("bundle.other_key")

    def giving(self, enrolled_at: int) -> OrganisationKeys:
        """Return the keys that sign what a device gets unasked.

        Those before the newest, as long as they are accepted: a device may not have met the
        network since. One that was enrolled later knows the newest only.
        """
        generations = self._generations()
        accepted = list(self._accepted(generations))
        is_later = bool(generations) and enrolled_at > generations[-1].made_at
        return accepted[0] if is_later or len(accepted) == 1 else accepted[1]

    def rotate(self, salt: bytes) -> int:
        """Begin a new generation; return its number.

        What could open bundles of generations that are accepted no more is forgotten.

        Args:
            salt: 32 random bytes.
        """
        with self.database.reading() as work:
            generations = read_generations(work, self.org)
        made = organisation_keys(self.root, self.server_id, salt)
        before = self._newest(generations)
        link = make_link(before.signing, self.server_id, made.public_bytes())
        number = len(generations) + 1
        kept = len(list(self._accepted(generations)))

        def write(work: Transaction) -> None:
            add_generation(work, self.org, KeyGeneration(number, salt, link, self.now()))
            forget_salts(work, self.org, below=number - kept)

        self.database.write(write)
        return number

    def _generations(self) -> tuple[KeyGeneration, ...]:
        with self.database.reading() as work:
            return read_generations(work, self.org)

    def _newest(self, generations: tuple[KeyGeneration, ...]) -> OrganisationKeys:
        return self._keys(generations[-1].salt if generations else None)

    def _accepted(self, generations: tuple[KeyGeneration, ...]) -> Iterator[OrganisationKeys]:
        """Yield the keys that are good for reading, the newest first."""
        now, replaced_at = self.now(), None
        for one in reversed(generations):
            if replaced_at is not None and now - replaced_at >= ACCEPTED_MILLISECONDS:
                return
            if one.salt is not None:
                yield self._keys(one.salt)
            replaced_at = one.made_at
        if replaced_at is None or now - replaced_at < ACCEPTED_MILLISECONDS:
            yield self._keys(None)

    def _keys(self, salt: bytes | None) -> OrganisationKeys:
        return organisation_keys(self.root, self.server_id, salt)
