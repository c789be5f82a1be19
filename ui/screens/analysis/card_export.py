"""The rows of a card as a table of other programs."""

from __future__ import annotations

from collections.abc import Iterator

from app.commands.exchange.exports import ExportWish
from app.exchange.table_writing import ExportValue
from ui.models.cells import cell_value
from ui.screens.analysis.parts import CARD_PARTS, PARTS, Look
from ui.screens.analysis.rows import CardHeads, Explanation
from ui.screens.exporting.desk import ExportChoice
from ui.texts import _

FIGURES = "figures"
"""The single figures above and below the cards, as one table."""
_READS = {
    "ageing": ("receivable",),
    "turnover": ("stock_count", "sales_record"),
    **dict.fromkeys(("cross", "segments", "profit"), ("sales_record", "product_cost")),
    "year": ("sales_record", "sales_plan"),
    "product_plan": ("sales_record", "sales_plan"),
    "risk": ("credit_investigation",),
    "reach": ("sales_record", "distribution_plan"),
    "quality": ("contact",),
    FIGURES: ("sales_record", "receivable", "visit_log"),
    "people": ("sales_record", "visit_log"),
}


def card_wish(look: Look, key: str, choice: ExportChoice, heads: CardHeads) -> ExportWish:
    """Return what is written of a card: all its rows, read only when they are written.

    Period, filter and data date stand in the last columns of every row, because a table is passed
    on without the screen that explained it.

    Args:
        look: Of all rows; see `Look.is_whole`.
        key: Which card.
        choice: Where to, and in which form.
        heads: Title and headings of the card.

    Source: domain.md 3.0 (every report states its period and data date); R131.
    """
    return ExportWish(
        path=choice.path,
        subject=f"figures.{key}",
        title=heads.title,
        headings=[*heads.headings, _("Period"), _("Only"), _("Data as of")],
        rows=_figures(look) if key == FIGURES else _rows(look, key),
        encoding=choice.encoding,
        reads=("account", *_READS.get(key, ("sales_record",))),
    )


def _figures(look: Look) -> Iterator[tuple[ExportValue, ...]]:
    """Yield every single figure as it is written, with the basis of its own."""
    for read in PARTS:
        part = read(look)
        for figure in (*part.figures, *part.more):
            basis = _basis(figure.explanation)
            yield (figure.label, f"{figure.figure}{figure.unit}", figure.note, *basis)


def _basis(explanation: Explanation) -> tuple[str, str, str]:
    told = dict(explanation.lines)
    return told[_("Period")], told.get(_("Only"), ""), told[_("Data as of")]


def _rows(look: Look, key: str) -> Iterator[tuple[ExportValue, ...]]:
    part = CARD_PARTS[key](look)
    card = next(card for card in part.cards if card.key == key)
    basis = _basis(card.explanation)
    for row in card.rows:
        yield (*(cell_value(cell) for cell in row.cells), *basis)
