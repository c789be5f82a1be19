"""Cards about goods: cross ratio, structure, stock turnover."""

from __future__ import annotations

from fractions import Fraction

from app.domain.analysis.cross_ratio import CrossRatioLine
from app.domain.analysis.figures import NotAvailable, Value, available, descending, whole_minor
from app.domain.analysis.ranking import RankedProduct
from app.domain.money import to_major
from app.queries.figures.products import CrossRatioFigure
from app.queries.figures.ranking import RankingFigure
from app.queries.figures.turnover import TurnoverFigure, TurnoverLine
from ui.models.cells import Cell, Mark, Name, Num, TagCell, Tags
from ui.reason_texts import reason_sentence
from ui.screens.analysis.rows import CardView, TableRow
from ui.screens.analysis.spelling import Spelling
from ui.texts import _, n_

Names = dict[str, tuple[str, str]]


def product_name(names: Names, code: str, spell: Spelling) -> str:
    """Return what a product is called in the user's language; its code when it is not here."""
    name, english = names.get(code, ("", ""))
    if not code:
        return _("without a product")
    return (english if spell.formats.language == "en" else "") or name or code


def cross_card(found: CrossRatioFigure, names: Names, spell: Spelling) -> CardView:
    """Return cross ratio and contribution by product, the largest contribution first."""
    shares = {line.product: line.share for line in found.contributions.lines}
    ratios = available(line.ratio for line in found.lines)
    highest = max(ratios, default=Fraction(0))
    longest = max(available(shares.values()), default=Fraction(0))
    best = found.lines[0].factors.product if ratios and highest > 0 else ""
    ordered = sorted(
        found.lines,
        key=lambda line: (descending(shares[line.factors.product]), -line.factors.sales_minor),
    )

    def table_row(line: CrossRatioLine) -> TableRow:
        factors = line.factors
        return TableRow(
            (
                Name(product_name(names, factors.product, spell)),
                spell.money_cell(factors.sales_minor),
                spell.share_cell(factors.margin_rate),
                spell.number_cell(factors.turns),
                spell.heat_cell(line.ratio, highest),
                _profit_cell(factors.gross_profit_minor, spell),
                spell.bar_cell(shares[factors.product], longest),
                _advice(line, is_best=factors.product == best),
            )
        )

    finding = _cross_finding(found, names, best, spell)
    # A table of nothing but "n/a" says less than its reason: reps do not receive the cost.
    return CardView(
        key="cross",
        note=_("margin rate × turnover: the higher, the more the same stock earns"),
        finding=finding if ratios else "",
        rows=tuple(table_row(line) for line in ordered) if ratios else (),
        explanation=spell.explain("cross", _("Product cross ratio"), found.basis),
        empty="" if ratios else finding or _("No sales in this period"),
    )


def _cross_finding(found: CrossRatioFigure, names: Names, best: str, spell: Spelling) -> str:
    missing = [line.ratio for line in found.lines if isinstance(line.ratio, NotAvailable)]
    if best:
        words = _("{product} deserves to be pushed first").format(
            product=product_name(names, best, spell)
        )
        if not missing:
            return words
        count = n_(
            "{words}; {count} product is n/a", "{words}; {count} products are n/a", len(missing)
        )
        return count.format(words=words, count=len(missing))
    return (
        _("No product has a ratio: {reason}").format(reason=reason_sentence(missing[0]))
        if missing
        else ""
    )


def _profit_cell(profit: Value, spell: Spelling) -> Num:
    if isinstance(profit, NotAvailable):
        return spell.number_cell(profit)
    return spell.money_cell(int(profit))


def _advice(line: CrossRatioLine, *, is_best: bool) -> Cell:
    ratio = line.ratio
    if isinstance(ratio, NotAvailable):
        return reason_sentence(ratio)
    if ratio < 0:
        return Tags((TagCell(_("Loses money"), "bad", "octagon-alert"),))
    return Tags((TagCell(_("Push first"), "ok", "trending-up"),)) if is_best else ""


def structure_card(found: RankingFigure, spell: Spelling) -> CardView:
    """Return products by sales with cumulated share, change and average price."""
    highest = max(available(row.share for row in found.products), default=Fraction(0))
    running, rows, half = Fraction(0), [], 0
    for product in found.products:
        share = product.share if isinstance(product.share, Fraction) else Fraction(0)
        half += running < Fraction(1, 2)
        running += share
        whole = running if isinstance(product.share, Fraction) else product.share
        rows.append(_structure_row(found, product, whole, highest, spell))
    words = n_(
        "{count} product makes {share} of the sales",
        "{count} products make {share} of the sales",
        half,
    )
    top = sum(
        (r.share for r in found.products[:half] if isinstance(r.share, Fraction)), Fraction(0)
    )
    return CardView(
        key="structure",
        note=_("share, cumulated share, against last year"),
        finding=words.format(count=half, share=spell.share(top, 0)) if rows else "",
        rows=tuple(rows),
        explanation=spell.explain("structure", _("Product structure"), found.basis),
        empty="" if rows else _("No sales in this period"),
    )


def _structure_row(
    found: RankingFigure, product: RankedProduct, running: Value, highest: Fraction, spell: Spelling
) -> TableRow:
    change = product.comparison.change
    return TableRow(
        (
            Name(product_name(found.names, product.sales.product, spell)),
            spell.money_cell(product.sales.amount_minor),
            spell.bar_cell(product.share, highest),
            spell.share_cell(running),
            spell.change_cell(change),
            _price(product.average_price_minor, spell),
        )
    )


def _price(value: Value, spell: Spelling) -> Num:
    if isinstance(value, NotAvailable):
        return spell.number_cell(value)
    minor = whole_minor(value)
    return Num(spell.formats.money(minor), value=to_major(minor))


def turnover_card(found: TurnoverFigure, names: Names, spell: Spelling) -> CardView:
    """Return stock turnover by product over the accounts that were counted at both ends."""
    lines = sorted(found.lines.items(), key=lambda row: (descending(row[1].turn.turns), row[0]))
    slow = [code for code, line in lines if isinstance(line.turn.turns, Fraction)]
    reasons = [line.turn.turns for _code, line in lines]
    finding = ""
    if reasons and isinstance(reasons[0], NotAvailable):  # the last in order, so nobody has one
        finding = _("n/a: {reason}").format(reason=reason_sentence(reasons[0]))
    if slow:
        finding = _("{product} stands longest in the accounts' stores").format(
            product=product_name(names, slow[-1], spell)
        )
    return CardView(
        key="turnover",
        note=_("turns in the period, from counts and deliveries"),
        finding=finding,
        rows=tuple(
            _turnover_row(product_name(names, code, spell), line, spell) for code, line in lines
        ),
        explanation=spell.explain("turnover", _("Stock turnover"), found.basis),
        empty="" if lines else _("No stock was counted near both ends of this period."),
    )


def _turnover_row(name: str, line: TurnoverLine, spell: Spelling) -> TableRow:
    turn = line.turn
    estimated = _("A count of another day stands in: estimated")
    marks = (Mark("info", "text3", estimated),) if turn.is_estimated else ()
    return TableRow(
        (
            Name(name, marks=marks),
            spell.number_cell(turn.turns, 2),
            spell.number_cell(turn.days_left, 0),
            spell.number_cell(turn.average, 0),
            spell.count_cell(line.accounts),
            spell.count_cell(line.left_out),
        )
    )
