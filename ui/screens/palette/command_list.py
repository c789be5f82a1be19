"""What can be run from anywhere, what is done most often first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from app.domain.policy import Action, Actor
from app.domain.policy_terms import sees_over_sectors
from ui.screens.context import Navigation
from ui.screens.palette.commands import Command, who_may
from ui.screens.palette.ports import Desk, Place
from ui.screens.palette.setting_commands import list_settings
from ui.texts import _

_DIGITS = 9


def list_commands(
    navigation: Navigation, desk: Desk, log_visit: Callable[[], None]
) -> tuple[Command, ...]:
    """Return every command.

    Args:
        navigation: Where commands lead.
        desk: What they do beyond that.
        log_visit: Lets the palette ask for the account of a visit.
    """
    return (
        *_records(navigation, log_visit),
        *_places(navigation, desk.places),
        *_kinds(navigation, desk.kinds),
        Command(
            key="lock",
            words=_("Lock Roadbook"),
            english="Lock Roadbook",
            icon="lock",
            run=desk.lock,
            note=_("drafts and unsent work stay"),
        ),
        *list_settings(navigation, desk),
    )


def _records(navigation: Navigation, log_visit: Callable[[], None]) -> Iterator[Command]:
    yield Command(
        key="log_visit", words=_("Log visit"), english="Log visit", icon="notebook-pen",
        run=log_visit, note=_("choose the account"), stays=True,
        asks=who_may(Action.CREATE, "visit_log"),
    )  # fmt: skip
    yield Command(
        key="sync", words=_("Sync now"), english="Sync now", icon="refresh-cw",
        run=navigation.sync_now, keys="F5",
    )  # fmt: skip
    yield Command(
        key="new_account", words=_("New account"), english="New account", icon="plus",
        run=navigation.new_account,
        asks=who_may(Action.CREATE, "account"),
    )  # fmt: skip
    yield Command(
        key="new_contract", words=_("New contract"), english="New contract", icon="file-pen-line",
        run=navigation.new_contract,
        asks=who_may(Action.CREATE, "contract"),
    )  # fmt: skip
    yield Command(
        key="import", words=_("Import a table"), english="Import a table", icon="download",
        run=lambda: navigation.open_page("import"), note="Excel, CSV",
    )  # fmt: skip
    yield Command(
        key="templates", words=_("Contract texts…"), english="Contract texts, templates",
        icon="file-text", run=lambda: navigation.open_page("templates"), kind="place",
        asks=who_may(Action.READ, "contract_template"),
    )  # fmt: skip
    yield Command(
        key="cleaning", words=_("Clean-up list"), english="Clean-up list", icon="list-checks",
        run=partial(navigation.show_screen, "cleaning"), kind="place",
    )  # fmt: skip
    yield Command(
        key="stock_watch", words=_("Stock watch"), english="Stock watch", icon="boxes",
        run=lambda: navigation.open_page("stock_watch"), kind="place",
        asks=who_may(Action.READ, "stock_count"),
    )  # fmt: skip
    yield Command(
        key="pairs", words=_("Possible duplicates"), english="Possible duplicates", icon="merge",
        run=lambda: navigation.open_page("pairs"), kind="place",
        asks=_sees_pairs,
    )  # fmt: skip
    yield Command(
        key="map", words=_("Map of the accounts"), english="Map of the accounts", icon="map-pin",
        run=partial(navigation.show_screen, "map"), kind="place",
    )  # fmt: skip
    yield Command(
        key="debts", words=_("Debts"), english="Debts", icon="banknote",
        run=partial(navigation.show_screen, "debts"), kind="place",
        asks=who_may(Action.READ, "receivable"),
    )  # fmt: skip
    yield Command(
        key="credit_lists", words=_("Credit lists"), english="Credit lists", icon="scale",
        run=partial(navigation.show_screen, "credit_lists"), kind="place",
        asks=who_may(Action.READ, "credit_limit"),
    )  # fmt: skip


def _sees_pairs(user: Actor | None) -> bool:
    return user is not None and sees_over_sectors(user.roles)


def _places(navigation: Navigation, places: tuple[Place, ...]) -> Iterator[Command]:
    for number, place in enumerate(places, start=1):
        yield Command(
            key=f"go:{place.key}",
            words=_("Go to {place}").format(place=place.words),
            english=f"Go to {place.key}",
            icon=place.icon,
            run=partial(navigation.show_screen, place.key),
            keys=f"Ctrl {number}" if number <= _DIGITS else "",
            kind="place",
        )


def _kinds(navigation: Navigation, kinds: tuple[Place, ...]) -> Iterator[Command]:
    for kind in kinds:
        yield Command(
            key=f"records:{kind.key}",
            words=_("Go to {place}").format(place=kind.words),
            english=f"Go to {kind.key.replace('_', ' ')}",
            icon=kind.icon,
            run=partial(navigation.records.open_list, kind.key),
            kind="place",
            asks=who_may(Action.READ, kind.key),
        )
