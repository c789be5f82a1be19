"""Runs the warning rules over the organisation and writes what they say as the office's records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from msgspec.structs import replace as with_changes

from app.domain.fields import FieldValue
from app.domain.warnings.finding import Finding
from app.domain.warnings.identity import warning_id
from app.domain.warnings.life import CLOSED_STATES
from app.domain.warnings.rules import Rule
from app.domain.warnings.settling import Run, escalation_level, raise_warning, settle
from server.services.desk.own_entries import own_entry
from server.services.desk.working_set import WorkingSet
from server.services.moments import milliseconds
from server.services.warnings.field import judge_field
from server.services.warnings.money import judge_money
from server.services.warnings.neglect import judge_neglect
from server.services.warnings.sales import judge_sales
from server.services.warnings.setting import Ladder, Setting, read_ladder, read_setting
from server.services.warnings.spending import judge_spending
from server.settings import Clock
from server.store.database import Database, Transaction
from server.store.groups import CREATE, EDIT
from server.store.record_rows import each_row
from server.store.records import (
    WHOLE_RECORD,
    Key,
    Stamp,
    StoredRecord,
    decode_body,
    read_records,
)

Body = Mapping[str, FieldValue]
_Values = dict[str, FieldValue]

_ENTITY = "warning"
_AT_ONCE = 500
_JUDGES = (judge_money, judge_sales, judge_field, judge_neglect, judge_spending)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run did.

    Attributes:
        found: Conditions that are met.
        raised: New warnings.
        changed: Warnings that were updated, reopened, escalated or ended.
    """

    found: int
    raised: int
    changed: int


@dataclass(frozen=True, slots=True)
class _Case:
    """One account and rule with what was found now.

    Attributes:
        account_id: The account.
        rule: The rule.
        finding: What it found now.
        record_id: Of the warning.
        is_double: Another warning of the account goes on in its place.
    """

    account_id: str
    rule: Rule
    finding: Finding | None
    record_id: str
    is_double: bool = False


def run_warnings(database: Database, org: int, clock: Clock) -> Counts:
    """Judge every account by every rule and bring its warnings up to date.

    The records are the office's: every device that holds the account receives the same ones.
    Reading is of one moment and keeps nobody from writing; each batch is settled once more on the
    records as they are then, so what a rep did meanwhile stands.

    Args:
        database: Where everything is.
        org: Number of the organisation.
        clock: Gives server time.

    Source: domain.md 4.2 (server daily and after each sync).
    """
    with database.reading() as work:
        setting = read_setting(work, org, clock())
        ladder = read_ladder(work, org)
        findings = {
            (finding.account_id, finding.rule): finding
            for judge in _JUDGES
            for finding in judge(setting)
        }
        writer = _Writer(org, clock, setting, ladder)
        cases = [*writer.cases(findings, _standing(setting))]
    raised = changed = 0
    for start in range(0, len(cases), _AT_ONCE):
        some = cases[start : start + _AT_ONCE]
        done = database.write(lambda work, some=some: writer.write(work, some))  # type: ignore[misc]
        raised, changed = raised + done[0], changed + done[1]
    return Counts(len(findings), raised, changed)


def _standing(setting: Setting) -> dict[tuple[str, Rule], list[tuple[str, Body]]]:
    """Return the warnings that are there, by account and rule."""
    found: dict[tuple[str, Rule], list[tuple[str, Body]]] = defaultdict(list)
    for record_id, account_id, text in each_row(setting.work, setting.org, _ENTITY):
        body = decode_body(text)
        found[account_id, Rule(str(body["rule"]))].append((record_id, body))
    return found


@dataclass(frozen=True, slots=True)
class _Writer:
    """Settles warnings in the name of the server."""

    org: int
    clock: Clock
    setting: Setting
    ladder: Ladder

    @property
    def _run(self) -> Run:
        today = self.setting.today
        return Run(today=today, data_as_of=today, origin="server")

    def cases(
        self,
        findings: Mapping[tuple[str, Rule], Finding],
        standing: Mapping[tuple[str, Rule], list[tuple[str, Body]]],
    ) -> Iterator[_Case]:
        """Yield what is to be written, as far as it is known before the records are locked."""
        for place in sorted(findings.keys() | standing.keys()):
            account_id, rule = place
            finding, records = findings.get(place), standing.get(place, [])
            if account_id not in self.setting.accounts:
                continue
            record_id, body = _main(records, warning_id(account_id, rule))
            if body is None or self._changes(account_id, body, finding):
                yield _Case(account_id, rule, finding, record_id)
            # Two came together with their accounts: one of them goes on.
            for other_id, other in records:
                if other_id != record_id and other["state"] not in CLOSED_STATES:
                    yield _Case(account_id, rule, None, other_id, is_double=True)

    def write(self, work: Transaction, cases: Iterable[_Case]) -> tuple[int, int]:
        """Write some cases; return how many were raised and changed."""
        cases = list(cases)
        keys: set[Key] = {(_ENTITY, case.record_id) for case in cases}
        keys |= {("account", case.account_id) for case in cases}
        loaded = read_records(work, self.org, keys)
        working = WorkingSet(loaded)
        raised = changed = 0
        for case in cases:
            record = loaded.get((_ENTITY, case.record_id))
            account = loaded.get(("account", case.account_id))
            if account is None or account.is_deleted:
                continue
            if record is None:
                raised += self._raise(working, account, case)
            elif not record.is_deleted:
                changed += self._change(working, record, case)
        working.keep()
        working.save(work, self.org)
        return raised, changed

    def _raise(self, working: WorkingSet, account: StoredRecord, case: _Case) -> int:
        if case.finding is None:
            return 0
        levels = self.setting.level(case.account_id)
        owner_id = account.body.get("owner_id")
        body = raise_warning(
            case.finding, self._run, levels, owner_id=None if owner_id is None else str(owner_id)
        )
        record = StoredRecord(
            entity=_ENTITY,
            id=case.record_id,
            book=account.book,
            revision=1,
            body=body,
            stamps={WHOLE_RECORD: self._stamp(1)},
            account_id=account.id,
        )
        working.put(record, own_entry(record, CREATE, self.clock()))
        return 1

    def _change(self, working: WorkingSet, record: StoredRecord, case: _Case) -> int:
        values = self._changes(case.account_id, record.body, case.finding)
        if case.is_double:
            values = {"state": "resolved", "resolved_on": self.setting.today.isoformat()}
        if not values:
            return 0
        revision = record.revision + 1
        after = {**record.body, **values}
        written = with_changes(
            record,
            revision=revision,
            body={name: value for name, value in after.items() if value is not None},
            stamps={**record.stamps, **dict.fromkeys(values, self._stamp(revision))},
        )
        changed = {name: (record.body.get(name), value) for name, value in values.items()}
        working.put(written, own_entry(written, EDIT, self.clock(), changed=changed))
        return 1

    def _changes(self, account_id: str, body: Body, finding: Finding | None) -> _Values:
        levels = self.setting.level(account_id)
        values = settle(body, finding, self._run, levels)
        after = {**body, **values}
        if after.get("state") in CLOSED_STATES:
            return values
        account = self.setting.accounts[account_id]
        level = escalation_level(after, levels, today=self.setting.today)
        told = self.ladder.person(level, owner_id=account.owner_id, sector_id=account.sector_id)
        due = {"owner_id": account.owner_id or None, "escalated_to": told}
        if told is None and values.get("state") != "new":
            due.pop("escalated_to")  # who was told once stays told
        values |= {name: value for name, value in due.items() if after.get(name) != value}
        return {name: value for name, value in values.items() if body.get(name) != value}

    def _stamp(self, revision: int) -> Stamp:
        return Stamp(revision, "", "", is_office=True, at=milliseconds(self.clock()))


def _main(records: list[tuple[str, Body]], own_id: str) -> tuple[str, Body | None]:
    """Return the record that goes on: an open one, by preference under its own id."""
    is_open = [one for one in records if one[1]["state"] not in CLOSED_STATES]
    by_id = dict(is_open or records)
    if own_id in by_id or not by_id:
        return own_id, by_id.get(own_id)
    return min(by_id.items(), key=lambda one: one[0])
