"""The five key figures: sales, plan, margin, receivables, retention, each with its judgement."""

from __future__ import annotations

from dataclasses import replace

from app.domain.analysis.figures import NotAvailable, Reason, available, quotient, share_of
from app.domain.analysis.periods import month_of
from app.domain.analysis.spans import Stretch
from app.queries.figures.products import MarginFigure
from app.queries.figures.receivables import AgeingFigure
from app.queries.figures.retention import RetentionFigure
from app.queries.figures.sales import SamePeriodFigure
from app.queries.figures.year import YearFigure
from ui.reason_texts import reason_sentence
from ui.screens.analysis.rows import FigureView
from ui.screens.analysis.spelling import Spelling
from ui.texts import _, n_


def sales_figure(found: SamePeriodFigure, spell: Spelling) -> FigureView:
    """Return the sales and how they compare with the same days of last year."""
    label = _("Sales")
    explanation = spell.explain("sales", label, found.basis)
    comparison = found.comparison
    if comparison.amount_minor is None:
        none = NotAvailable(Reason.NO_SALES)
        return spell.not_available("sales", label, none, explanation)
    figure, unit = spell.split_money(comparison.amount_minor)
    change = comparison.change
    if isinstance(change, NotAvailable):
        note = _("n/a on last year: {reason}").format(reason=reason_sentence(change))
        return FigureView("sales", label, figure, unit, note, "text3", "info", explanation)
    note = _("{change} on last year").format(change=spell.change(change))
    role, icon = ("ok", "trending-up") if change >= 0 else ("warn", "trending-down")
    return FigureView("sales", label, figure, unit, note, role, icon, explanation)


def completion_figure(found: YearFigure, asked: Stretch, spell: Spelling) -> FigureView:
    """Return how much of the plan is done and how much should be; months without a plan are named.

    Args:
        found: The months of the year in which the period lies.
        asked: The period; its whole plan counts, also of what is still to come.
        spell: Writes values.
    """
    label = _("Plan completion")
    basis = replace(found.basis, period=asked.to_date)
    explanation = spell.explain("completion", label, basis)
    first, last = month_of(asked.whole.first_on), month_of(asked.whole.last_on)
    months = [line for line in found.months if first <= line.month <= last]
    planned = [line.progress for line in months if not line.progress.lacks_plan]
    target = sum(month.planned or 0 for month in planned)
    completion = quotient(sum(month.actual for month in planned), target, reason=Reason.NO_PLAN)
    due = quotient(
        sum(available(month.planned_to_date for month in planned)), target, reason=Reason.NO_PLAN
    )
    if isinstance(completion, NotAvailable) or isinstance(due, NotAvailable):
        none = NotAvailable(Reason.NO_PLAN)
        return spell.not_available("completion", label, none, explanation)
    note = _("should be {share} by now").format(share=spell.share(due))
    if unplanned := len(months) - len(planned):
        words = n_(
            "{note}; {count} month without plan", "{note}; {count} months without plan", unplanned
        )
        note = words.format(note=note, count=unplanned)
    role, icon = ("ok", "trending-up") if completion >= due else ("warn", "trending-down")
    figure = spell.share(completion).removesuffix("%")
    return FigureView("completion", label, figure, "%", note, role, icon, explanation)


def margin_figure(found: MarginFigure, before: MarginFigure, spell: Spelling) -> FigureView:
    """Return the margin rate and by how many points it moved."""
    label = _("Gross margin")
    explanation = spell.explain("margin", label, found.basis)
    rate = found.margins.total.rate
    if isinstance(rate, NotAvailable):
        return spell.not_available("margin", label, rate, explanation)
    figure = spell.share(rate).removesuffix("%")
    ago = before.margins.total.rate
    if isinstance(ago, NotAvailable):
        note, role, icon = _("last year is not known"), "text3", "info"
    elif rate >= ago:
        points = spell.points(rate - ago)
        note = _("{points} points up on last year").format(points=points)
        role, icon = "ok", "trending-up"
    else:
        points = spell.points(rate - ago)
        note = _("{points} points down on last year").format(points=points)
        role, icon = "warn", "trending-down"
    return FigureView("margin", label, figure, "%", note, role, icon, explanation)


def receivables_figure(found: AgeingFigure, spell: Spelling) -> FigureView:
    """Return what is owed and how much of it is late."""
    label = _("Receivables today")
    explanation = spell.explain("receivables", label, found.basis)
    ages = found.ageing
    figure, unit = spell.split_money(ages.total_minor)
    if ages.overdue_minor <= 0:
        note = _("Nothing is late")
        return FigureView(
            "receivables", label, figure, unit, note, "ok", "circle-check", explanation
        )
    late = share_of(ages.overdue_minor, ages.total_minor)
    note = _("{amount} overdue, {share}").format(
        amount=spell.money(ages.overdue_minor), share=spell.share(late)
    )
    return FigureView("receivables", label, figure, unit, note, "bad", "clock-alert", explanation)


def retention_figure(found: RetentionFigure, spell: Spelling) -> FigureView:
    """Return how many accounts stayed, with those who left and came."""
    label = _("Accounts kept")
    explanation = spell.explain("retention", label, found.basis)
    kept, movement = found.retention.retention, found.retention.movement
    if isinstance(kept, NotAvailable):
        return spell.not_available("retention", label, kept, explanation)
    figure = spell.share(kept).removesuffix("%")
    count = spell.formats.count
    note = _("{lost} lost, {new} new").format(
        lost=count(movement.start - movement.kept), new=count(movement.new)
    )
    return FigureView("retention", label, figure, "%", note, "text3", "users-round", explanation)
