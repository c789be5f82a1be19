"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

MONDAY_MORNING = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)  # 08:30 in Shanghai


class FixedClock:
    """Called like `utc_now`; two readings differ only if the test let time pass."""

    def __init__(self, moment: datetime = MONDAY_MORNING) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, duration: timedelta) -> datetime:
        """Let time pass, also backwards: devices with a wrong clock exist."""
        self.moment += duration
        return self.moment
