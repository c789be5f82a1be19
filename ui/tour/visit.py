"""Logging a visit with the real form."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from ui.field_texts import choice_label, field_label
from ui.screens.visit.photo_tile import PhotoTile
from ui.screens.visit.photos_part import PhotosPart
from ui.screens.visit.stock_part import StockRow
from ui.screens.visit.view import VisitView
from ui.texts import _, p_
from ui.tour.driver import Driver, TourError
from ui.tour.people import Person
from ui.tour.record import Step
from ui.widgets.choice_card import ChoiceCard

_PHOTO = (1600, 1200)
_STOCK = ((12, 6), (0, 2), (5, 4))
"""Boxes in the warehouse and on the shelf, of the first products."""


class Visiting:
    """Fills in and finishes the visit form that is open."""

    def __init__(self, driver: Driver, rep: Person, workplace: Path) -> None:
        self._driver = driver
        self._rep = rep
        self._workplace = workplace
        self.words = (
            "堆头已上齐，店里希望周五前补货" if _is_chinese() else "Display is up, wants stock"
        )

    def fill_in(self, step: Step) -> None:
        """Tick, count, write, add a photo."""
        driver, view = self._driver, self._view()
        driver.wait(lambda: view.findChildren(ChoiceCard), "the contacts of the account")
        driver.settle(600)
        driver.click(view.findChildren(ChoiceCard)[0])
        for purpose in ("order", "stock_count", "relation"):
            self._tick(choice_label("visit_log", "purposes", purpose))
        self._count_stock()
        self._write(field_label("visit_log", "content"), self.words)
        self._tick(choice_label("visit_log", "findings", "competitor_promotion"))
        photos = view.findChild(PhotosPart)
        if photos is None:
            raise TourError("the form has no place for photos")
        photos.chosen.emit([_draw_photo(self._workplace / "shelf.png")])
        driver.wait(lambda: view.findChildren(PhotoTile), "the photo")
        step.pictures.append(driver.shoot(self._rep.window, "visit"))

    def finish(self, step: Step) -> None:
        """Check out."""
        driver, view = self._driver, self._view()
        driver.press(view, p_("visit", "Finish"))
        driver.wait(lambda: not _shows(self._rep, view), "the saved visit")
        driver.settle()
        step.pictures.append(driver.shoot(self._rep.window, "visit-saved"))
        self._rep.desktop.navigator.go_back()

    def _view(self) -> VisitView:
        self._driver.wait(
            lambda: isinstance(self._rep.desktop.window.current_screen(), VisitView), "the form"
        )
        view = self._rep.desktop.window.current_screen()
        if not isinstance(view, VisitView):
            raise TourError("the visit form is not shown")
        return view

    def _count_stock(self) -> None:
        """Type down the column, then down the next one, as with a list in hand."""
        rows = self._view().findChildren(StockRow)
        for box, figures in enumerate(zip(*_STOCK, strict=True)):
            for row, figure in zip(rows, figures, strict=False):
                self._driver.type_into(row.boxes[box], str(figure))

    def _tick(self, words: str) -> None:
        button = self._driver.find(self._view(), QAbstractButton, words)
        if not button.isChecked():
            self._driver.click(button)

    def _write(self, label: str, text: str) -> None:
        self._driver.type_into(self._driver.find(self._view(), QPlainTextEdit, label), text)


def _shows(rep: Person, view: VisitView) -> bool:
    return rep.desktop.window.current_screen() is view


def _is_chinese() -> bool:
    return _("Visits") != "Visits"


def _draw_photo(path: Path) -> Path:
    """Paint a shelf, so that the tour needs no picture of anybody's shop."""
    image = QImage(*_PHOTO, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ground = QLinearGradient(0, 0, 0, _PHOTO[1])
    ground.setColorAt(0, QColor("#EFE9DC"))
    ground.setColorAt(1, QColor("#CFC4AE"))
    painter.fillRect(image.rect(), ground)
    colours = ("#B4573F", "#5E7F4E", "#C6983C", "#5C6FA8", "#8A5A83")
    for shelf in range(3):
        bottom = 380 * (shelf + 1)
        for bottle in range(14):
            painter.fillRect(
                40 + bottle * 110, bottom - 240, 80, 230, QColor(colours[(bottle + shelf) % 5])
            )
        painter.fillRect(0, bottom, _PHOTO[0], 18, Qt.GlobalColor.darkGray)
    painter.end()
    image.save(str(path))
    return path
