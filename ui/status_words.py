"""Words of the window's frame: the rail, the person at its foot, the status bar."""

from __future__ import annotations

from app.queries.status import SyncStatus, Whoami
from ui.field_texts import choice_label
from ui.formats import Formats
from ui.sync_control import SyncMood
from ui.texts import _, n_
from ui.widgets.rail import Person, RailItem
from ui.widgets.status_bar import StatusLine


def rail_items() -> tuple[RailItem, ...]:
    """Return the places of this release; other modules join them later."""
    return (
        RailItem("today", "sun", _("Today")),
        RailItem("accounts", "building-2", _("Accounts")),
        RailItem("visits", "notebook-pen", _("Visits")),
        RailItem("contracts", "file-text", _("Contracts")),
        RailItem("sync", "refresh-cw", _("Sync"), bottom=True),
        RailItem("settings", "settings", _("Settings"), bottom=True),
    )


def rail_person(whoami: Whoami) -> Person:
    """Return who is signed in, with area and role."""
    role = choice_label("user", "roles", whoami.roles[0]) if whoami.roles else ""
    return Person(whoami.name, "·".join(part for part in (whoami.area, role) if part))


def status_line(status: SyncStatus, mood: SyncMood, formats: Formats, as_of: str) -> StatusLine:
    """Return what the status bar says."""
    return StatusLine(
        online=mood.is_reachable and status.last_sync_at is not None,
        waiting=status.to_send,
        conflicts=status.conflicts,
        refused=status.refused,
        as_of=as_of,
        accounts=status.accounts,
        activity=_activity(status, mood, formats),
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
