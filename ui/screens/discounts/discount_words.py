"""Spells the discount matrix: roles, percents by class, who set it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from app.domain.contracts.checks.discounts import ALL_CLASSES
from app.domain.policy_terms import Role
from app.queries.contracts.discounts import GRADES, DiscountPage, DiscountRow
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.screens.class_figures.form import ClassForm
from ui.screens.discounts.rows import DiscountLine, DiscountLook
from ui.texts import _, p_


class DiscountWords:
    """Speaks one language."""

    def __init__(self, formats: Formats, moment: Callable[[int], dt.datetime]) -> None:
        self._formats, self._moment = formats, moment

    def look(self, page: DiscountPage) -> DiscountLook:
        """Return the page."""
        refusal = _(
            "The group's marketing department and the system administrator set these figures."
        )
        everything = DiscountLine(
            role="",
            title=_role_name(Role.GROUP_MANAGEMENT),
            note=_("Approves every discount"),
            values=dict.fromkeys(GRADES, p_("discount", "any")),
            own=frozenset(),
        )
        return DiscountLook(
            columns=tuple((grade, _column(grade)) for grade in GRADES),
            lines=(*(_line(row) for row in page.rows), everything),
            changed=self._changed(page),
            refusal="" if page.may_write else refusal,
        )

    def form(self, row: DiscountRow, reason: str) -> ClassForm:
        """Return what is asked when a role's authority is set."""
        labels = [(ALL_CLASSES, _("All classes, % below the list"))]
        labels += [
            (grade, _("Only class {grade}").format(grade=grade))
            for grade in GRADES
            if grade != ALL_CLASSES
        ]
        return ClassForm(
            name=row.role.value,
            title=_("What {role} may grant").format(role=_role_name(row.role)),
            note=_(
                "Default {default}. From 0 to 100%; a higher role is never below a lower one"
            ).format(default=_percent(row.default)),
            fields=tuple(labels),
            values={grade: row.percents.get(grade, "") for grade in GRADES},
            default=row.default,
            reason=reason,
        )

    def _changed(self, page: DiscountPage) -> str:
        if not page.is_set:
            return ""
        who = page.changed_by or _("on the server")
        if page.changed_at is not None:
            day = self._formats.full_day(self._formats.local_day(self._moment(page.changed_at)))
            who = _("{who}, {day}").format(who=who, day=day)
        return _("Set by {who}").format(who=" · ".join(each for each in (who, page.reason) if each))


def _line(row: DiscountRow) -> DiscountLine:
    whole = row.percents[ALL_CLASSES]
    return DiscountLine(
        role=row.role.value,
        title=_role_name(row.role),
        note=_notes()[row.role],
        values={grade: _percent(row.percents.get(grade, whole)) for grade in GRADES},
        own=frozenset(
            grade for grade in row.percents if grade != ALL_CLASSES and row.percents[grade] != whole
        ),
    )


def _percent(value: str) -> str:
    return f"{value}%"


def _column(grade: str) -> str:
    return _("All classes") if grade == ALL_CLASSES else _("Class {grade}").format(grade=grade)


def _role_name(role: Role) -> str:
    return choice_label("user", "roles", role.value)


def _notes() -> Mapping[Role, str]:
    return {
        Role.REP: _("Prints for signing without review"),
        Role.SECTOR_HEAD: _("Approves contracts of the sector up to this"),
        Role.FINANCE: _("Approves beyond the head of the sector"),
    }
