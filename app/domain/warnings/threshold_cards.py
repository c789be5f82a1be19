"""What each threshold is: its rule, its unit and its limits, and how a person types it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from app.domain.accounts.company_words import NAMES as WORD_SETTINGS
from app.domain.accounts.company_words import check_words
from app.domain.contracts.checks.discounts import SETTING as DISCOUNTS
from app.domain.contracts.checks.discounts import check_matrix
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.warnings.rules import Rule
from app.domain.warnings.thresholds import (
    PREFIX,
    ByClass,
    Thresholds,
    check_setting,
    values_by_class,
)

ALL = "default"
"""Stands for every class that is not named."""

_HUNDRED = 100
_GAPS = re.compile(r"[\s,，、/;；]+")
_SIGNS = str.maketrans("", "", "%％天")


class Unit(StrEnum):
    """What a threshold counts."""

    PERCENT = "percent"  # whole per cent
    SHARE = "share"  # kept as a share, typed and shown in per cent
    FACTOR = "factor"
    DAYS = "days"
    COUNT = "count"
    LEVELS = "levels"  # days for a notice, a warning and an alarm


@dataclass(frozen=True, slots=True)
class ThresholdCard:
    """One threshold.

    Attributes:
        field: Of `Thresholds`.
        rule: Which rule compares with it; None for all of them.
        unit: What it counts.
        least: Smallest value, as it is typed.
        most: Largest value, as it is typed.
    """

    field: str
    rule: Rule | None
    unit: Unit
    least: int
    most: int

    @property
    def name(self) -> str:
        """Name of its setting."""
        return PREFIX + self.field

    @property
    def default(self) -> object:
        """What holds where the company sets nothing."""
        return getattr(Thresholds(), self.field)


CARDS = (
    ThresholdCard("near_percent", Rule.ARREARS, Unit.PERCENT, 1, 100),
    ThresholdCard("tolerance", Rule.PROGRESS, Unit.SHARE, 0, 100),
    ThresholdCard("far", Rule.PROGRESS, Unit.SHARE, 0, 100),
    ThresholdCard("expense_climb", Rule.EXPENSE, Unit.SHARE, 0, 500),
    ThresholdCard("at_risk_factor", Rule.LOSS, Unit.FACTOR, 1, 20),
    ThresholdCard("lost_factor", Rule.LOSS, Unit.FACTOR, 1, 20),
    ThresholdCard("lost_days", Rule.LOSS, Unit.DAYS, 1, 730),
    ThresholdCard("incident_days", Rule.INCIDENT, Unit.DAYS, 1, 730),
    ThresholdCard("stock_days", Rule.STOCK, Unit.DAYS, 1, 365),
    ThresholdCard("stock_fresh_days", Rule.STOCK, Unit.DAYS, 1, 365),
    ThresholdCard("complaints", Rule.COMPLAINTS, Unit.COUNT, 1, 100),
    ThresholdCard("complaint_days", Rule.COMPLAINTS, Unit.DAYS, 1, 730),
    ThresholdCard("return_rate", Rule.COMPLAINTS, Unit.SHARE, 0, 100),
    ThresholdCard("contract_days", Rule.PAPERS, Unit.LEVELS, 0, 365),
    ThresholdCard("dealings_days", Rule.PAPERS, Unit.DAYS, 1, 730),
    ThresholdCard("idle_days", Rule.INACTIVITY, Unit.DAYS, 1, 365),
    ThresholdCard("react_days", None, Unit.LEVELS, 0, 365),
    ThresholdCard("escalate_days", None, Unit.DAYS, 0, 60),
)
"""In the order of the rules. Source: domain.md Appendix C for the defaults; the limits are our own:
beyond them a rule would warn of everybody or of nobody. R143."""

_BY_NAME = {card.name: card for card in CARDS}


def card_named(name: str) -> ThresholdCard:
    """Return the card of a setting.

    Raises:
        ValidationError: `setting.unknown`.
    """
    card = _BY_NAME.get(name)
    if card is None:
        raise ValidationError("setting.unknown", name=name)
    return card


def read_typed(card: ThresholdCard, text: str) -> object:
    """Return what a person typed as the setting's JSON holds it.

    Per cent are typed as such and kept as a share; levels are typed one behind the other.

    Raises:
        ValidationError: `setting.number`, or as `check_value`.
    """
    parts = [part for part in _GAPS.split(text.translate(_SIGNS).strip()) if part]
    try:
        numbers = [Decimal(part) for part in parts]
    except InvalidOperation as error:
        raise ValidationError("setting.number", name=card.name) from error
    wanted = len(levels) if isinstance(levels := card.default, tuple) else 1
    if len(numbers) != wanted or not all(number.is_finite() for number in numbers):
        raise ValidationError("setting.number", name=card.name)
    kept = [_kept(card, number) for number in numbers]
    value: object = kept if card.unit is Unit.LEVELS else kept[0]
    check_value(card, value)
    return value


def _kept(card: ThresholdCard, number: Decimal) -> int | str:
    match card.unit:
        case Unit.SHARE:
            return f"{(number / _HUNDRED).normalize():f}"
        case Unit.FACTOR:
            return f"{number.normalize():f}"
        case _:
            if number != number.to_integral_value():
                raise ValidationError("setting.number", name=card.name)
            return int(number)


def typed(card: ThresholdCard, value: object) -> str:
    """Return a value as a person types it."""
    if isinstance(value, tuple | list):
        return " / ".join(str(part) for part in value)
    number = Decimal(str(value)) * (_HUNDRED if card.unit is Unit.SHARE else 1)
    return f"{number.normalize():f}"


def check_value(card: ThresholdCard, value: object) -> None:
    """Refuse a value beyond the limits, and levels that do not fall.

    Raises:
        ValidationError: `setting.range` with `least` and `most`, or `setting.levels`.
    """
    parts = value if isinstance(value, tuple | list) else [value]
    shown = [Decimal(str(part)) * (_HUNDRED if card.unit is Unit.SHARE else 1) for part in parts]
    if any(not card.least <= number <= card.most for number in shown):
        raise ValidationError("setting.range", name=card.name, least=card.least, most=card.most)
    if shown != sorted(shown, reverse=True):
        raise ValidationError("setting.levels", name=card.name)


def check_threshold(name: str, value: str) -> None:
    """Refuse a setting that no rule knows, or whose value makes no sense for one of the classes.

    The matrix of discounts is no threshold, but stands among the same settings.

    Args:
        name: Of the setting.
        value: JSON, for all classes or by class.

    Raises:
        ValidationError: `setting.unknown`, `setting.value`, as `check_value`,
            `discounts.check_matrix` or `company_words.check_words`.
    """
    if name == DISCOUNTS:
        check_matrix(value)
        return
    if name in WORD_SETTINGS:
        check_words(name, value)
        return
    check_setting(name, value)
    card = card_named(name)
    for part in values_by_class(value).values():
        if part is not None:
            check_value(card, part)


def check_pairs(by_class: ByClass) -> None:
    """Refuse thresholds that contradict each other.

    Raises:
        ValidationError: `setting.pair.decline` or `setting.pair.loss`.
    """
    for levels in by_class.values():
        if levels.far < levels.tolerance:
            raise ValidationError("setting.pair.decline")
        if levels.lost_factor < levels.at_risk_factor:
            raise ValidationError("setting.pair.loss")


def check_setting_create(record: Mapping[str, object], *, user_id: str) -> None:
    """Refuse a new setting that is no threshold, or that does not say who made it.

    Raises:
        ValidationError: As `check_threshold`.
        NotAllowedError: `setting.fixed` with the `field`.
    """
    check_threshold(str(record.get("name")), str(record.get("value")))
    if record.get("changed_by") != user_id:
        raise NotAllowedError("setting.fixed", field="changed_by")


def check_setting_edit(
    before: Mapping[str, object], changed: Mapping[str, object], *, user_id: str
) -> None:
    """Refuse to rename a setting, to set what makes no sense, or to do it in another's name.

    Raises:
        ValidationError: As `check_threshold`.
        NotAllowedError: `setting.fixed` with the `field`.
    """
    if "name" in changed:
        raise NotAllowedError("setting.fixed", field="name")
    after = {**before, **changed}
    if after.get("changed_by") != user_id:
        raise NotAllowedError("setting.fixed", field="changed_by")
    check_threshold(str(after.get("name")), str(after.get("value")))


def spelled_by_class(values: Mapping[str, object]) -> str:
    """Return values by class as the setting's JSON; the same for all where none is named."""
    given = {grade: value for grade, value in values.items() if value is not None}
    whole: object = given[ALL] if given.keys() == {ALL} else given
    return json.dumps(whole, separators=(",", ":"), sort_keys=True)
