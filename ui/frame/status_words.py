"""Words of the window's frame: the rail, the person at its foot, the status bar."""

from __future__ import annotations

from app.queries.status import SyncStatus, Whoami
from app.store.errors import DamagedStoreError, ForeignStoreError, StoreFault
from ui.fault_watch import fault_passes
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.online.sync_control import SyncMood
from ui.texts import _, current_language, n_, sentence
from ui.widgets.rail import Person, RailItem
from ui.widgets.status_bar import StatusLine

_OF_THE_ACCOUNTS = ("map", "cleaning")


def rail_items() -> tuple[RailItem, ...]:
    """Return the places of this release; other modules join them later."""
    return (
        RailItem("today", "sun", _("Today")),
        RailItem("accounts", "building-2", _("Accounts")),
        RailItem("visits", "notebook-pen", _("Visits")),
        RailItem("contracts", "file-text", _("Contracts")),
        RailItem("sales", "target", _("Sales")),
        RailItem("warnings", "triangle-alert", _("Warnings")),
        RailItem("analysis", "chart-column", _("Analysis")),
        RailItem("records", "folder-open", _("Records")),
        RailItem("sync", "refresh-cw", _("Sync"), bottom=True),
        RailItem("settings", "settings", _("Settings"), bottom=True),
    )


def rail_place(key: str) -> str:
    """Return the place of the rail that a screen belongs to; its own for most."""
    return "accounts" if key in _OF_THE_ACCOUNTS else key


def rail_person(whoami: Whoami) -> Person:
    """Return who is signed in, with area and role."""
    role = choice_label("user", "roles", whoami.roles[0]) if whoami.roles else ""
    return Person(whoami.name, "·".join(part for part in (whoami.area, role) if part))


def fault_words(fault: StoreFault) -> str:
    """Return what the banner says while the device does not take what is written."""
    if fault_passes(fault) or not isinstance(fault, DamagedStoreError | ForeignStoreError):
        return sentence(fault)
    return _(
        "The data file is damaged. Press F5, so that what waits is sent. Then lock"
        " Roadbook and set this computer up again; the old file is kept, do not delete it."
    )


def loss_words(units: int) -> str:
    """Return what the banner says after another program deleted the log of the data file."""
    reason = _("Another program, perhaps a clean-up tool, deleted part of this computer's data.")
    if units == 0:
        what = _("Unfinished forms may be missing.")
    else:
        what = n_(
            "The {count} unit of work saved last is missing here.",
            "The {count} units of work saved last are missing here.",
            units,
        ).format(count=units)
    rest = _("What the server has comes back with the next sync; do the rest again.")
    between = "" if current_language() == "zh_CN" else " "
    return between.join((reason, what, rest))


def status_line(
    status: SyncStatus,
    mood: SyncMood,
    formats: Formats,
    as_of: str,
    *,
    fault: StoreFault | None = None,
) -> StatusLine:
    """Return what the status bar says."""
    return StatusLine(
        online=mood.is_reachable and status.last_sync_at is not None,
        waiting=status.to_send,
        conflicts=status.conflicts,
        refused=status.refused,
        as_of=as_of,
        accounts=status.accounts,
        activity=_activity(status, mood, formats),
        fault=_("Nothing can be saved") if fault is not None else "",
    )


def _activity(status: SyncStatus, mood: SyncMood, formats: Formats) -> str:
    progress = mood.progress
    if mood.state == "running" and progress is not None and progress.rows_remaining:
        rows = n_("{count} row to come", "{count} rows to come", progress.rows_remaining)
        return rows.format(count=formats.count(progress.rows_remaining))
    if status.cards_pending:
        words = n_("Preparing {count} account", "Preparing {count} accounts", status.cards_pending)
        return words.format(count=formats.count(status.cards_pending))
    return ""
