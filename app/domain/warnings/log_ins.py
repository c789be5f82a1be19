"""Two weeks without a log-in: since when somebody who sells has not been here."""

from __future__ import annotations

from datetime import date

from app.domain.policy_terms import Role

AWAY_DAYS = 14
"""Source: domain.md 4.2 (W11), 4.8 (F5), Appendix C."""

WATCHED = Role.REP
"""Who has to log in. Source: domain.md 4.8 (F3)."""


def away_since(seen_on: date, *, today: date) -> date | None:
    """Return the last day somebody was here, if that is two weeks ago or more; None otherwise.

    It concerns a person and no account, so it is no warning among those of accounts: it stands in
    the record of the person, for those above. The product reports and does no more. Leave and a
    declared trip without network are not taken out: nothing records leave.

    Args:
        seen_on: Day of the last successful sync; for a device never enrolled, when the person was
            entered.
        today: Calendar date where the company is.

    Source: domain.md 4.2 (W11), 4.8 (F5); R144, R235.
    """
    return seen_on if (today - seen_on).days >= AWAY_DAYS else None
