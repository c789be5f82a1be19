"""Further figures, one line each: shares and rates with the counts they came from."""

from __future__ import annotations

from app.domain.analysis.figures import NotAvailable, Value
from app.domain.analysis.periods import Basis
from app.queries.figures.classes import ClassesFigure
from app.queries.figures.outlook import OutlookFigure
from app.queries.figures.ranking import RankingFigure
from app.queries.figures.retention import RetentionFigure
from app.queries.figures.service import WorkFigure
from ui.screens.analysis.goods_cards import product_name
from ui.screens.analysis.rows import FigureView
from ui.screens.analysis.spelling import Spelling
from ui.texts import _, n_

_NAMED = 3
_Told = tuple[str, str, Value, str]
"""Key, label, value, and the counts in words."""


def class_figures(found: ClassesFigure, spell: Spelling) -> tuple[FigureView, ...]:
    """Return the Pareto check."""
    check, count = found.pareto, spell.formats.count
    words = n_(
        "{count} account; usual: 60–80%",
        "{count} accounts; usual: 60–80%",
        len(check.candidates),
    ).format(count=count(len(check.candidates)))
    told = ("pareto", _("Share of the largest 20%"), check.share, words)
    return _spelled((told,), found.abc.basis, spell)


def outlook_figures(found: OutlookFigure, spell: Spelling) -> tuple[FigureView, ...]:
    """Return the repurchase rate."""
    days = [outlook.rhythm.purchases.days for outlook in found.loss.outlooks.values()]
    count = spell.formats.count
    words = _("{again} of {all} buyers").format(
        again=count(sum(each > 1 for each in days)), all=count(sum(each > 0 for each in days))
    )
    told = ("repurchase", _("Repurchase rate"), found.repurchase, words)
    return _spelled((told,), found.loss.basis, spell)


def movement_figures(found: RetentionFigure, spell: Spelling) -> tuple[FigureView, ...]:
    """Return growth, new share and win-back."""
    rates, moved, count = found.retention, found.retention.movement, spell.formats.count
    told: tuple[_Told, ...] = (
        (
            "growth",
            _("Net growth of accounts"),
            rates.net_growth,
            _("{start} at the start, {end} at the end").format(
                start=count(moved.start), end=count(moved.end)
            ),
        ),
        (
            "new_share",
            _("Share of new accounts"),
            rates.new_share,
            _("{part} of {all}").format(part=count(moved.new), all=count(moved.end)),
        ),
        (
            "win_back",
            _("Won back"),
            rates.win_back,
            _("{part} of {all}").format(part=count(moved.returned), all=count(moved.lost_before)),
        ),
    )
    return _spelled(told, found.basis, spell)


def work_figures(found: WorkFigure, spell: Spelling) -> tuple[FigureView, ...]:
    """Return payments, visits, complaints and promises."""
    served, field, count = found.service.counts, found.field_work.counts, spell.formats.count
    of = _("{part} of {all}")
    told: tuple[_Told, ...] = (
        (
            "collection",
            _("Collection rate"),
            found.collection_rate,
            of.format(part=spell.money(found.paid_minor), all=spell.money(found.due_minor)),
        ),
        (
            "coverage",
            _("Accounts visited"),
            found.field_work.coverage,
            of.format(part=count(field.visited), all=count(field.accounts)),
        ),
        (
            "execution",
            _("Planned visits carried out"),
            found.field_work.execution,
            of.format(part=count(field.done), all=count(field.planned)),
        ),
        (
            "promises",
            _("Promises kept in time"),
            found.service.promise_keeping,
            of.format(part=count(served.promises_kept), all=count(served.promises_due)),
        ),
        (
            "founded",
            _("Complaints that were right"),
            found.service.founded_rate,
            of.format(part=count(served.founded), all=count(served.judged)),
        ),
    )
    words = n_("{count} complaint", "{count} complaints", served.complaints)
    rate = _figure(
        ("complaints", _("Complaints per 10,000 accounts"), found.service.per_ten_thousand,
         words.format(count=count(served.complaints))),
        found.basis, spell, figure=spell.number(found.service.per_ten_thousand, 1),
    )  # fmt: skip
    return (*_spelled(told, found.basis, spell), rate)


def product_figures(found: RankingFigure, spell: Spelling) -> tuple[FigureView, ...]:
    """Return the share of new products and the long-untraded ones."""
    words = _("launched within 12 months")
    told = ("new_products", _("Share of new products"), found.new_share, words)
    label = _("Untraded for 90 days")
    explanation = spell.explain("untraded", label, found.basis)
    names = spell.listed(
        product_name(found.names, row.sales.product, spell) for row in found.untraded[:_NAMED]
    )
    count = spell.formats.count(len(found.untraded))
    untraded = FigureView(
        "untraded", label, count, "", names or _("none"), "text3", "", explanation
    )
    return (*_spelled((told,), found.basis, spell), untraded)


def _spelled(told: tuple[_Told, ...], basis: Basis, spell: Spelling) -> tuple[FigureView, ...]:
    return tuple(_figure(line, basis, spell, figure=spell.share(line[2])) for line in told)


def _figure(line: _Told, basis: Basis, spell: Spelling, *, figure: str) -> FigureView:
    key, label, value, words = line
    explanation = spell.explain(key, label, basis)
    if isinstance(value, NotAvailable):
        return spell.not_available(key, label, value, explanation)
    return FigureView(key, label, figure, "", words, "text3", "", explanation)
