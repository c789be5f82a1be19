"""Making, filling in and printing a contract with the real screens."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.queries.contracts.listing import find_contracts
from app.queries.contracts.page import read_contract
from ui.delegates.row_table import RowTable
from ui.models.row_table_model import RowTableModel
from ui.screens.contract.form.field_editors import ContractField
from ui.screens.contract.form.row_dialogs import ProductDialog
from ui.screens.contract.form.table_panel import TablePanel
from ui.screens.contract.new_dialog import NewContractDialog
from ui.screens.contract.paper.print_dialog import PrintDialog
from ui.screens.contract.rows import LineView
from ui.screens.contract.view import ContractPageView
from ui.texts import _
from ui.tour.driver import Driver, TourError
from ui.tour.people import Person
from ui.tour.record import Step

_TEMPLATES = ("购销合同", "Purchase and Sale Contract")
_WORDS = {
    "quality_standard": "GB 2719《食品安全国家标准 食醋》及产品标签明示的标准",
    "packing": "原厂纸箱，箱外贴批次标签",
}
_CHOICES = {
    "dispute": "court",
    "court_place": "signing",
    "transport": "supplier",
    "freight": "a",
    "invoice_type": "special",
    "pay_method": "prepaid",
}
_QUANTITIES = ("120", "60", "40")
_NEEDLESS = 8


class Contracting:
    """The rep writes a contract of sale at the customer's table."""

    def __init__(self, driver: Driver, rep: Person, pictures: Path) -> None:
        self._driver = driver
        self._rep = rep
        self._pictures = pictures
        self.contract_id = ""

    def begin(self, account_id: str, step: Step) -> None:
        """Choose the text; party data are copied."""
        driver = self._driver
        self._rep.desktop.navigator.new_contract(account_id)
        dialog = driver.dialog(self._rep.window, NewContractDialog)
        driver.wait(lambda: dialog.cards, "the texts to choose from")
        cards = [
            card
            for card in dialog.cards.values()
            if any(name in card.accessibleName() for name in _TEMPLATES)
        ]
        if not cards:
            raise TourError("the contract of sale is not offered")
        driver.click(cards[0])
        step.pictures.append(driver.shoot(self._rep.window, "contract-new"))
        driver.click(dialog.begin_button)
        driver.wait(self._page_is_open, "the page of the contract")
        driver.wait(lambda: self._page().findChildren(ContractField), "the form")
        self.contract_id = find_contracts(self._rep.workspace).ids[0]

    def fill_in(self, step: Step) -> None:
        """Take goods from the price list and answer what the text asks."""
        self._add_goods()
        for name, words in _WORDS.items():
            self._write(name, words)
        for name, key in _CHOICES.items():
            self._choose(name, key)
        page = self._page()
        self._driver.wait(lambda: page.paper.pages.page_count() > 0, "the preview")
        self._driver.settle(1500)
        step.pictures.append(self._driver.shoot(self._rep.window, "contract"))
        step.facts["pages"] = page.paper.pages.page_count()

    def print_to_file(self, step: Step) -> None:
        """Print the first copy for signing into a file; offline it gets its final number."""
        driver, page = self._driver, self._page()
        made = self._pictures / "printed.pdf"
        page.dialogs.choose_path = lambda _parent, _name: made
        driver.press(self._rep.window, _("Print…"))
        dialog = driver.dialog(self._rep.window, PrintDialog)
        if dialog.plan.is_draft:
            raise TourError(f"the contract is not free to sign: {dialog.plan.reasons}")
        driver.type_into(dialog.copies, "1")
        step.pictures.append(driver.shoot(self._rep.window, "contract-print"))
        driver.click(dialog.file_button)
        driver.wait(made.exists, "the file")
        driver.wait(lambda: page.dialogs.print is None, "the print record")
        step.facts["number"] = read_contract(self._rep.workspace, self.contract_id).number
        shutil.move(made, self._pictures / "contract.pdf")
        driver.settle()
        step.pictures.append(driver.shoot(self._rep.window, "contract-printed"))
        self._rep.desktop.navigator.go_back()
        self._rep.show("contracts")
        step.pictures.append(driver.shoot(self._rep.window, "contracts"))

    def _add_goods(self) -> None:
        driver, page = self._driver, self._page()
        table = page.findChild(TablePanel)
        if table is None:
            raise TourError("the contract has no table of goods")
        driver.press(table, _("Add products"))
        dialog = driver.dialog(self._rep.window, ProductDialog)
        driver.wait(lambda: dialog.model.rowCount() >= len(_QUANTITIES), "the price list")
        for place in range(len(_QUANTITIES)):
            index = dialog.model.index(place, 0)
            at = dialog.table.visualRect(index).center()
            QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        driver.click(dialog.take)
        driver.wait(lambda: len(_rows(table)) == len(_QUANTITIES), "the goods")
        for place, quantity in enumerate(_QUANTITIES):
            table.cell_typed.emit(_rows(table)[place].key, "qty", quantity)
            driver.settle(120)

    def _write(self, name: str, words: str) -> None:
        editor = self._field(name).editor
        if not isinstance(editor, QLineEdit):
            raise TourError(f"{name} is not a line of text")
        self._driver.type_into(editor, words)
        self._driver.leave(editor)

    def _choose(self, name: str, key: str) -> None:
        """Choose by keyboard, as somebody does who knows the form."""
        editor = self._field(name).editor
        if not isinstance(editor, QComboBox):
            raise TourError(f"{name} is not a choice")
        wanted = editor.findData(key)
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        for _press in range(_NEEDLESS):
            if editor.currentIndex() == wanted:
                return
            QTest.keyClick(editor, Qt.Key.Key_Down)
        raise TourError(f"{key} is not offered for {name}")

    def _field(self, name: str) -> ContractField:
        place = self._page().form.enter(name)
        self._driver.settle(60)
        for field in self._page().findChildren(ContractField):
            if field.spec.name == name:
                return field
        raise TourError(f"the form does not ask for {name}, {place!r}")

    def _page_is_open(self) -> bool:
        return isinstance(self._rep.desktop.window.current_screen(), ContractPageView)

    def _page(self) -> ContractPageView:
        page: QWidget | None = self._rep.desktop.window.current_screen()
        if not isinstance(page, ContractPageView):
            raise TourError("the page of the contract is not shown")
        return page


def _rows(table: TablePanel) -> list[LineView]:
    """Return the rows of goods as they are shown."""
    shown = table.findChild(RowTable)
    model = shown.model() if shown is not None else None
    if not isinstance(model, RowTableModel):
        return []
    rows = (model.row_at(place) for place in range(model.rowCount()))
    return [row for row in rows if isinstance(row, LineView)]
