"""Joins the sync centre's view and presenter."""

from __future__ import annotations

from ui.online.sync_control import SyncControl
from ui.screens.context import ScreenContext
from ui.screens.sync_centre.presenter import SyncCentrePresenter
from ui.screens.sync_centre.sign_in_desk import SignInDesk, SignsIn
from ui.screens.sync_centre.stick_desk import Stick
from ui.screens.sync_centre.view import SyncCentreView


def build_sync_centre(
    context: ScreenContext, sync: SyncControl, stick: Stick, line: SignsIn
) -> tuple[SyncCentreView, SyncCentrePresenter]:
    """Build the screen.

    Args:
        context: What presenters need.
        sync: When rounds run; it outlives the screen, so it is joined signal to signal, which Qt
            undoes with the screen.
        stick: Writes and reads files where there is no network.
        line: Signs in again where the server asks who this computer is.
    """
    view = SyncCentreView()
    entrance = SignInDesk(view.entrance, context, line)
    presenter = SyncCentrePresenter(view, context, sync.mood, stick, entrance)
    sync.mood_changed.connect(view.mood_seen)
    view.mood_seen.connect(presenter.on_mood)
    view.sync_requested.connect(presenter.sync_now)
    view.sign_in_requested.connect(presenter.ask_sign_in)
    view.entrance.given.connect(entrance.sign_in)
    view.tab_chosen.connect(presenter.show_tab)
    view.entry_chosen.connect(presenter.choose)
    view.picked.connect(presenter.pick)
    view.all_picked.connect(presenter.pick_all)
    view.save_requested.connect(presenter.save)
    view.postponed.connect(presenter.postpone)
    view.action_requested.connect(presenter.work.act)
    view.give_up_confirmed.connect(presenter.work.give_up)
    view.export_placed.connect(presenter.work.export)
    view.file_wanted.connect(presenter.stick.ask_place)
    view.file_placed.connect(presenter.stick.write)
    view.file_brought.connect(presenter.stick.read)
    view.held.list_requested.connect(presenter.held.list_records)
    view.held.removal_requested.connect(presenter.held.ask_removal)
    view.held.removal_confirmed.connect(presenter.held.remove)
    return view, presenter
