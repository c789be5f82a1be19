"""What the map shows of an account: its dot, its row, and which accounts a filter keeps. No Qt."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from app.queries.accounts.map import MapAccount, Precision
from ui.charts.map_clusters import DotState, MapDot, dot
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.models.cells import Mark, Name
from ui.texts import _

_ALARM, _WARNING = 3, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFilter:
    """Which accounts are shown.

    Attributes:
        classes: Only these classes; empty for all.
        statuses: Only these life-cycle statuses; empty for all.
        is_late: Only those that owe late.
        is_warned: Only those with an open warning.
        text: As typed; what it finds comes from the search of the account list.
        keys: Only these accounts: those of one place; None for all.
    """

    classes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    is_late: bool = False
    is_warned: bool = False
    text: str = ""
    keys: frozenset[str] | None = None


def keeps(wanted: MapFilter, account: MapAccount, found: Container[int] | None) -> bool:
    """Return whether an account is shown; `found` holds the rows that the typed text finds."""
    row = account.row
    return (
        (not wanted.classes or row.grade in wanted.classes)
        and (not wanted.statuses or row.status in wanted.statuses)
        and (not wanted.is_late or row.overdue_minor > 0)
        and (not wanted.is_warned or row.severity > 0)
        and (found is None or row.rowid in found)
    )


def state_of(account: MapAccount) -> DotState:
    """Return how an account is marked: by its gravest warning, and by money owed late."""
    row = account.row
    if row.severity >= _ALARM:
        return "alarm"
    return "late" if row.severity == _WARNING or row.overdue_minor > 0 else "plain"


def dot_of(account: MapAccount) -> MapDot | None:
    """Return the dot of an account; None when nobody knows where it is."""
    if account.place is None:
        return None
    return dot(
        account.row.id,
        account.row.name,
        grade=account.row.grade,
        state=state_of(account),
        is_rough=account.precision is not Precision.OWN,
        place=(account.place.latitude, account.place.longitude),
    )


def row_of(account: MapAccount, formats: Formats) -> Name:
    """Return the row of the list: name, class, where it is and how well that is known."""
    row = account.row
    where = "·".join(part for part in (row.city or row.province, precision_words(account)) if part)
    return Name(row.name, where, row.grade, tuple(_marks(account, formats)))


def precision_words(account: MapAccount) -> str:
    """Return how well a place is known; nothing when it is the account's own."""
    match account.precision:
        case Precision.OWN:
            return ""
        case Precision.CITY:
            return _("middle of the city")
        case Precision.PROVINCE:
            return _("middle of the province")
        case None:
            return _("place unknown")


def _marks(account: MapAccount, formats: Formats) -> list[Mark]:
    marks = []
    match account.row.severity:
        case 0:
            pass
        case grave if grave >= _ALARM:
            marks.append(Mark("octagon-alert", "bad", choice_label("warning", "severity", "alarm")))
        case grave:
            key = "warning" if grave == _WARNING else "notice"
            words = choice_label("warning", "severity", key)
            marks.append(Mark("triangle-alert", "warn", words))
    if account.row.overdue_minor > 0:
        money = formats.money_rounded(account.row.overdue_minor)
        marks.append(Mark("clock-alert", "bad", _("owed late {money}").format(money=money)))
    return marks
