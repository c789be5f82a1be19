"""The accounts below an account in words. No Qt."""

from __future__ import annotations

from app.queries.accounts.dealer_tree import DealerTree, TreeAccount
from ui.field_texts import choice_label
from ui.formats import MISSING, Formats
from ui.screens.account.tree.rows import TreeLine, TreeView
from ui.texts import _, n_

_STEP = "　"


def tree_view(tree: DealerTree, formats: Formats) -> TreeView:
    """Return what the panel shows; nothing for an account that nobody stands below."""
    warning = _("This account is its own superior over some steps.") if tree.is_circular else ""
    if not tree.totals.accounts:
        return TreeView(0, (), warning)
    lines = tuple(_line(account, formats) for account in tree.accounts)
    return TreeView(tree.totals.accounts, (*lines, _sum(tree, formats)), warning)


def _line(account: TreeAccount, formats: Formats) -> TreeLine:
    return TreeLine(
        id=account.id,
        name=_STEP * account.level + account.name,
        note=_STEP * account.level + _note(account),
        sales=formats.money_rounded(account.sales_minor) if account.sales_minor else MISSING,
        owed=formats.money_rounded(account.owed_minor) if account.owed_minor else MISSING,
        late=_late(account.overdue_minor, formats),
        limit=_limit(account, formats),
    )


def _note(account: TreeAccount) -> str:
    tier = choice_label("account", "tier", account.tier) if account.tier else ""
    return " · ".join(part for part in (account.grade, tier) if part)


def _limit(account: TreeAccount, formats: Formats) -> str:
    if account.is_unlimited:
        return _("No limit")
    return formats.money_rounded(account.limit_minor) if account.limit_minor else MISSING


def _sum(tree: DealerTree, formats: Formats) -> TreeLine:
    totals = tree.totals
    note = ""
    if totals.without_limit:
        words = n_("{count} owes without a limit", "{count} owe without a limit",
                   totals.without_limit)  # fmt: skip
        note = words.format(count=totals.without_limit)
    return TreeLine(
        id="",
        name=_("All together"),
        note=note,
        sales=formats.money_rounded(totals.sales_minor),
        owed=formats.money_rounded(totals.owed_minor),
        late=_late(totals.overdue_minor, formats),
        limit=formats.money_rounded(totals.limit_minor),
    )


def _late(minor: int, formats: Formats) -> str:
    return _("late {money}").format(money=formats.money_rounded(minor)) if minor else ""
