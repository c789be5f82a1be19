"""Asks the rules of the domain before a unit of work writes: a rep is refused at once, offline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.accounts.teams import lets_write
from app.domain.contracts.life import contract_above
from app.domain.fields import FieldValue
from app.domain.policy import Actor, Role
from app.domain.policy_check import LineContext, check_create, check_delete, check_edit, in_context
from app.domain.schema import split_labels
from app.store.records import Record, Records

if TYPE_CHECKING:
    from app.store.connection import Connection

Body = Mapping[str, FieldValue]

_PRICE_FIELDS = (
    *("product_id", "unit_price_minor", "lowest_price_minor"),
    *("valid_from_on", "valid_to_on"),
)
_PRICE = f"""
SELECT {", ".join(_PRICE_FIELDS)} FROM price p JOIN price_list l ON l.id = p.price_list_id
WHERE p.id = ?
"""


class Rights:
    """What one transaction's author may write.

    The user, every account and every contract are read once for a transaction, however many
    records it writes. A device that was never told who its user is leaves the judgement to the
    server.
    """

    def __init__(self, connection: Connection, records: Records) -> None:
        self._connection = connection
        self._records = records
        self._actors: dict[str, Actor | None] = {}
        self._accounts: dict[str, Record | None] = {}
        self._parts: dict[str, dict[str, str]] = {}
        self._contracts: dict[str, Body | None] = {}
        self._prices: dict[str, Body | None] = {}

    def actor(self, user_id: str) -> Actor | None:
        """Return a user as the policy knows users; None when nothing is known of the roles."""
        if user_id not in self._actors:
            self._actors[user_id] = self._read_actor(user_id)
        return self._actors[user_id]

    def part_in_team(self, user_id: str, account_id: str) -> str | None:
        """Return somebody's part in the team of an account; None for none."""
        if user_id not in self._parts:
            # By the day of the machine's clock: what ended yesterday the server refuses anyway.
            rows = self._connection.exec_driver_sql(
                "SELECT account_id, role FROM account_member WHERE user_id = ?"
                " AND coalesce(from_on, '') <= date('now') AND coalesce(to_on, '9') >= date('now')",
                (user_id,),
            )
            self._parts[user_id] = {str(key): str(role) for key, role in rows}
        return self._parts[user_id].get(account_id)

    def account(self, account_id: str) -> Record | None:
        """Return an account as it was when it was first asked for."""
        if account_id not in self._accounts:
            self._accounts[account_id] = self._records.read("account", account_id)
        return self._accounts[account_id]

    def check_create(self, user_id: str, entity: str, fields: Body) -> None:
        """Refuse a new record; see `policy_check.check_create`."""
        user = self.actor(user_id)
        if user is None:
            return
        check_create(user, entity, self.judged_new(user, entity, fields), tuple(fields))

    def check_edit(self, user_id: str, record: Record, changed: Body) -> None:
        """Refuse an edit; see `policy_check.check_edit`."""
        user = self.actor(user_id)
        if user is None:
            return
        before = self._before(user, record, changed)
        if record.entity == "conflict" and "account_owner_id" not in before:
            return  # about a record that is gone: only the server knows whose it was
        check_edit(user, record.entity, before, changed)

    def check_delete(self, user_id: str, record: Record) -> None:
        """Refuse a deletion; see `policy_check.check_delete`."""
        user = self.actor(user_id)
        if user is not None:
            check_delete(user, record.entity, self._before(user, record, {}))

    def judged_new(self, user: Actor, entity: str, fields: Body) -> dict[str, object]:
        """Return a record that is to be made, with what the policy asks of its account."""
        account_id = fields.get("account_id")
        account = self._account_of(user, str(account_id), entity) if account_id else None
        contract, line = self._contract_of(entity, fields), self._line_of(entity, fields)
        return in_context(fields, account=account, contract=contract, line=line)

    def judged(self, user: Actor, record: Record) -> dict[str, object]:
        """Return a record as it is, with what the policy asks of its account."""
        return self._before(user, record, {})

    def _before(self, user: Actor, record: Record, changed: Body) -> dict[str, object]:
        fields = record.fields
        if record.entity == "account":
            account: Body | None = self._as_seen(user, record, record.entity)
        else:
            account_id = fields.get("account_id")
            account = self._account_of(user, str(account_id), record.entity) if account_id else None
        if record.entity == "conflict":
            account = self._account_of_subject(user, fields)
        template = None
        if record.entity == "contract" and changed.get("state") == "printed":
            template = self._template(str(fields["template_id"]))
        return in_context(
            fields,
            account=account,
            contract=self._contract_of(record.entity, fields),
            template=template,
            line=self._line_of(record.entity, {**fields, **changed}),
        )

    def _account_of(self, user: Actor, account_id: str, entity: str) -> Body | None:
        account = self.account(account_id)
        return self._as_seen(user, account, entity) if account is not None else None

    def _as_seen(self, user: Actor, account: Record, entity: str) -> Body:
        """Return an account as the rules see it: to the owner's deputy it is like an own one."""
        if lets_write(self.part_in_team(user.id, account.id), entity):
            return {**account.fields, "owner_id": user.id}
        return _owned(user, account)

    def _account_of_subject(self, user: Actor, conflict: Body) -> Body | None:
        """A conflict is settled by who may settle it for the record that it speaks of."""
        entity, record_id = str(conflict["subject_entity"]), str(conflict["subject_id"])
        if entity == "account":
            return self._account_of(user, record_id, entity)
        subject = self._records.read(entity, record_id)
        account_id = subject.fields.get("account_id") if subject else None
        return self._account_of(user, str(account_id), entity) if account_id else None

    def _contract_of(self, entity: str, fields: Body) -> Body | None:
        contract_id = contract_above(entity, fields)
        if not contract_id:
            return None
        if contract_id not in self._contracts:
            row = self._connection.exec_driver_sql(
                "SELECT state, account_id FROM contract WHERE id = ?", (contract_id,)
            ).fetchone()
            known = dict(zip(("state", "account_id"), row, strict=True)) if row else None
            self._contracts[contract_id] = known
        return self._contracts[contract_id]

    def _line_of(self, entity: str, fields: Body) -> LineContext | None:
        if entity != "field_order_line":
            return None
        order = self._records.read("field_order", str(fields.get("order_id")))
        price = self._price(str(fields.get("price_id")))
        return LineContext(order.fields if order else None, price)

    def _price(self, price_id: str) -> Body | None:
        if price_id not in self._prices:
            row = self._connection.exec_driver_sql(_PRICE, (price_id,)).fetchone()
            self._prices[price_id] = dict(zip(_PRICE_FIELDS, row, strict=True)) if row else None
        return self._prices[price_id]

    def _template(self, template_id: str) -> Body:
        free = self._connection.exec_driver_sql(
            "SELECT free_to_sign FROM contract_template WHERE id = ?", (template_id,)
        ).scalar()
        return {"free_to_sign": free}

    def _read_actor(self, user_id: str) -> Actor | None:
        row = self._connection.exec_driver_sql(
            'SELECT roles, sector_id, state FROM "user" WHERE id = ?', (user_id,)
        ).fetchone()
        if row is None or not row[0]:
            return None
        named = split_labels(row[0])
        roles = frozenset(role for role in Role if role.value in named)
        return Actor(user_id, roles, row[1] or "", is_frozen=row[2] not in {None, "active"})


def _owned(user: Actor, account: Record) -> Body:
    """Return an account's fields; one that the server has not seen is its author's own."""
    fields = account.fields
    if account.revision == 0 and fields.get("owner_id") is None:
        return {**fields, "owner_id": user.id, "sector_id": fields["sector_id"] or user.sector_id}
    return fields
