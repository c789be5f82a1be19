"""Sets what the company decided in words: groups of labels, and whether to confide at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.accounts.company_words import LABEL_GROUPS, LabelGroup, check_groups, spell_groups
from app.domain.accounts.confidences import SETTING as CONFIDENCES
from app.domain.changes import ChangeSet
from app.store.reads.settings import read_setting_ids
from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class EarlierWords:
    """What held before, so that it can be put back."""

    name: str
    value: str


def set_label_groups(
    workspace: Workspace, groups: Sequence[LabelGroup]
) -> tuple[EarlierWords, ChangeSet]:
    """Set the labels that are offered for accounts, by industry.

    Raises:
        ValidationError: As `company_words.check_groups`.
        NotAllowedError: The user may not.

    Source: R013.
    """
    check_groups(groups)
    return _write(workspace, LABEL_GROUPS, spell_groups(groups), spell_groups(()))


def switch_confidences(workspace: Workspace, *, on: bool) -> tuple[EarlierWords, ChangeSet]:
    """Switch what is confided about contacts on or off for the whole company; purges nothing.

    Raises:
        NotAllowedError: The user may not.

    Source: R006.
    """
    return _write(workspace, CONFIDENCES, json.dumps("on" if on else "off"), json.dumps("on"))


def put_words_back(workspace: Workspace, earlier: EarlierWords) -> ChangeSet:
    """Set what held before.

    Raises:
        NotAllowedError: The user may not any more.
    """
    return _write(workspace, earlier.name, earlier.value, earlier.value)[1]


def _write(
    workspace: Workspace, name: str, value: str, first: str
) -> tuple[EarlierWords, ChangeSet]:
    fields = {
        "value": value,
        "valid_from_on": workspace.today().isoformat(),
        "changed_by": workspace.user_id,
        "changed_at": workspace.now_milliseconds(),
    }
    with workspace.store.unit_of_work() as work:
        ids = read_setting_ids(work, name)
        before = first
        if ids:
            before = str(work.need("setting", ids[-1]).fields["value"])
            work.edit("setting", ids[-1], fields, workspace.author)
        else:
            work.create("setting", {"name": name, **fields}, workspace.author)
        return EarlierWords(name, before), work.commit(workspace.author)
