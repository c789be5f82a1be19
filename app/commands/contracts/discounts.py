"""Sets who may grant which discount below the price list, by role and class of account."""

from __future__ import annotations

from collections.abc import Mapping

from app.commands.settings import SettingValue, write_setting
from app.domain.changes import ChangeSet
from app.domain.contracts.checks.discount_typing import SET_ROLES, read_row, spelled_matrix
from app.domain.contracts.checks.discounts import SETTING, check_matrix, read_authority
from app.domain.errors import NotAllowedError
from app.domain.policy_terms import Role
from app.store.reads.settings import list_settings
from app.workspace import Workspace

_DEFAULTS = "{}"
"""What a matrix leaves out keeps its default."""


def set_discounts(
    workspace: Workspace, role: Role, typed: Mapping[str, str], reason: str = ""
) -> tuple[SettingValue, ChangeSet]:
    """Set what a role may grant, as it was typed.

    Args:
        workspace: Who sets it, where and when.
        role: Whose authority it is.
        typed: Percents by class; `discounts.ALL_CLASSES` for all that are not named.
        reason: Why; may be blank.

    Raises:
        ValidationError: As `discount_typing.read_row` or `discount_typing.spelled_matrix`, with
            the `field` (the class).
        NotAllowedError: The user may not; or `discounts.fixed` for a role whose authority the
            company does not set.

    Source: domain.md 4.5 (prices inside policy).
    """
    if role not in SET_ROLES:
        raise NotAllowedError("discounts.fixed")
    row = read_row(typed)
    with workspace.store.unit_of_work() as work:
        held = read_authority(list_settings(work, SETTING), today=workspace.today())
        new = SettingValue(SETTING, spelled_matrix(held, role, row), reason)
        earlier = write_setting(workspace, work, new, default=_DEFAULTS)
        return earlier, work.commit(workspace.author)


def put_discounts_back(workspace: Workspace, earlier: SettingValue) -> ChangeSet:
    """Set what held before, in the name of who takes the change back.

    Raises:
        NotAllowedError: The user may not any more.
    """
    check_matrix(earlier.value)
    with workspace.store.unit_of_work() as work:
        write_setting(workspace, work, earlier, default=_DEFAULTS)
        return work.commit(workspace.author)
