"""The form of a month's plan: by product in units, or one amount; schedule and support."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.sales.plans import PlanLine
from ui.formats import Formats
from ui.screens.orders.product_picker import ProductPicker
from ui.screens.orders.rows import ProductChoice
from ui.screens.sales.rows import PlanForm
from ui.screens.visit.stock_part import CountEdit
from ui.texts import _
from ui.widgets.buttons import IconButton
from ui.widgets.choice_row import Segment
from ui.widgets.dialog import Dialog
from ui.widgets.editors import TextArea
from ui.widgets.fields import Field
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.panes import ScrollColumn
from ui.widgets.text import Text
from ui.widgets.value_editors import MoneyEdit

_WIDTH = 620
_LIST_HEIGHT = 176


class PlanDialog(Dialog):
    """Targets of one dealer for one month.

    Signals:
        kept: Lines, "even" or "ten", and the support.
    """

    kept = Signal(list, str, str)

    def __init__(self, parent: QWidget, form: PlanForm, formats: Formats) -> None:
        super().__init__(parent, form.title, width=_WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._formats = formats
        self._products = {each.id: each for each in form.products}
        self._quantities = dict(form.quantities)
        self.boxes: dict[str, CountEdit] = {}
        self.whole = MoneyEdit(form.whole_minor)
        self.picker = ProductPicker()
        self.picker.set_products(
            [ProductChoice(each.id, each.words, "", each.spoken) for each in form.products]
        )
        self.schedule = Segment((("even", _("By working days")), ("ten", _("By ten-day periods"))))
        self.schedule.choose("ten" if form.is_scheduled else "even")
        self.support = TextArea(
            form.support, placeholder=_("People, vehicles, promotion…"), lines=2
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._total = Text("", "body-m")
        self._error = Text("", "dense", "bad", wrap=True)
        self._lay_out()
        self._connect()
        self._fill()
        self.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def lines(self) -> list[PlanLine]:
        """Return the targets: by product, or one for everything when none is named."""
        parts = [
            PlanLine(self._amount(product_id), product_id, quantity=quantity)
            for product_id, quantity in self._quantities.items()
        ]
        whole = self.whole.minor()
        return parts or ([PlanLine(whole)] if whole is not None else [])

    def show_error(self, words: str) -> None:
        """Say why the plan is not taken."""
        self._error.set_words(words)
        self._error.setVisible(bool(words))

    def _lay_out(self) -> None:
        rows = QWidget()
        rows.setLayout(column(self._grid, STRETCH, gap=0))
        scroll = ScrollColumn(column(rows, gap=0))
        scroll.setFixedHeight(_LIST_HEIGHT)
        self._whole = Field(_("One amount for everything, if no product is named"), self.whole)
        self.add_content(self.picker)
        self.add_content(scroll)
        self.add_content(self._whole)
        label = Text(_("Pace"), "meta-m", "text2")
        pace = QWidget()
        pace.setLayout(column(label, row(self.schedule, STRETCH), gap=5))
        self.add_content(pace)
        self.add_content(Field(_("Support"), self.support))
        self.add_content(self._total)
        self.add_content(self._error)
        self._error.hide()
        self.add_button(_("Cancel"))
        self.keep = self.add_button(_("Keep the plan"), "primary", closes=False)

    def _connect(self) -> None:
        self.picker.taken.connect(self._add)
        self.whole.minor_changed.connect(lambda _minor: self._show_total())
        self.keep.clicked.connect(self._keep)

    def _add(self, product_id: str) -> None:
        self._quantities.setdefault(product_id, 0)
        self._fill()
        box = self.boxes[product_id]
        box.show()  # a row just made is shown later, and what is hidden takes no focus
        box.setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, product_id: str) -> None:
        self._quantities.pop(product_id, None)
        self._fill()

    def _fill(self) -> None:
        clear_layout(self._grid)
        self.boxes = {}
        self._amounts: dict[str, Text] = {}
        for at, product_id in enumerate(self._quantities):
            self._add_row(at, product_id)
        self._whole.setEnabled(not self._quantities)
        self._show_total()

    def _add_row(self, at: int, product_id: str) -> None:
        product = self._products.get(product_id)
        box = CountEdit()
        box.show_number(self._quantities[product_id] or None)
        name = product.words if product else product_id
        box.setAccessibleName(name)
        box.textEdited.connect(lambda _text: self._count(product_id, box))
        box.moved.connect(lambda _step: self.picker.setFocus(Qt.FocusReason.TabFocusReason))
        remove = IconButton("x", _("Take this line out"), size=28)
        remove.clicked.connect(lambda: self._remove(product_id))
        amount = Text("", "dense", "text2", align=Qt.AlignmentFlag.AlignRight)
        for place, cell in enumerate((Text(name, "dense-m", elide=True), box, amount, remove)):
            self._grid.addWidget(cell, at, place)
        self.boxes[product_id], self._amounts[product_id] = box, amount

    def _count(self, product_id: str, box: CountEdit) -> None:
        self._quantities[product_id] = box.number() or 0
        self._show_total()

    def _show_total(self) -> None:
        for product_id, label in self._amounts.items():
            label.set_words(self._formats.money(self._amount(product_id)))
        total = sum(line.amount_minor for line in self.lines())
        self._total.set_words(_("Target {total}").format(total=self._formats.money(total)))
        self.show_error("")

    def _amount(self, product_id: str) -> int:
        product = self._products.get(product_id)
        return self._quantities[product_id] * (product.price_minor if product else 0)

    def _keep(self) -> None:
        self.whole.read()
        if not self.whole.is_misread():
            self.kept.emit(self.lines(), self.schedule.current(), self.support.toPlainText())
