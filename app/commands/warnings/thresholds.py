"""Sets from where on a rule warns, for all classes of accounts or for each."""

from __future__ import annotations

from collections.abc import Mapping

from app.commands.settings import SettingValue, write_setting
from app.domain.changes import ChangeSet
from app.domain.errors import ValidationError
from app.domain.warnings.threshold_cards import (
    ALL,
    card_named,
    check_pairs,
    read_typed,
    spelled_by_class,
)
from app.domain.warnings.thresholds import PREFIX, read_thresholds
from app.store.reads.settings import list_settings
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace


def set_threshold(
    workspace: Workspace, name: str, typed: Mapping[str, str], reason: str = ""
) -> tuple[SettingValue, ChangeSet]:
    """Set a threshold as it was typed.

    Args:
        workspace: Who sets it, where and when.
        name: Of the setting, as `threshold_cards.CARDS` have it.
        typed: By class; `threshold_cards.ALL` for all that are not named. A class left blank is
            as all.
        reason: Why; may be blank.

    Raises:
        ValidationError: `setting.blank`, `setting.number`, `setting.range`, `setting.levels` with
            the `field` (the class), or as `threshold_cards.check_pairs`.
        NotAllowedError: The user may not.

    Source: domain.md 4.2, Appendix C; R143.
    """
    card = card_named(name)
    values = {grade: text for grade, text in typed.items() if text.strip()}
    if ALL not in values:
        raise ValidationError("setting.blank", field=ALL)
    read: dict[str, object] = {}
    for grade, text in values.items():
        try:
            read[grade] = read_typed(card, text)
        except ValidationError as error:
            raise ValidationError(error.code, **{**error.params, "field": grade}) from error
    with workspace.store.unit_of_work() as work:
        new = SettingValue(name, spelled_by_class(read), reason)
        earlier = _write(workspace, work, new)
        return earlier, work.commit(workspace.author)


def put_threshold_back(workspace: Workspace, earlier: SettingValue) -> ChangeSet:
    """Set what held before, in the name of who takes the change back.

    Raises:
        NotAllowedError: The user may not any more.
    """
    with workspace.store.unit_of_work() as work:
        _write(workspace, work, earlier)
        return work.commit(workspace.author)


def _write(workspace: Workspace, work: UnitOfWork, new: SettingValue) -> SettingValue:
    others = [one for one in list_settings(work, PREFIX) if one[0] != new.name]
    check_pairs(read_thresholds([*others, (new.name, new.value, None)], today=workspace.today()))
    return write_setting(workspace, work, new, default=_default_of(new.name))


def _default_of(name: str) -> str:
    default = card_named(name).default
    kept = list(default) if isinstance(default, tuple) else str(default)
    return spelled_by_class({ALL: default if isinstance(default, int) else kept})
