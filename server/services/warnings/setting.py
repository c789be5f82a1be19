"""What a run of the warning rules over the organisation is set up with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.schema import split_labels
from app.domain.warnings.thresholds import ByClass, Thresholds, read_thresholds
from server.services.company.day import company_day
from server.services.warnings.bodies import (
    AccountBody,
    SettingBody,
    UserBody,
    day,
    each_body,
)
from server.store.database import Transaction

_ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Setting:
    """The day, the thresholds and the accounts of one run.

    Attributes:
        work: The transaction that is read in; everything is of one moment.
        org: Number of the organisation.
        today: Calendar date where the company is.
        levels: Thresholds by class.
        accounts: Every account that is not deleted, by id.
    """

    work: Transaction
    org: int
    today: date
    levels: ByClass
    accounts: Mapping[str, AccountBody]

    def level(self, account_id: str) -> Thresholds:
        """Return the thresholds that hold for an account."""
        return self.levels[self.accounts[account_id].grade]

    def is_kept(self, account_id: str) -> bool:
        """Return whether an account is there and not archived."""
        account = self.accounts.get(account_id)
        return account is not None and account.status != _ARCHIVED


def read_setting(work: Transaction, org: int, now: datetime) -> Setting:
    """Read what a run is set up with.

    Args:
        work: A reading transaction.
        org: Number of the organisation.
        now: The moment; its date where the first sector is, is the day of the run.
    """
    today = company_day(work, org, now)
    settings = [
        (body.name, body.value, day(body.valid_from_on))
        for *_, body in sorted(each_body(work, org, "setting", SettingBody), key=lambda one: one[1])
    ]
    accounts = {
        record_id: body for _, record_id, body in each_body(work, org, "account", AccountBody)
    }
    return Setting(work, org, today, read_thresholds(settings, today=today), accounts)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Who hears of an alarm that nobody acknowledges.

    Attributes:
        heads: Head of each sector.
        top: Somebody of the group's management; empty for nobody.
    """

    heads: Mapping[str, str]
    top: str

    def person(self, level: int, *, owner_id: str, sector_id: str) -> str | None:
        """Return who is told at a level: first the head, then the management; None for nobody.

        Source: domain.md 4.2 (one level up).
        """
        above = [self.heads.get(sector_id, ""), self.top]
        told = [person for person in above if person and person != owner_id]
        return told[min(level, len(told)) - 1] if told and level > 0 else None


def read_ladder(work: Transaction, org: int) -> Ladder:
    """Read who is head of what; of several the one who was there first."""
    heads: dict[str, str] = {}
    tops: list[str] = []
    for _, user_id, body in each_body(work, org, "user", UserBody):
        roles = split_labels(body.roles)
        if body.state != "active":
            continue
        if "sector_head" in roles:
            heads[body.sector_id] = min(user_id, heads.get(body.sector_id, user_id))
        if "group_management" in roles:
            tops.append(user_id)
    return Ladder(heads, min(tops, default=""))
