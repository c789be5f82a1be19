"""Cards about money: plan against actual month by month, and how old debts are."""

from __future__ import annotations

from fractions import Fraction

from app.domain.analysis.figures import NotAvailable, Reason, share_of
from app.domain.analysis.periods import month_period
from app.domain.analysis.same_period import compare
from app.queries.figures.receivables import AgeingFigure
from app.queries.figures.year import MonthLine, YearFigure
from ui.formats import MISSING
from ui.models.cells import Name, Num
from ui.reason_texts import reason_sentence
from ui.screens.analysis.rows import BarsView, CardView, TableRow
from ui.screens.analysis.spelling import Spelling
from ui.texts import _


def year_card(found: YearFigure, spell: Spelling) -> CardView:
    """Return the months of the year against plan and last year."""
    months = found.months
    begun = [line for line in months if line.has_begun]
    running = next((n for n, line in enumerate(months) if line.is_running), None)
    has_plan = any(not line.progress.lacks_plan for line in months)
    amount = spell.decimal_money
    is_empty = not has_plan and not any(line.progress.actual or line.last_minor for line in months)
    return CardView(
        key="year",
        note=_("{year}, {unit}").format(
            year=months[0].month[:4],
            unit=_("in 10,000 yuan") if _is_chinese(spell) else _("in ¥ 1,000"),
        ),
        finding=_year_finding(begun, spell),
        rows=tuple(_month_row(line, spell) for line in months),
        explanation=spell.explain("year", _("Plan and actual"), found.basis),
        picture=BarsView(
            labels=tuple(_month_words(line, spell) for line in months),
            sold=tuple(amount(line.progress.actual) for line in begun),
            plan=tuple(amount(line.progress.planned or 0) for line in months) if has_plan else (),
            last=tuple(amount(line.last_minor or 0) for line in months)
            if any(line.last_minor for line in months)
            else (),
            running=running,
        ),
        empty=reason_sentence(Reason.NO_SALES) if is_empty else "",
    )


def _year_finding(begun: list[MonthLine], spell: Spelling) -> str:
    if not begun:
        return ""
    last = begun[-1]
    progress, month = last.progress, _month_words(last, spell)
    if isinstance(progress.completion, NotAvailable):
        return _("{month}: n/a, {reason}").format(
            month=month, reason=reason_sentence(progress.completion)
        )
    if not last.is_running:
        return _("{month} ended at {share} of its plan").format(
            month=month, share=spell.share(progress.completion, 0)
        )
    due = share_of(
        progress.planned_to_date if isinstance(progress.planned_to_date, Fraction) else 0,
        progress.planned or 0,
        reason=Reason.NO_PLAN,
    )
    return _("{month} is at {share}; by working days it should be {due}").format(
        month=month, share=spell.share(progress.completion, 0), due=spell.share(due, 0)
    )


def _month_row(line: MonthLine, spell: Spelling) -> TableRow:
    progress = line.progress
    change = compare(progress.actual if line.has_begun else None, line.last_minor).change
    planned = progress.planned
    return TableRow(
        (
            Name(_month_words(line, spell)),
            spell.money_cell(progress.actual) if line.has_begun else Num(MISSING),
            spell.share_cell(NotAvailable(Reason.NO_PLAN))
            if planned is None
            else spell.money_cell(planned),
            spell.share_cell(progress.completion) if line.has_begun else Num(MISSING),
            Num(MISSING) if line.last_minor is None else spell.money_cell(line.last_minor),
            _change_cell(line, change, spell),
        )
    )


def _change_cell(line: MonthLine, change: Fraction | NotAvailable, spell: Spelling) -> Num:
    if not line.has_begun or line.is_running:
        return Num(
            MISSING, exact=_("The month is not over: a whole month of last year is no match")
        )
    return spell.change_cell(change)


def _month_words(line: MonthLine, spell: Spelling) -> str:
    return spell.formats.month(month_period(line.month).first_on.month)


def _is_chinese(spell: Spelling) -> bool:
    return spell.formats.language == "zh_CN"


def ageing_card(found: AgeingFigure, spell: Spelling) -> CardView:
    """Return what is owed by days past due."""
    ages = found.ageing
    parts = (
        (_("not due"), ages.not_due_minor),
        (_("1 to 30 days late"), ages.days_1_to_30_minor),
        (_("31 to 60 days late"), ages.days_31_to_60_minor),
        (_("61 to 90 days late"), ages.days_61_to_90_minor),
        (_("more than 90 days late"), ages.over_90_minor),
    )
    shares = [share_of(minor, ages.total_minor, reason=Reason.NO_DATA) for _words, minor in parts]
    highest = max((share for share in shares if isinstance(share, Fraction)), default=Fraction(0))
    rows = tuple(
        TableRow((Name(words), spell.money_cell(minor), spell.bar_cell(share, highest)))
        for (words, minor), share in zip(parts, shares, strict=True)
    )
    finding = _("Nothing is late")
    if ages.overdue_minor > 0:
        finding = _("{amount} is late, the oldest for {days}").format(
            amount=spell.money(ages.overdue_minor), days=spell.formats.days(found.oldest_days)
        )
    return CardView(
        key="ageing",
        note=_("as of today"),
        finding=finding,
        rows=rows,
        explanation=spell.explain("ageing", _("Ageing of receivables"), found.basis),
        empty="" if ages.total_minor else _("Nobody owes anything."),
    )
