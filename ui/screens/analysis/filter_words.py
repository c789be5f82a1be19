"""What the filters of Analysis offer, in words."""

from __future__ import annotations

from app.domain.analysis.figure_filter import FigureFilter
from app.queries.figures.choices import FilterChoices
from ui.field_texts import choice_label
from ui.screens.analysis.rows import FilterView


def filter_views(
    choices: FilterChoices, only: FigureFilter, language: str
) -> tuple[FilterView, ...]:
    """Return each side with its values; an organisation's own words stay as they are.

    Args:
        choices: What there is.
        only: What holds.
        language: Of the user; sectors may have an English name.
    """
    sectors = tuple(
        (key, (english if language == "en" else "") or name)
        for key, name, english in choices.sectors
    )
    types = tuple((kind, choice_label("account", "type", kind)) for kind in choices.types)
    lines = tuple((line, line) for line in choices.lines)
    return (
        FilterView("sector_id", sectors, only.sector_id),
        FilterView("product_line", lines, only.product_line),
        FilterView("account_type", types, only.account_type),
        FilterView("owner_id", choices.people, only.owner_id),
    )
