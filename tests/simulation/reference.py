"""What must be true: the server's rules worked out a second time, simply and in memory."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.domain.fields import FieldValue
from tests.simulation import rules
from tests.simulation.model import (
    APPLIED,
    CREATE,
    DELETE,
    EDIT,
    REFUSED,
    REST,
    WRITTEN_ONCE,
    Clash,
    Draft,
    Key,
    Member,
    Truth,
    Unit,
    Values,
    Wanted,
    Writer,
)


class _RefusedError(Exception):
    """The unit as a whole is not accepted."""


class Reference:
    """All records as they must be, in the order in which the server accepted the work.

    Attributes:
        records: By entity and id, deleted ones too.
        members: By user id.
        written: Operations of devices that made a revision.
        numbers: Last running number given, by entity.
        version: Grows with every change, so that a check knows whether it is late.
    """

    def __init__(self, records: dict[Key, Truth], members: dict[str, Member]) -> None:
        self.records = records
        self.members = members
        self.written: Counter[str] = Counter()
        self.version = 0
        self.numbers: dict[str, int] = {}

    def remembered(self) -> Reference:
        """Return a copy, as a backup of the server is one."""
        return copy.deepcopy(self)

    def scope(self, user_id: str) -> Iterator[Truth]:
        """Yield the records that a person's devices must hold."""
        books = rules.books_of(self.members[user_id], self.members)
        return (
            truth
            for truth in self.records.values()
            if not truth.deleted
            and truth.book in books
            and rules.is_shown(self.members[user_id], truth.key[0], truth.book)
        )

    def apply(
        self, unit: Unit, told: Sequence[int], *, now: int, offered_since: int | None
    ) -> tuple[str, list[Clash]]:
        """Work a unit out as the next one; return its fate and the conflicts it must leave.

        Args:
            unit: As it was meant.
            told: Revision of each operation's record, as the server told the device.
            now: Server time in milliseconds.
            offered_since: When the server was restored, for work that is offered again.
        """
        desk = _Desk(self, unit, Draft(numbers=dict(self.numbers)), now, offered_since)
        self.version += 1
        try:
            for wanted, op_id, revision in zip(unit.wanted, unit.op_ids, told, strict=True):
                desk.told = revision
                desk.decide(wanted, op_id)
        except _RefusedError:
            return REFUSED, desk.after_refusal
        self.records.update(desk.draft.records)
        self.written.update(desk.draft.written)
        self.numbers = desk.draft.numbers
        return APPLIED, desk.draft.clashes

    def adopt(self, truth: Truth) -> None:
        """Take over a record that the server made: a conflict, or what the office loaded."""
        self.records[truth.key] = truth
        self.version += 1

    def office_edits(self, key: Key, values: Values, now: int) -> None:
        before = self.records[key]
        body = _tidy({**before.body, **values})
        revision = before.revision + 1
        writers = {**before.writers, **dict.fromkeys(values, Writer(revision, at=now))}
        book = rules.book_of_account(body) if key[0] == "account" else before.book
        self.records[key] = replace(
            before, body=body, revision=revision, writers=writers, book=book
        )
        if book != before.book:
            for child in self._under(before.id):
                self.records[child.key] = replace(child, book=book, revision=child.revision + 1)
        self.version += 1

    def _under(self, account_id: str) -> list[Truth]:
        return [truth for truth in self.records.values() if truth.account_id == account_id]


class _Desk:
    """One unit on its way."""

    def __init__(
        self,
        reference: Reference,
        unit: Unit,
        draft: Draft,
        now: int,
        offered_since: int | None,
    ) -> None:
        self._reference = reference
        self._now = now
        self._offered_since = offered_since
        self._unit = unit
        self._member = reference.members[unit.user_id]
        self._books = rules.books_of(self._member, reference.members)
        self.draft = draft
        self.after_refusal: list[Clash] = []
        self.told = 0

    def decide(self, wanted: Wanted, op_id: str) -> None:
        given = rules.given_by_server(self._member, wanted.op, wanted.entity)
        for name in given & wanted.after.keys() if wanted.op != DELETE else ():
            if wanted.op == EDIT or wanted.after[name] is not None:
                raise _RefusedError(name)
        if wanted.entity in WRITTEN_ONCE and wanted.op != CREATE:
            raise _RefusedError("written once")
        {CREATE: self._create, EDIT: self._edit, DELETE: self._delete}[wanted.op](wanted, op_id)

    def _find(self, key: Key) -> Truth | None:
        return self.draft.records.get(key) or self._reference.records.get(key)

    def _seen(self, key: Key) -> Truth:
        found = self._find(key)
        if found is None or found.book not in self._books:
            raise _RefusedError("unknown")
        return found

    def _need_leave(self, wanted: Wanted, account: Values, body: Values) -> None:
        fields = wanted.after.keys()
        if not rules.may(self._member, wanted.op, wanted.entity, fields, account):
            raise _RefusedError("not allowed")
        contract: Values | None = None
        if wanted.entity == "contract":
            contract = body
        elif wanted.entity == "contract_line":
            found = self._find(("contract", str(body["contract_id"])))
            contract = found.body if found else None
        if not rules.is_open(wanted.op, wanted.entity, fields, contract):
            raise _RefusedError("closed")
        is_moved = wanted.entity == "contract" and wanted.op == EDIT
        if is_moved and not rules.is_step(self._member, body, wanted.after, account):
            raise _RefusedError("no step")

    def _create(self, wanted: Wanted, op_id: str) -> None:
        if self._find(wanted.key) is not None:
            raise _RefusedError("exists")
        body = _tidy(wanted.after)
        account_id = None
        if wanted.entity == "account":
            body |= {"owner_id": self._member.id, "sector_id": self._member.sector}
            account, book = body, rules.book_of_account(body)
        else:
            found = self._seen(("account", str(body["account_id"])))
            if found.deleted:
                raise _RefusedError("account deleted")
            account, book, account_id = found.body, found.book, found.id
        self._need_leave(wanted, account, body)
        if wanted.entity in rules.NUMBERED:
            last = self.draft.numbers.get(wanted.entity, 0) + 1
            self.draft.numbers[wanted.entity] = last
            body["number"] = f"{rules.NUMBERED[wanted.entity]}-{last:05d}"
        truth = Truth(wanted.entity, wanted.id, body, 1, {REST: self._writer(1)}, book, account_id)
        self._write(truth, op_id)

    def _edit(self, wanted: Wanted, op_id: str) -> None:
        truth = self._seen(wanted.key)
        self._need_leave(wanted, self._account_of(truth), truth.body)
        if truth.deleted:
            self._lose_to_deletion(truth, wanted)
        values: dict[str, FieldValue] = {}
        before = len(self.draft.clashes)
        for name, after in wanted.after.items():
            self._merge(truth, wanted, name, after, values)
        clashes = len(self.draft.clashes) > before
        if not values and not clashes and self.told == truth.revision:
            return  # nothing new; the server may still make a revision, so that a row is sent
        body = {**truth.body, **values}
        revision = truth.revision + 1
        writers = {**truth.writers, **dict.fromkeys(values, self._writer(revision))}
        self._write(replace(truth, body=_tidy(body), revision=revision, writers=writers), op_id)

    def _merge(
        self,
        truth: Truth,
        wanted: Wanted,
        name: str,
        after: FieldValue,
        values: dict[str, FieldValue],
    ) -> None:
        now, before = truth.body.get(name), wanted.before.get(name)
        if now == after:
            return
        foreign = self._is_foreign(truth.writer(name), wanted.base)
        is_long = name in rules.LONG_TEXTS
        if not foreign or now == before:
            goes_on = is_long and now != before
            values[name] = rules.went_on(now, before, after) if goes_on else after
        elif name in rules.SETS:
            values[name] = rules.united(before, now, after)
        elif is_long and (both := self._both(truth.writer(name), now, after)) is not None:
            values |= {} if both == now else {name: both}
            if both != now:
                self._clash(truth, name, before, both, now, "both_changed", won=True)
            if both != after:
                self._clash(truth, name, before, both, after, "both_changed", won=False)
        elif name in rules.GOVERNED and truth.writer(name).office:
            self._clash(truth, name, before, now, after, "office_governs", won=False)
        else:
            values[name] = after
            self._clash(truth, name, before, after, now, "both_changed", won=True)

    def _both(self, other: Writer, now: FieldValue, after: FieldValue) -> FieldValue:
        line = rules.signed((other.user, other.at), (self._unit.user_id, self._now))
        return rules.both_texts(now, after, line)

    def _delete(self, wanted: Wanted, op_id: str) -> None:
        truth = self._seen(wanted.key)
        self._need_leave(wanted, self._account_of(truth), truth.body)
        if truth.deleted:
            return
        revision = truth.revision + 1
        if any(self._is_foreign(writer, wanted.base) for writer in truth.writers.values()):
            self._clash(truth, "deleted", None, 0, 1, "deleted", won=False)
            self._write(replace(truth, revision=revision), op_id)
            return
        writers = {**truth.writers, "deleted": self._writer(revision)}
        self._write(replace(truth, revision=revision, writers=writers, deleted=True), op_id)

    def _lose_to_deletion(self, truth: Truth, wanted: Wanted) -> None:
        self.draft.clashes.clear()
        for name, after in wanted.after.items():
            before = wanted.before.get(name)
            self._clash(truth, name, before, None, after, "deleted", won=False)
        self.after_refusal = list(self.draft.clashes)
        raise _RefusedError("deleted")

    def _account_of(self, truth: Truth) -> Values:
        if truth.entity == "account":
            return truth.body
        found = self._find(("account", str(truth.account_id)))
        return found.body if found else {}

    def _clash(  # noqa: PLR0917 - a conflict has as many parts
        self,
        truth: Truth,
        name: str,
        base: FieldValue,
        kept: FieldValue,
        lost: FieldValue,
        reason: str,
        *,
        won: bool,
    ) -> None:
        last = max(truth.writers.values(), key=lambda writer: writer.revision)
        other = last.user if reason == "deleted" else truth.writer(name).user
        mine = self._unit.user_id
        by = (mine, other) if won else (other, mine)
        self.draft.clashes.append(Clash(truth.key, name, base, kept, lost, reason, *by))

    def _write(self, truth: Truth, op_id: str) -> None:
        self.draft.records[truth.key] = truth
        self.draft.written.append(op_id)

    def _writer(self, revision: int) -> Writer:
        office = self._member.role in rules.OFFICE_ROLES
        return Writer(revision, self._member.id, self._unit.device_id, office, self._now)

    def _is_foreign(self, writer: Writer, base: int) -> bool:
        return rules.is_foreign(writer, base, self._unit.device_id, self._offered_since)


def _tidy(values: Values) -> dict[str, FieldValue]:
    return {name: value for name, value in values.items() if value is not None}
