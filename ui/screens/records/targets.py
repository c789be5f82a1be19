"""What a reference may point to, as (id, name): accounts by their search, others by their name."""

from __future__ import annotations

from app.queries.accounts.listing import AccountFilter, find_accounts, read_accounts
from app.queries.records.forms import MOST_TARGETS, find_targets
from app.workspace import Workspace


def find_choices(
    workspace: Workspace, target: str, text: str, account_id: str
) -> list[tuple[str, str]]:
    """Return records of a kind that fit a text.

    Args:
        workspace: Where to look.
        target: Their kind.
        text: As typed; accounts are found by pinyin and numbers as well.
        account_id: Only records under this account, where they stand under one.
    """
    if target != "account":
        return find_targets(workspace, target, text, account_id)
    listing = find_accounts(workspace, AccountFilter(today=workspace.today(), text=text))
    return [(each.id, each.name) for each in read_accounts(workspace, listing, 0, MOST_TARGETS)]
