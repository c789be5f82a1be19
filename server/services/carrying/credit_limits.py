"""Lets the credit limit in force stand in its account, whenever one changes and every day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec.structs import replace as with_changes

from app.domain.credit.limit_force import ACCOUNT_FIELDS, LimitOutcome, settle_limits
from app.domain.fields import FieldValue
from server.services.company.office import Office
from server.services.desk.desk import Desk
from server.services.warnings.setting import read_setting
from server.settings import Clock
from server.store.database import Database
from server.store.record_rows import each_row
from server.store.records import Stamp, StoredRecord, decode_body

NAME = "credit_limit"
_MILLISECONDS = 1000

Values = Mapping[str, FieldValue]


def feed_account(desk: Desk, account_id: str) -> None:
    """Bring the account of a limit that was changed up to date, in the same group.

    Source: domain.md 2.4, 4.4 (3); R048.
    """
    account = desk.working.find(("account", account_id))
    if account is None or account.is_deleted:
        return
    children = desk.families.children(account_id)
    limits = {one.id: one for one in children if one.entity == NAME and not one.is_deleted}
    bodies = {limit_id: one.body for limit_id, one in limits.items()}
    outcome = settle_limits(bodies, account.body, today=_today(desk))
    for limit_id, state in outcome.limits.items():
        _write(desk, limits[limit_id], {"state": state})
    if outcome.account:
        _write(desk, account, outcome.account)


def feed_accounts(database: Database, org: int, clock: Clock) -> int:
    """Bring every account with limits up to date with the day; return how many changed.

    Limits begin and end by the calendar, without anybody doing anything.

    Args:
        database: Where everything is.
        org: Number of the organisation.
        clock: Gives server time.
    """
    outcomes = list(_outcomes(database, org, clock))
    office = Office(database, org, "", clock)
    for account_id, outcome in outcomes:
        for limit_id, state in outcome.limits.items():
            office.edit(NAME, limit_id, {"state": state})
        if outcome.account:
            office.edit("account", account_id, outcome.account)
    return len(outcomes)


def _outcomes(database: Database, org: int, clock: Clock) -> Iterator[tuple[str, LimitOutcome]]:
    with database.reading() as work:
        today = read_setting(work, org, clock()).today
        limits: dict[str, dict[str, Values]] = {}
        for limit_id, account_id, text in each_row(work, org, NAME):
            limits.setdefault(account_id, {})[limit_id] = decode_body(text)
        accounts = _accounts(each_row(work, org, "account"), limits)
    for account_id, account in accounts.items():
        outcome = settle_limits(limits[account_id], account, today=today)
        if outcome.limits or outcome.account:
            yield account_id, outcome


def _accounts(
    rows: Iterable[tuple[str, str, str]], wanted: Mapping[str, object]
) -> dict[str, dict[str, FieldValue]]:
    bodies = {row_id: decode_body(text) for row_id, _, text in rows if row_id in wanted}
    return {
        row_id: {name: body.get(name) for name in ACCOUNT_FIELDS} for row_id, body in bodies.items()
    }


def _write(desk: Desk, record: StoredRecord, values: Values) -> None:
    revision = record.revision + 1
    stamp = Stamp(revision, "", "", is_office=True, at=desk.now)
    body = {**record.body, **values}
    written = with_changes(
        record,
        revision=revision,
        body={name: value for name, value in body.items() if value is not None},
        stamps={**record.stamps, **dict.fromkeys(values, stamp)},
    )
    desk.write_merged(
        written, {name: (record.body.get(name), value) for name, value in values.items()}
    )


def _today(desk: Desk) -> date:
    """Return the date where the sender is; a zone that nobody knows is taken for UTC."""
    moment = datetime.fromtimestamp(desk.now / _MILLISECONDS, UTC)
    try:
        return moment.astimezone(ZoneInfo(desk.group.zone)).date()
    except (ZoneInfoNotFoundError, ValueError):
        return moment.date()
