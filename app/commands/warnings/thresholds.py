"""Sets from where on a rule warns, for all classes of accounts or for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
from app.store.reads.settings import list_settings, read_setting_ids
from app.store.unit_of_work import UnitOfWork
from app.workspace import Workspace

_SETTING = "setting"


@dataclass(frozen=True, slots=True)
class EarlierThreshold:
    """What held before, so that it can be put back.

    Attributes:
        name: Of the setting.
        value: As JSON.
        reason: That was given for it.
    """

    name: str
    value: str
    reason: str = ""


def set_threshold(
    workspace: Workspace, name: str, typed: Mapping[str, str], reason: str = ""
) -> tuple[EarlierThreshold, ChangeSet]:
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
        earlier = _write(workspace, work, name, spelled_by_class(read), reason.strip())
        return earlier, work.commit(workspace.author)


def put_threshold_back(workspace: Workspace, earlier: EarlierThreshold) -> ChangeSet:
    """Set what held before, in the name of who takes the change back.

    Raises:
        NotAllowedError: The user may not any more.
    """
    with workspace.store.unit_of_work() as work:
        _write(workspace, work, earlier.name, earlier.value, earlier.reason)
        return work.commit(workspace.author)


def _write(
    workspace: Workspace, work: UnitOfWork, name: str, value: str, reason: str
) -> EarlierThreshold:
    today = workspace.today()
    others = [one for one in list_settings(work, PREFIX) if one[0] != name]
    check_pairs(read_thresholds([*others, (name, value, None)], today=today))
    fields = {
        "value": value,
        "valid_from_on": today.isoformat(),
        "changed_by": workspace.user_id,
        "changed_at": workspace.now_milliseconds(),
        "reason": reason or None,
    }
    ids = read_setting_ids(work, name)
    if not ids:
        work.create(_SETTING, {"name": name, **fields}, workspace.author)
        card = card_named(name)
        default = card.default
        kept = list(default) if isinstance(default, tuple) else str(default)
        plain = default if isinstance(default, int) else kept
        return EarlierThreshold(name, spelled_by_class({ALL: plain}))
    before = work.need(_SETTING, ids[-1]).fields
    work.edit(_SETTING, ids[-1], fields, workspace.author)
    return EarlierThreshold(name, str(before["value"]), str(before["reason"] or ""))
