"""Cards about how accounts buy: loss outlook, frequency, golden ones, RFM, types."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from app.domain.analysis.churn import BuyingState, LossOutlook
from app.domain.analysis.figures import NotAvailable, available
from app.domain.analysis.frequency import Rhythm
from app.domain.analysis.golden import Gold, GoldenLine
from app.domain.analysis.rfm import Rfm
from app.queries.figures.composition import CompositionFigure
from app.queries.figures.golden import GoldenFigure
from app.queries.figures.outlook import OutlookFigure
from app.queries.figures.rfm import RfmFigure
from ui.field_texts import choice_label
from ui.formats import MISSING
from ui.models.cells import Name, Num, TagCell, Tags
from ui.screens.analysis.rows import CardView, TableRow
from ui.screens.analysis.spelling import Spelling
from ui.texts import _, n_

_STEPS = (7, 14, 30, 60)


def loss_card(found: OutlookFigure, spell: Spelling, shown: int) -> CardView:
    """Return who is at risk, who is lost, and since when or until when."""
    at_risk, lost = len(found.at_risk), len(found.lost)
    risk = n_("{count} account at risk", "{count} accounts at risk", at_risk)
    gone = n_("{count} lost", "{count} lost", lost)
    finding = _("{risk}, {lost}").format(
        risk=risk.format(count=at_risk), lost=gone.format(count=lost)
    )
    listed = (*found.at_risk, *found.lost)[:shown]
    return CardView(
        key="loss",
        note=_("by their own rhythm, as of today"),
        finding=finding,
        rows=tuple(_loss_row(found, account_id, spell) for account_id in listed),
        explanation=spell.explain("loss", _("Loss outlook"), found.loss.basis),
        empty="" if listed else _("Nobody is at risk and nobody is lost."),
    )


def _loss_row(found: OutlookFigure, account_id: str, spell: Spelling) -> TableRow:
    outlook = found.loss.outlooks[account_id]
    is_lost = outlook.state is BuyingState.LOST
    tag = (
        TagCell(_("Lost"), "bad", "circle-x")
        if is_lost
        else TagCell(_("At risk"), "warn", "hourglass")
    )
    return TableRow(
        (
            Name(found.names.get(account_id, "")),
            Tags((tag,)),
            _interval(outlook.rhythm, spell),
            spell.number_cell(outlook.rhythm.days_since_last, 0),
            _lost_on(outlook, spell),
        ),
        account_id,
    )


def _interval(rhythm: Rhythm, spell: Spelling) -> Num:
    cell = spell.number_cell(rhythm.mean_interval, 0)
    if rhythm.is_group_interval:
        return Num(f"~{cell.text}", exact=_("of its type: it bought only once"))
    return cell


def _lost_on(outlook: LossOutlook, spell: Spelling) -> Num:
    if outlook.lost_on is None:
        return Num(MISSING)
    return Num(spell.formats.day(outlook.lost_on, today=outlook.rhythm.today))


def rhythm_card(found: OutlookFigure, spell: Spelling) -> CardView:
    """Return how many accounts buy how often."""
    counts: Counter[str] = Counter()
    for outlook in found.loss.outlooks.values():
        counts[_pace(outlook.rhythm)] += 1
    highest = max(counts.values(), default=1)
    rows = tuple(
        TableRow((Name(words), spell.count_bar(counts[key], highest))) for key, words in _paces()
    )
    repurchase = spell.share(found.repurchase)
    return CardView(
        key="rhythm",
        note=_("days between purchases, two years"),
        finding=_("{share} of the buyers bought again").format(share=repurchase),
        rows=rows,
        explanation=spell.explain("rhythm", _("Purchase frequency"), found.loss.basis),
        empty="" if counts else _("There are no accounts here"),
    )


def _pace(rhythm: Rhythm) -> str:
    if rhythm.purchases.days <= 1:
        return "never" if not rhythm.purchases.days else "once"
    interval = rhythm.mean_interval
    if isinstance(interval, NotAvailable):
        return "once"
    return next((str(step) for step in _STEPS if interval <= step), "more")


def _paces() -> tuple[tuple[str, str], ...]:
    return (
        ("7", _("up to 7 days")),
        ("14", _("8 to 14 days")),
        ("30", _("15 to 30 days")),
        ("60", _("31 to 60 days")),
        ("more", _("more than 60 days")),
        ("once", _("bought once")),
        ("never", _("never bought")),
    )


def golden_card(found: GoldenFigure, spell: Spelling, shown: int) -> CardView:
    """Return the largest accounts with how evenly they buy; golden ones first."""
    golden = sum(line.gold is Gold.GOLDEN for line in found.lines)
    words = n_(
        "{count} of the {all} largest accounts is golden",
        "{count} of the {all} largest accounts are golden",
        golden,
    )
    order = (Gold.GOLDEN, Gold.CANDIDATE, Gold.ORDINARY)
    lines = sorted(found.lines, key=lambda line: order.index(line.gold))[:shown]
    return CardView(
        key="golden",
        note=_("largest fifth, twelve closed months"),
        finding=words.format(
            count=spell.formats.count(golden), all=spell.formats.count(len(found.lines))
        ),
        rows=tuple(_golden_row(found, line, spell) for line in lines),
        explanation=spell.explain("golden", _("Golden customers"), found.basis),
        empty="" if lines else _("No sales in this period"),
    )


def _golden_row(found: GoldenFigure, line: GoldenLine, spell: Spelling) -> TableRow:
    stable = line.stability
    return TableRow(
        (
            Name(found.names.get(line.account_id, "")),
            spell.money_cell(stable.total_minor),
            spell.number_cell(stable.cv, 2),
            spell.count_cell(stable.months),
            Tags((_gold_tag(line.gold),)),
        ),
        line.account_id,
    )


def _gold_tag(gold: Gold) -> TagCell:
    match gold:
        case Gold.GOLDEN:
            return TagCell(_("Golden"), "ok", "crown")
        case Gold.CANDIDATE:
            return TagCell(_("Candidate"), "info", "hourglass")
        case Gold.ORDINARY:
            return TagCell(_("Uneven"), "quiet")


def rfm_card(found: RfmFigure, spell: Spelling, shown: int) -> CardView:
    """Return the best accounts by recency, frequency and money."""
    best = sum(row.recency + row.frequency + row.money == 15 for row in found.scores)  # noqa: PLR2004 - three fives
    words = n_("{count} account scores 5-5-5", "{count} accounts score 5-5-5", best)
    return CardView(
        key="rfm",
        note=_("the best first, twelve months"),
        finding=words.format(count=spell.formats.count(best)),
        rows=tuple(_rfm_row(found, row, spell) for row in found.scores[:shown]),
        explanation=spell.explain("rfm", _("RFM scores"), found.basis),
        empty="" if found.scores else _("There are no accounts here"),
    )


def _rfm_row(found: RfmFigure, row: Rfm, spell: Spelling) -> TableRow:
    since = row.facts.days_since_last
    return TableRow(
        (
            Name(found.names.get(row.facts.account_id, "")),
            Num(MISSING if since is None else spell.formats.count(since)),
            spell.count_cell(row.facts.purchases),
            spell.money_cell(row.facts.money_minor),
            Num("-".join(row.code), strong=True),
        ),
        row.facts.account_id,
    )


def composition_card(found: CompositionFigure, spell: Spelling) -> CardView:
    """Return sales and heads by account type."""
    lines = found.composition.lines
    highest = max(available(line.share for line in lines), default=Fraction(0))
    rows = tuple(
        TableRow(
            (
                Name(_type_words(line.account_type)),
                spell.count_cell(line.accounts),
                spell.money_cell(line.amount_minor),
                spell.bar_cell(line.share, highest),
            )
        )
        for line in lines
    )
    finding = ""
    if lines:
        finding = _("{type} make {share} of the sales").format(
            type=_type_words(lines[0].account_type), share=spell.share(lines[0].share)
        )
    return CardView(
        key="composition",
        note=_("sales by account type"),
        finding=finding,
        rows=rows,
        explanation=spell.explain("composition", _("Customer composition"), found.basis),
        empty="" if rows else _("No sales in this period"),
    )


def _type_words(kind: str) -> str:
    return choice_label("account", "type", kind) if kind else _("without a type")
