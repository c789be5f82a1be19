"""Everything the machine or its profile folder may refuse, each with a permanent code."""

from __future__ import annotations

from app.domain.errors import DomainError


class DeviceError(DomainError):
    """The machine or the profile folder stands in the way; the user is told what to do."""


class AlreadyOpenError(DeviceError):
    """Another running Roadbook holds this profile."""

    def __init__(self) -> None:
        super().__init__("device.profile.already_open")


class NetworkShareError(DeviceError):
    """The profile folder lies on a network share, where the database cannot be kept safely.

    Source: reliability.md X27.
    """

    def __init__(self, *, file_system: str) -> None:
        super().__init__("device.profile.network_share", file_system=file_system)


class KeychainError(DeviceError):
    """The system's keychain did not do what was asked (locked, dismissed, broken)."""

    def __init__(self) -> None:
        super().__init__("device.keychain.failed")


class KeychainSecretMissingError(DeviceError):
    """This machine's keychain does not hold the secret the key slot was made with.

    The usual causes are a profile copied from another machine and a keychain that was reset.
    """

    def __init__(self) -> None:
        super().__init__("device.keychain.secret_missing")


class WrongPassphraseError(DeviceError):
    """The passphrase does not open the key slot.

    A slot that was altered on purpose, checksum included, ends here as well: authenticated
    encryption cannot tell the two apart.
    """

    def __init__(self) -> None:
        super().__init__("device.passphrase.wrong")


class WaitBeforeRetryError(DeviceError):
    """Several wrong passphrases were entered; the next try is possible after a pause.

    Attributes:
        seconds: Whole seconds still to wait, 1 to 3600.
    """

    def __init__(self, *, seconds: int) -> None:
        super().__init__("device.passphrase.wait", seconds=seconds)
        self.seconds = seconds


class WeakPassphraseError(DeviceError):
    """A new passphrase breaks one of the rules of `app.device.passphrases`."""


class SlotMissingError(DeviceError):
    """The profile has no key slot file."""

    def __init__(self) -> None:
        super().__init__("device.slot.missing")


class SlotExistsError(DeviceError):
    """The profile has a key slot already; a second one would orphan its database."""

    def __init__(self) -> None:
        super().__init__("device.slot.exists")


class DamagedSlotError(DeviceError):
    """The key slot file is not what was written."""

    def __init__(self) -> None:
        super().__init__("device.slot.damaged")


class NewerSlotError(DeviceError):
    """The key slot was written by a newer version of Roadbook."""

    def __init__(self) -> None:
        super().__init__("device.slot.newer")


class WeakKdfError(DeviceError):
    """The key slot asks for less key stretching than this program accepts."""

    def __init__(self) -> None:
        super().__init__("device.slot.weak_kdf")


class ShortMemoryError(DeviceError):
    """The machine could not spare the memory that opening the key slot takes."""

    def __init__(self) -> None:
        super().__init__("device.memory.short")


class KeyWipedError(DeviceError):
    """The database key was wiped: the profile is locked and wants its passphrase again."""

    def __init__(self) -> None:
        super().__init__("device.locked")


class DamagedDeviceKeyError(DeviceError):
    """The stored device key is not a 32-byte Ed25519 key."""

    def __init__(self) -> None:
        super().__init__("device.key.damaged")


class BadSignatureError(DeviceError):
    """A signature does not belong to this message and key."""

    def __init__(self) -> None:
        super().__init__("device.signature.invalid")


class DamagedFileError(DeviceError):
    """A sealed attachment was truncated, altered, or is another file than its name says."""

    def __init__(self) -> None:
        super().__init__("device.file.damaged")


class DamagedConfidenceError(DeviceError):
    """What was confided was altered, moved to another place, or sealed under another key."""

    def __init__(self) -> None:
        super().__init__("device.confidence.damaged")


class MissingFileError(DeviceError):
    """The attachment is not on this machine."""

    def __init__(self) -> None:
        super().__init__("device.file.missing")
