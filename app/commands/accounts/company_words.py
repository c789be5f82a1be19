"""Sets what the company decided in words: groups of labels, and whether to confide at all."""

from __future__ import annotations

import json
from collections.abc import Sequence

from app.commands.settings import SettingValue, write_setting
from app.domain.accounts.company_words import LABEL_GROUPS, LabelGroup, check_groups, spell_groups
from app.domain.accounts.confidences import SETTING as CONFIDENCES
from app.domain.changes import ChangeSet
from app.workspace import Workspace


def set_label_groups(
    workspace: Workspace, groups: Sequence[LabelGroup]
) -> tuple[SettingValue, ChangeSet]:
    """Set the labels that are offered for accounts, by industry.

    Raises:
        ValidationError: As `company_words.check_groups`.
        NotAllowedError: The user may not.

    Source: R013.
    """
    check_groups(groups)
    new = SettingValue(LABEL_GROUPS, spell_groups(groups))
    return _write(workspace, new, spell_groups(()))


def switch_confidences(workspace: Workspace, *, on: bool) -> tuple[SettingValue, ChangeSet]:
    """Switch what is confided about contacts on or off for the whole company; purges nothing.

    Raises:
        NotAllowedError: The user may not.

    Source: R006.
    """
    new = SettingValue(CONFIDENCES, json.dumps("on" if on else "off"))
    return _write(workspace, new, json.dumps("on"))


def put_words_back(workspace: Workspace, earlier: SettingValue) -> ChangeSet:
    """Set what held before.

    Raises:
        NotAllowedError: The user may not any more.
    """
    return _write(workspace, earlier, earlier.value)[1]


def _write(workspace: Workspace, new: SettingValue, default: str) -> tuple[SettingValue, ChangeSet]:
    with workspace.store.unit_of_work() as work:
        earlier = write_setting(workspace, work, new, default=default)
        return earlier, work.commit(workspace.author)
