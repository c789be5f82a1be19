"""The card of the value segments; for the house only, never for a customer's eyes."""

from __future__ import annotations

from fractions import Fraction

from app.domain.analysis.figures import Reason
from app.domain.analysis.value_segments import Segment, SegmentedAccount, model_mean
from app.queries.figures.segments import SegmentsFigure
from ui.field_texts import choice_label
from ui.models.cells import Name
from ui.reason_texts import reason_sentence
from ui.screens.analysis.rows import CardView, TableRow
from ui.screens.analysis.spelling import Spelling
from ui.texts import _, n_


def segments_card(found: SegmentsFigure, spell: Spelling) -> CardView:
    """Return how many accounts each segment holds and what they earn."""
    accounts = found.segmentation.accounts if found.segmentation else ()
    known = [row for row in accounts if row.segment is not None]
    groups = {segment: [row for row in known if row.segment is segment] for segment in Segment}
    most = max((len(group) for group in groups.values()), default=0)
    rows = tuple(
        TableRow(
            (
                Name(choice_label("account", "segment", segment)),
                spell.count_bar(len(group), most),
                spell.money_cell(round(_profit(group))),
                spell.number_cell(model_mean(group), 1),
            )
        )
        for segment, group in groups.items()
    ) if known else ()  # fmt: skip
    why = Reason.COST_UNKNOWN
    if accounts and not known:
        why = accounts[0].reason or Reason.NO_DATA
    return CardView(
        key="segments",
        note=_("by profit and potential, for the house only"),
        finding=_finding(len(known), len(accounts), spell) if known else "",
        rows=rows,
        explanation=spell.explain("segments", _("Value segments"), found.basis),
        empty="" if known else _("n/a: {reason}").format(reason=reason_sentence(why)),
    )


def _finding(known: int, everybody: int, spell: Spelling) -> str:
    count = spell.formats.count
    words = n_("{count} account is divided", "{count} accounts are divided", known)
    words = words.format(count=count(known))
    if everybody == known:
        return words
    more = _("{words}; of {rest} profit or potential is not known")
    return more.format(words=words, rest=count(everybody - known))


def _profit(group: list[SegmentedAccount]) -> Fraction:
    profits = (row.value.profit for row in group)
    return sum((each for each in profits if isinstance(each, Fraction)), Fraction(0))
