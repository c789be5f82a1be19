"""Writing down what was seen of a competitor, in the place of the records."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from app.queries.records.forms import RecordFilter, find_records, list_records
from ui.field_texts import field_label
from ui.screens.records.form_view import RecordFormPage
from ui.screens.records.view import RecordsView
from ui.texts import _
from ui.tour.driver import Driver, TourError
from ui.tour.people import Person
from ui.tour.record import Step

_KIND = "competitor_sighting"
_PRODUCT, _PRICE = "Harvest 1.5 l", "28.9"


class Sighting:
    """Goes from an account's file to a new record and back to the list of all of them."""

    def __init__(self, driver: Driver, rep: Person) -> None:
        self._driver, self._rep = driver, rep
        self.record_id = ""

    def write_down(self, account_id: str, step: Step) -> None:
        """Open the account's file, begin a record, fill it in and save it."""
        driver, navigator = self._driver, self._rep.desktop.navigator
        navigator.open_account(account_id)
        self._rep.window.activateWindow()  # a dialog of the step before may have been the last
        driver.settle()
        navigator.records.open_list(_KIND, account_id)
        driver.wait(lambda: self._lists().shown() is not None, "the list in the account's file")
        step.pictures.append(driver.shoot(self._rep.window, "account-records"))
        self._lists().new_requested.emit()
        driver.wait(lambda: driver.has(self._rep.window, QLineEdit, self._label("product")), "form")
        self._fill("product", _PRODUCT)
        driver.leave(self._fill("price_minor", _PRICE))
        step.pictures.append(driver.shoot(self._rep.window, "record-form"))
        driver.press(self._rep.window, _("Save"))
        driver.wait(lambda: not self._is_form(), "the saved record")
        self.record_id = self._newest()

    def look(self, step: Step) -> None:
        """See it among the records of all accounts."""
        driver = self._driver
        self._rep.desktop.navigator.records.open_list(_KIND)
        driver.wait(self._shows_a_row, _("Records"))
        step.pictures.append(driver.shoot(self._rep.window, "records"))

    def _shows_a_row(self) -> bool:
        shown = self._lists().shown()
        return shown is not None and shown.model.row_at(0) is not None

    def _fill(self, name: str, text: str) -> QLineEdit:
        editor = self._driver.find(self._rep.window, QLineEdit, self._label(name))
        self._driver.type_into(editor, text)
        return editor

    def _label(self, name: str) -> str:
        return field_label(_KIND, name)

    def _is_form(self) -> bool:
        return isinstance(self._rep.desktop.window.current_screen(), RecordFormPage)

    def _lists(self) -> RecordsView:
        screen = self._rep.desktop.window.current_screen()
        if not isinstance(screen, RecordsView):
            raise TourError("the records are not shown")
        return screen

    def _newest(self) -> str:
        workspace = self._rep.workspace
        listing = find_records(workspace, RecordFilter(entity=_KIND, text=_PRODUCT))
        rows = list_records(workspace, listing, ("product",), 0, 1)
        if not rows:
            raise TourError("what was seen was not kept")
        return rows[0].id
