"""The question what the company decided in words, and who looked at what was confided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.accounts.company_words import LabelGroup
from app.domain.policy import Action, may
from app.store.reads.accounts.company_words import LookRow, list_looks, read_label_groups
from app.store.reads.accounts.confidences import is_off
from app.store.rights import Rights
from app.workspace import Workspace

__all__ = ["CompanyPage", "LabelGroup", "LookRow", "read_company_page"]


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """Groups of labels, the switch, and the looks.

    Attributes:
        groups: Labels by industry.
        is_on: Whether something may be confided about contacts.
        may_write: Whether the user may set both.
        looks: Newest first.
        may_see_looks: Whether the user's post sees looks at all.
    """

    groups: tuple[LabelGroup, ...]
    is_on: bool
    may_write: bool
    looks: Sequence[LookRow]
    may_see_looks: bool


def read_company_page(workspace: Workspace) -> CompanyPage:
    """Return the page; without known roles the server judges.

    Source: R006, R013.
    """
    with workspace.store.snapshot() as look:
        groups = read_label_groups(look)
        off = is_off(look, workspace.today().isoformat())
        user = Rights(look.connection, look.records).actor(workspace.user_id)
        sees = user is None or may(user, Action.READ, "confidence_look")
        looks = list_looks(look) if sees else []
    may_write = user is None or may(user, Action.CREATE, "setting")
    return CompanyPage(groups, not off, may_write, looks, sees)
