"""When to try next: pure, so that it can be tested without waiting."""

from __future__ import annotations

from dataclasses import dataclass

QUIET_SECONDS = 300.0
"""Between rounds that had nothing to do."""
NUDGE_SECONDS = 2.0
"""After a save, so that several saves in a row go together."""
_FIRST_RETRY_SECONDS = 2.0
_LONGEST_RETRY_SECONDS = 900.0
_DOUBLINGS = 16


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is known when the next round is planned.

    Attributes:
        failures: Rounds that failed in a row.
        asked_seconds: How long the server asked us to stay away; 0 for nothing.
        has_work: Whether something waits to be sent.
    """

    failures: int
    asked_seconds: float
    has_work: bool


def seconds_to_next(attempt: Attempt, jitter: float) -> float:
    """Return how long to wait before the next round.

    Args:
        attempt: What is known.
        jitter: Random number from 0 to 1, so that a thousand devices do not come at once.

    Source: reliability.md X17, X18.
    """
    if attempt.failures == 0:
        return NUDGE_SECONDS if attempt.has_work else QUIET_SECONDS
    doublings = min(attempt.failures - 1, _DOUBLINGS)
    planned = min(_FIRST_RETRY_SECONDS * 2.0**doublings, _LONGEST_RETRY_SECONDS)
    return max(planned * (0.5 + jitter / 2), attempt.asked_seconds)
