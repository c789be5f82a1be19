"""Judges what was left undone: contacts with prospects, call-backs, promises (W11, W12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from app.domain.ids import id_moment
from app.domain.warnings.finding import Finding
from app.domain.warnings.neglect import (
    CALL_BACK_DAYS,
    PROSPECTS,
    ContactFacts,
    PromiseFacts,
    judge_contact,
    judge_promise,
)
from server.services.warnings.bodies import CommitmentBody, VisitBody, day, each_body
from server.services.warnings.setting import Setting

_MILLISECONDS = 1000
_Last = tuple[int, str, str]
"""Moment, id and agreed day of the last contact."""


def judge_neglect(setting: Setting) -> Iterator[Finding]:
    """Yield what was left undone at every account."""
    yield from _contacts(setting)
    yield from _promises(setting)


def _contacts(setting: Setting) -> Iterator[Finding]:
    last: dict[str, _Last] = {}
    for account_id, record_id, body in each_body(setting.work, setting.org, "visit_log", VisitBody):
        one = body.started_at, record_id, body.next_visit_on
        last[account_id] = max(one, last.get(account_id, one))
    start = datetime.combine(setting.today, time(), UTC) - timedelta(days=CALL_BACK_DAYS)
    since = start.timestamp() * _MILLISECONDS
    for account_id, account in setting.accounts.items():
        is_prospect = account.status in PROSPECTS
        held = last.get(account_id)
        if not setting.is_kept(account_id) or (held is None and not is_prospect):
            continue
        at, contact_id, agreed = held or (0, "", "")
        facts = ContactFacts(
            account_id=account_id,
            is_prospect=is_prospect,
            contact_id=contact_id,
            last_on=_day_of(at) if held else id_moment(account_id).date(),
            agreed_on=day(agreed) if at >= since else None,
        )
        finding = judge_contact(facts, setting.level(account_id), today=setting.today)
        if finding is not None:
            yield finding


def _day_of(at: int) -> date:
    return datetime.fromtimestamp(at / _MILLISECONDS, UTC).date()


def _promises(setting: Setting) -> Iterator[Finding]:
    late: dict[str, list[tuple[str, str]]] = defaultdict(list)
    today = setting.today.isoformat()
    for account_id, record_id, body in each_body(
        setting.work, setting.org, "commitment", CommitmentBody
    ):
        if body.state == "open" and body.due_on < today and setting.is_kept(account_id):
            late[account_id].append((body.due_on, record_id))
    for account_id, promises in late.items():
        due_on, commitment_id = min(promises)
        facts = PromiseFacts(
            account_id=account_id,
            commitment_id=commitment_id,
            due_on=date.fromisoformat(due_on),
            count=len(promises),
        )
        finding = judge_promise(facts, setting.level(account_id), today=setting.today)
        if finding is not None:
            yield finding
