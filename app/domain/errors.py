"""Every failure a caller may have to tell apart, each with a code that never changes."""

from __future__ import annotations

from collections.abc import Mapping


class DomainError(Exception):
    """A rule of the business was broken; the user can mend it.

    Attributes:
        code: Stable dotted name, also sent over the wire ("account.name.blank").
        params: Values for the translated sentence; never secrets.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, object] = params


class ValidationError(DomainError):
    """A field holds a value the rules refuse."""


class NotFoundError(DomainError):
    """The record does not exist here, or was deleted."""


class NotAllowedError(DomainError):
    """The user may not do this to that record."""
