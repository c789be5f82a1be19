"""The main window with the place of the records on it, on a real store."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication

from tests.support.account_forms import InlineRunner, Places
from ui.formats import Formats
from ui.frame.live_pages import LivePages
from ui.frame.main_window import MainWindow
from ui.frame.record_places import RecordPlaces
from ui.screens.context import ScreenContext
from ui.screens.records.build import build_record, build_records
from ui.texts import current_language
from ui.widgets.rail import RailItem


class RecordBuilders:
    """The part of the page builders that opens records."""

    def account_records(self, context, account_id, entity):
        return build_records(context, account_id, entity)

    def record(self, context, entity, record_id):
        return build_record(context, entity, record_id)

    def new_record(self, context, entity, given):
        return build_record(context, entity, given=given)


class RecordWalks(Places):
    """Really opens records, and remembers everything else."""

    def __init__(self, desk):
        super().__init__()
        self._desk = desk

    @property
    def records(self):
        return self._desk.places

    def go_back(self):
        self._desk.window.go_back()

    def show_refusal(self, words):
        self.went.append(("refusal", words))


class RecordsDesk:
    """A window with lists and pages of records, its store lane running inline."""

    def __init__(self, workspace, entity=""):
        self.workspace = workspace
        self.published = []
        self.window = MainWindow([RailItem("records", "folder-open", "Records")])
        self.live = LivePages(self.window.pages)
        self.walks = RecordWalks(self)
        self.context = ScreenContext(
            workspace=workspace,
            runner=InlineRunner(),
            publish=self.publish,
            navigation=self.walks,
            formats=Formats(current_language(), ZoneInfo("Asia/Shanghai")),
        )
        self.places = RecordPlaces(
            self.live, RecordBuilders(), lambda: self.context, self.show_place
        )
        self.window.show()
        self.show_place(entity)

    def publish(self, changes):
        self.published.append(changes)
        self.live.tell(changes)

    def show_place(self, entity=""):
        found = self.live.on_rail("records", lambda: build_records(self.context))
        self.window.show_screen("records", found.screen)
        if entity:
            found.screen.choose_kind(entity)
        found.presenter.load()
        QApplication.processEvents()

    @property
    def place(self):
        """The place of the records."""
        return self.live.on_rail("records", lambda: build_records(self.context)).screen

    @property
    def page(self):
        """What is looked at."""
        QApplication.processEvents()
        return self.window.current_screen()

    def records(self, entity):
        with self.workspace.store.snapshot() as look:
            ids = look.connection.exec_driver_sql(
                f'SELECT id FROM "{entity}" ORDER BY id'
            ).scalars()
            return [look.records.read(entity, each).fields for each in ids]
