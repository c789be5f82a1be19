"""Writes what the company sets for its own rules, and says what held before."""

from __future__ import annotations

from dataclasses import dataclass

from app.store.reads.settings import read_setting_ids
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

_SETTING = "setting"


@dataclass(frozen=True, slots=True)
class SettingValue:
    """A setting as it is to be, or as it was, so that it can be put back.

    Attributes:
        name: Of the setting.
        value: As JSON.
        reason: That was given for it; empty for none.
    """

    name: str
    value: str
    reason: str = ""


def write_setting(
    workspace: Workspace, work: UnitOfWork, new: SettingValue, *, default: str
) -> SettingValue:
    """Set something from today on, in the name of the user.

    Args:
        workspace: Who sets it, where and when.
        work: The transaction.
        new: What is set.
        default: As JSON, what holds where nobody has set it yet.

    Returns:
        What held before.

    Raises:
        NotAllowedError: The user may not.
    """
    fields = {
        "value": new.value,
        "valid_from_on": workspace.today().isoformat(),
        "changed_by": workspace.user_id,
        "changed_at": workspace.now_milliseconds(),
        "reason": new.reason.strip() or None,
    }
    ids = read_setting_ids(work, new.name)
    if not ids:
        work.create(_SETTING, {"name": new.name, **fields}, workspace.author)
        return SettingValue(new.name, default)
    before = work.need(_SETTING, ids[-1]).fields
    work.edit(_SETTING, ids[-1], fields, workspace.author)
    return SettingValue(new.name, str(before["value"]), str(before["reason"] or ""))
