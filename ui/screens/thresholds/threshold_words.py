"""Spells thresholds: meaning, unit, limits, the company's value, and who set it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import groupby

from app.domain.warnings.threshold_cards import ALL, ThresholdCard, Unit
from app.queries.warnings.thresholds import GRADES, ThresholdPage, ThresholdRow
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.screens.class_figures.form import ClassForm
from ui.screens.thresholds.rows import ThresholdGroup, ThresholdLine
from ui.texts import _, p_


class ThresholdWords:
    """Speaks one language."""

    def __init__(self, formats: Formats, moment: Callable[[int], dt.datetime]) -> None:
        self._formats, self._moment = formats, moment

    def groups(self, page: ThresholdPage) -> tuple[ThresholdGroup, ...]:
        """Return the page, rule by rule."""
        return tuple(
            ThresholdGroup(_rule_title(rule), tuple(self._line(row) for row in rows))
            for rule, rows in groupby(page.rows, key=lambda row: row.card.rule)
        )

    def form(self, row: ThresholdRow) -> ClassForm:
        """Return what is asked when a threshold is set."""
        values = {ALL: row.values[ALL]}
        values |= {grade: row.values[grade] if grade in row.own else "" for grade in GRADES}
        labels = [(ALL, _("All classes"))]
        labels += [(grade, _("Only class {grade}").format(grade=grade)) for grade in GRADES]
        return ClassForm(
            name=row.card.name,
            title=_meanings()[row.card.field],
            note=self._note(row),
            fields=tuple(labels),
            values=values,
            default=row.default,
            reason=row.reason,
        )

    def _line(self, row: ThresholdRow) -> ThresholdLine:
        return ThresholdLine(
            name=row.card.name,
            title=_meanings()[row.card.field],
            note=self._note(row),
            value=self._value(row),
            changed=self._changed(row),
            is_set=row.is_set,
        )

    def _value(self, row: ThresholdRow) -> str:
        parts = [_with_unit(row.card, row.values[ALL])]
        parts += [
            _("class {grade}: {value}").format(
                grade=grade, value=_with_unit(row.card, row.values[grade])
            )
            for grade in GRADES
            if grade in row.own
        ]
        return p_("list", ", ").join(parts)

    def _note(self, row: ThresholdRow) -> str:
        card = row.card
        words = _("Default {default}; {least} to {most}")
        said = words.format(
            default=_with_unit(card, row.default),
            least=card.least,
            most=_with_unit(card, str(card.most)),
        )
        if card.unit is Unit.LEVELS:
            between = "，" if self._formats.language == "zh_CN" else "; "
            return between.join((_("Notice / warning / alarm"), said))
        return said

    def _changed(self, row: ThresholdRow) -> str:
        if not row.is_set:
            return ""
        who = row.changed_by or _("on the server")
        if row.changed_at is None:
            return who
        day = self._formats.full_day(self._formats.local_day(self._moment(row.changed_at)))
        return _("{who}, {day}").format(who=who, day=day)


def _with_unit(card: ThresholdCard, value: str) -> str:
    match card.unit:
        case Unit.PERCENT | Unit.SHARE:
            return f"{value}%"
        case Unit.DAYS:
            return _("{value} days").format(value=value)
        case Unit.LEVELS:
            return _("{value} days").format(value=value)
        case Unit.FACTOR:
            return _("{value} times").format(value=value)
        case Unit.COUNT:
            return value


def _rule_title(rule: object) -> str:
    return choice_label("warning", "rule", str(rule)) if rule else _("All warnings")


def _meanings() -> Mapping[str, str]:
    return {
        "near_percent": _("Share of the credit limit from which a debt is pre-warned"),
        "tolerance": _("Decline up to which it is only noticed"),
        "far": _("Decline beyond which it is an alarm"),
        "expense_climb": _("Tolerated climb over the mean of the three months before"),
        "at_risk_factor": _("So much later than its usual interval an account is at risk"),
        "lost_factor": _("So much later than its usual interval an account is lost"),
        "lost_days": _("Nobody is lost before so long without a purchase"),
        "incident_days": _("For so long an incident calls for attention"),
        "stock_days": _("A key account's stock should last for so long"),
        "stock_fresh_days": _("An older count of stock says nothing"),
        "complaints": _("So many complaints are too many"),
        "complaint_days": _("Within so long complaints and returns are counted"),
        "return_rate": _("Share of returned goods from which it is high"),
        "contract_days": _("So long before its end a contract is warned of"),
        "dealings_days": _("Whoever bought within so long needs a contract"),
        "idle_days": _("A prospect calls for an action every so often"),
        "react_days": _("A warning is to be dealt with within so long"),
        "escalate_days": _("An alarm nobody acknowledged goes one level up after so long"),
    }
