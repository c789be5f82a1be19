"""Lists of accounts for their credit: watch values, what is not graded, good and bad customers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.domain.analysis.credit_line import CreditState, credit_state
from app.domain.analysis.evaluation import grading_coverage
from app.domain.analysis.figures import Value
from app.domain.credit.lists import bad_reasons, is_good
from app.domain.money import ratio
from app.domain.record_rights import may_begin
from app.store.reads.credit.lists import ListedAccount, list_credit_facts
from app.store.rights import Rights
from app.workspace import Workspace

__all__ = [
    "ACTIONS",
    "CreditLine",
    "CreditLists",
    "CreditView",
    "ListedAccount",
    "read_credit_lists",
]

ACTIONS = ("evaluation", "credit_limit", "good_customer", "blacklist_entry")
"""What can be begun about an account, by entity."""


class CreditView(StrEnum):
    """The lists."""

    BAD = "bad"
    GOOD = "good"
    UNGRADED = "ungraded"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class CreditLine:
    """One account of a list.

    Attributes:
        account: What is known of it.
        use: Debt ÷ watch value; None without one.
        state: Of the debt against the watch value.
        lacks: "evaluation" and "limit", as far as they are missing.
        reasons: Why it is proposed as a bad customer.
        views: Lists that it stands in.
    """

    account: ListedAccount
    use: Decimal | None
    state: CreditState
    lacks: tuple[str, ...]
    reasons: tuple[str, ...]
    views: frozenset[CreditView]


@dataclass(frozen=True, slots=True)
class CreditLists:
    """All lists of this device.

    Attributes:
        lines: Accounts that stand in some list, who owes most first.
        counts: Accounts by list.
        coverage: Accounts with evaluation and limit ÷ accounts with dealings.
        graded: Accounts with evaluation and limit, of those with dealings.
        with_dealings: Accounts that bought within a year.
        writes: What of `ACTIONS` the user may begin.
    """

    lines: tuple[CreditLine, ...]
    counts: Mapping[CreditView, int]
    coverage: Value
    graded: int
    with_dealings: int
    writes: frozenset[str]


def read_credit_lists(workspace: Workspace) -> CreditLists:
    """Return the lists in two statements, whatever the number of accounts.

    Source: domain.md 2.4 (watch value), 3.32 (coverage), 4.13; R049, R063, R065.
    """
    today, now = workspace.today(), workspace.now_milliseconds()
    with workspace.store.snapshot() as look:
        accounts = list_credit_facts(look, today, now=now)
        user = Rights(look.connection, look.records).actor(workspace.user_id)
    lines = [line for account in accounts if (line := _line(account)).views]
    dealing = [one for one in accounts if one.facts.sold_minor > 0]
    graded = sum(not _lacks(one) for one in dealing)
    return CreditLists(
        lines=tuple(lines),
        counts=Counter(view for line in lines for view in line.views),
        coverage=grading_coverage(graded=graded, with_dealings=len(dealing)),
        graded=graded,
        with_dealings=len(dealing),
        writes=frozenset(entity for entity in ACTIONS if may_begin(user, entity)),
    )


def _lacks(account: ListedAccount) -> tuple[str, ...]:
    has_limit = account.is_unlimited or account.limit_minor is not None
    missing = (("evaluation", account.is_evaluated), ("limit", has_limit))
    return tuple(name for name, is_there in missing if not is_there)


def _line(account: ListedAccount) -> CreditLine:
    watch = account.watch_minor if account.is_unlimited else None
    lacks, reasons = _lacks(account), bad_reasons(account.facts)
    views = {
        CreditView.WATCH: account.is_unlimited,
        CreditView.UNGRADED: bool(lacks) and account.facts.sold_minor > 0,
        CreditView.BAD: bool(reasons),
        CreditView.GOOD: is_good(account.facts) or account.is_confirmed_good,
    }
    return CreditLine(
        account=account,
        use=ratio(account.owed_minor, watch) if watch else None,
        state=credit_state(account.owed_minor, watch),
        lacks=lacks,
        reasons=reasons,
        views=frozenset(view for view, applies in views.items() if applies),
    )
