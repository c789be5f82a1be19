"""Carries out what a second person decided: an account is barred or freed, a debt is marked."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace as with_changes

from app.domain.credit import blacklist_life, debt_marks
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.fields import FieldValue
from server.services.desk.desk import Desk
from server.store.records import Stamp, StoredRecord

BARRING, MARKING = "blacklist_entry", "debt_mark"

Values = Mapping[str, FieldValue]


def check_proposal(desk: Desk, entity: str, body: Values, account: StoredRecord) -> None:
    """Refuse a second blacklisting of one account, and a mark of somebody else's debt.

    Raises:
        ValidationError: `blacklist.asked`.
        NotAllowedError: `record.not_visible`.
    """
    if entity == BARRING:
        entries = desk.families.of_account(account.id, BARRING)
        if any(_state(one) in blacklist_life.OPEN_STATES for one in entries):
            raise ValidationError("blacklist.asked", field="account_id")
    elif entity == MARKING:
        _receivable(desk, body, account.id)


def carry_out(desk: Desk, decided: StoredRecord, values: Values) -> None:
    """Let a decision take effect in the group that brings it.

    Args:
        desk: The group's desk.
        decided: The record as it was just written.
        values: What changed in it.

    Source: domain.md 4.13, 2.6; R061, R062.
    """
    if "state" not in values or decided.account_id is None:
        return
    if decided.entity == BARRING:
        _settle_barring(desk, decided.account_id)
    elif decided.entity == MARKING and values["state"] == debt_marks.APPROVED:
        receivable = _receivable(desk, decided.body, decided.account_id)
        _write(desk, receivable, {"quality": decided.body.get("quality")})


def _settle_barring(desk: Desk, account_id: str) -> None:
    account = desk.working.find(("account", account_id))
    if account is None or account.is_deleted:
        return
    entries = desk.families.of_account(account_id, BARRING)
    is_barred = blacklist_life.bars(one.body for one in entries if not one.is_deleted)
    if is_barred == bool(account.body.get("blacklisted")):
        return
    _write(desk, account, {"blacklisted": int(is_barred)})
    if is_barred:
        desk.barring.bar(account, now=desk.moment)
    else:
        desk.barring.unbar(account, now=desk.moment)


def _receivable(desk: Desk, body: Values, account_id: str) -> StoredRecord:
    key = ("receivable", str(body.get("receivable_id")))
    found = desk.working.find(key)
    if found is None:
        desk.families.of_account(account_id, "receivable")
        found = desk.working.find(key)
    if found is None or found.is_deleted or found.account_id != account_id:
        raise NotAllowedError("record.not_visible", entity="receivable")
    return found


def _state(record: StoredRecord) -> FieldValue:
    return None if record.is_deleted else record.body.get("state")


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
    changed = {name: (record.body.get(name), value) for name, value in values.items()}
    desk.write_merged(written, changed)
