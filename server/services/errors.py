"""Refusals of a whole request; a refused operation is a result and not one of these."""

from __future__ import annotations


class ProblemError(Exception):
    """The request as a whole is refused.

    Attributes:
        code: Stable dotted name that devices translate.
        status: HTTP status.
        params: Values for the sentence.
        retry_after_seconds: When to try again; 0 where trying again is no use.
    """

    def __init__(
        self, code: str, status: int, *, retry_after_seconds: int = 0, **params: object
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.params = params
        self.retry_after_seconds = retry_after_seconds
