"""The card of the customer files' quality, by sector and by person."""

from __future__ import annotations

from fractions import Fraction

from app.domain.accounts.cleaning import FileQuality, Problem
from app.domain.analysis.figures import NotAvailable, Reason, Value
from app.queries.figures.quality import QualityFigure, QualityPart
from ui.models.cells import Cell, Name
from ui.screens.analysis.rows import CardView, TableRow
from ui.screens.analysis.spelling import Spelling
from ui.texts import _

COUNTED = (
    *(Problem.INCOMPLETE, Problem.STALE, Problem.DUPLICATE, Problem.NO_CONTACT),
    *(Problem.UNOWNED, Problem.UNGRADED),
)


def quality_card(found: QualityFigure, spell: Spelling) -> CardView:
    """Return how complete the files are and what they lack; the target is all of them."""
    share = spell.share(_completeness(found.whole))
    rows = tuple(_row(part, spell) for part in found.parts)
    return CardView(
        key="quality",
        note=_("sectors, then persons, the least complete first"),
        finding=_("The files are {share} complete; the target is 100%").format(share=share)
        if rows
        else "",
        rows=rows,
        explanation=spell.explain("quality", _("Quality of the files"), found.basis),
        empty="" if rows else _("There are no accounts here"),
    )


def _completeness(quality: FileQuality) -> Value:
    if quality.completeness is None:
        return NotAvailable(Reason.NO_ACCOUNTS)
    return Fraction(quality.completeness)


def _row(part: QualityPart, spell: Spelling) -> TableRow:
    quality = part.quality
    cells: tuple[Cell, ...] = (
        Name(_words(part, spell)),
        spell.count_cell(quality.accounts),
        spell.bar_cell(_completeness(quality), Fraction(1)),
        *(spell.count_cell(quality.counts[problem]) for problem in COUNTED),
    )
    return TableRow(cells)


def _words(part: QualityPart, spell: Spelling) -> str:
    if part.name is None:
        return _("without a sector") if part.entity == "sector" else _("without a person")
    name = (part.english if spell.formats.language == "en" else "") or part.name
    if part.entity == "sector":
        return _("Sector: {name}").format(name=name)
    return name
