"""The parts of a book in the order in which they arrive, and what is true about each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from app.domain.schema import ENTITIES
from ui.formats import Formats
from ui.texts import _, n_, p_

PartState = Literal["waiting", "arriving", "done"]

_ORDER: Final = tuple(ENTITIES)
_PARTS: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    ("products", "package", ("product", "price_list", "price")),
    ("accounts", "building-2", ("account", "contact")),
    ("visits", "notebook-pen", ("visit_plan", "visit_log", "stock_count", "commitment")),
    ("money", "wallet", ("collection", "receivable")),
    ("contracts", "file-text", ("contract_template", "contract", "attachment")),
    ("history", "chart-column", ("sales_plan", "sales_record")),
)
COUNTED: Final = tuple(name for _key, _icon, names in _PARTS for name in names)


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part as it is shown.

    Attributes:
        icon: Of the kind of record.
        title: What it is.
        note: How much of it is here.
        state: Waiting, arriving or done.
        state_words: The same in words.
    """

    icon: str
    title: str
    note: str
    state: PartState
    state_words: str


def furthest_of(touched: Collection[str]) -> int:
    """Return the place of the last kind of record that arrived; -1 for none.

    The server sends kind after kind in the order of the schema, so everything before that place
    is complete.

    Source: `sync` protocol, first sync; `app.domain.schema.ENTITIES`.
    """
    places = [_ORDER.index(name) for name in touched if name in ENTITIES]
    return max(places, default=-1)


def accounts_are_here(furthest: int) -> bool:
    """Return whether every account has arrived, so that work may begin."""
    return furthest > _ORDER.index("account")


def part_lines(
    counts: Mapping[str, int], furthest: int, *, done: bool, formats: Formats
) -> tuple[PartLine, ...]:
    """Return what is true about each part.

    Args:
        counts: Rows here, by entity.
        furthest: From `furthest_of`, over all that arrived.
        done: Everything is here.
        formats: Spells the counts.
    """
    lines = []
    for key, icon, names in _PARTS:
        state = "done" if done else _state(names, counts, furthest)
        note = _note(key, names, counts, formats)
        lines.append(PartLine(icon, _title(key), note, state, _words(state)))
    return tuple(lines)


def _state(names: tuple[str, ...], counts: Mapping[str, int], furthest: int) -> PartState:
    if furthest > _ORDER.index(names[-1]):
        return "done"
    return "arriving" if any(counts.get(name) for name in names) else "waiting"


def _words(state: PartState) -> str:
    match state:
        case "done":
            return p_("download", "Complete")
        case "arriving":
            return p_("download", "Arriving")
        case "waiting":
            return p_("download", "Waiting")


def _title(key: str) -> str:
    return {
        "products": _("Products and prices"),
        "accounts": _("Accounts and contacts"),
        "visits": _("Visits and plans"),
        "money": _("Debts and collections"),
        "contracts": _("Contracts and templates"),
        "history": _("Sales history"),
    }[key]


def _note(key: str, names: tuple[str, ...], counts: Mapping[str, int], formats: Formats) -> str:
    match key:
        case "accounts":
            return _account_note(counts, formats)
        case "products":
            count = counts.get("product", 0)
            words = n_("{count} product", "{count} products", count)
        case "contracts":
            count = counts.get("contract", 0)
            words = n_("{count} contract", "{count} contracts", count)
        case _:
            count = sum(counts.get(name, 0) for name in names)
            words = n_("{count} entry", "{count} entries", count)
    return _counted(words, count, formats)


def _account_note(counts: Mapping[str, int], formats: Formats) -> str:
    accounts, contacts = counts.get("account", 0), counts.get("contact", 0)
    both = (
        _counted(n_("{count} account", "{count} accounts", accounts), accounts, formats),
        _counted(n_("{count} contact", "{count} contacts", contacts), contacts, formats),
    )
    return _(", ").join(words for words in both if words)


def _counted(words: str, count: int, formats: Formats) -> str:
    return words.format(count=formats.count(count)) if count else ""
