"""The card of the ABC classes: curve, finding, and the large accounts that buy less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from app.domain.analysis.abc import DEFAULT_LIMITS, AbcClass, AbcLine, Standing
from app.domain.analysis.figures import NotAvailable, Reason, Value, gap
from app.queries.figures.classes import ClassesFigure
from ui.formats import NOT_COMPUTABLE
from ui.models.cells import Cell, Name, Num
from ui.reason_texts import reason_sentence
from ui.screens.analysis.rows import CardView, CurveView, TableRow
from ui.screens.analysis.spelling import Spelling
from ui.texts import _, n_

_POINTS = 400
_HUNDRED = 100


def classes_card(found: ClassesFigure, spell: Spelling, shown: int) -> CardView:
    """Return the ABC curve, what it shows, and the large accounts that buy less."""
    title, analysis = _("ABC classes"), found.abc.analysis
    graded = [line for line in analysis.lines if line.grade is not None]
    lines = {line.account_id: line for line in analysis.lines}
    linked = tuple(_class_row(found, lines[name], spell) for name in found.falling)
    link = n_("Show this {count} account", "Show these {count} accounts", len(linked))
    return CardView(
        key="abc",
        note=_("by sales of the period; a local order"),
        finding=_classes_finding(graded, len(linked), spell, is_cautious=analysis.is_cautious),
        rows=tuple(_class_row(found, line, spell) for line in analysis.lines[:shown]),
        explanation=spell.explain("abc", title, found.abc.basis),
        picture=_curve(graded, spell) if graded else None,
        link=link.format(count=len(linked)) if linked else "",
        linked=linked,
        empty="" if graded else reason_sentence(Reason.NO_SALES),
    )


def _classes_finding(
    graded: Sequence[AbcLine], falling: int, spell: Spelling, *, is_cautious: bool
) -> str:
    heads = [line for line in graded if line.grade is AbcClass.A]
    if not heads:
        return ""
    share = spell.share(heads[-1].cumulative, 0)
    words = n_(
        "{count} account makes {share} of the sales",
        "{count} accounts make {share} of the sales",
        len(heads),
    ).format(count=spell.formats.count(len(heads)), share=share)
    if falling:
        more = n_(
            "{words}; {count} of them buys less lately",
            "{words}; {count} of them buy less lately",
            falling,
        )
        words = more.format(words=words, count=spell.formats.count(falling))
    if is_cautious:
        words = _("{words}. Few accounts: read with care").format(words=words)
    return words


def _curve(graded: Sequence[AbcLine], spell: Spelling) -> CurveView:
    count = len(graded)
    counts = Counter(line.grade for line in graded)
    step = max(1, count // _POINTS)
    marks = {*range(0, count, step), count - 1}
    points = [((n + 1) / count, _part(graded[n].cumulative)) for n in sorted(marks)]
    ends = (counts[AbcClass.A], counts[AbcClass.A] + counts[AbcClass.B])
    cuts = {(last / count, _part(graded[last - 1].cumulative)) for last in ends if last < count}
    names = [
        n_("{grade} {count} account", "{grade} {count} accounts", counts[grade]).format(
            grade=grade, count=spell.formats.count(counts[grade])
        )
        for grade in AbcClass
        if counts[grade]
    ]
    limits = (DEFAULT_LIMITS.a_percent / _HUNDRED, DEFAULT_LIMITS.b_percent / _HUNDRED)
    total = n_("{count} account", "{count} accounts", count)
    return CurveView(
        points=((0.0, 0.0), *points),
        cuts=tuple(sorted(cuts)),
        names=tuple(names),
        limits=limits,
        count=total.format(count=spell.formats.count(count)),
    )


def _class_row(found: ClassesFigure, line: AbcLine, spell: Spelling) -> TableRow:
    change = found.falling.get(line.account_id)
    expected = found.expected.get(line.account_id, NotAvailable(Reason.NO_EXPECTATION))
    lately: Cell = standing_words(line.standing)
    if change is not None:
        lately = Num(spell.share(change.change), role="warn")
    return TableRow(
        (
            Name(found.names.get(line.account_id, ""), grade=line.grade or ""),
            spell.money_cell(line.amount_minor),
            spell.share_cell(line.share),
            _gap_cell(gap(line.share, expected), spell),
            spell.share_cell(line.cumulative),
            line.grade or "",
            _profit_cell(found, line),
            lately,
        ),
        line.account_id,
    )


def _gap_cell(difference: Value, spell: Spelling) -> Num:
    """Return by how many points a share is above or below what is expected."""
    cell = spell.share_cell(difference)
    if isinstance(difference, NotAvailable):
        return cell
    sign = "+" if difference > 0 else "-" if difference < 0 else ""
    role = "warn" if difference < 0 else "text"
    return replace(cell, text=f"{sign}{spell.points(difference)}", role=role)


def _profit_cell(found: ClassesFigure, line: AbcLine) -> Num:
    """Return the class by profit; one that differs from that by sales is marked."""
    grade = found.profit_grades.get(line.account_id)
    if grade is None:
        return Num(NOT_COMPUTABLE, role="text3", exact=reason_sentence(Reason.COST_UNKNOWN))
    return Num(grade, role="text" if grade is line.grade else "warn", strong=grade != line.grade)


def standing_words(standing: Standing) -> str:
    """Return why an account has no class of its own; nothing for one that is graded."""
    match standing:
        case Standing.GRADED:
            return ""
        case Standing.NO_SALES:
            return _("no sales")
        case Standing.NEW:
            return _("new, not graded")
        case Standing.NOBODY_GRADED:
            return _("nobody is graded")


def _part(value: Value) -> float:
    return 0.0 if isinstance(value, NotAvailable) else float(value)
