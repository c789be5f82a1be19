"""The list of orders, and the catalogue with a product's sheet at the side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.queries.sales.catalogue import CatalogueLine
from app.queries.sales.orders import OrderSummary
from ui.delegates.row_table import RowTable
from ui.models.row_table_model import RowTableModel
from ui.screens.sales.columns import SalesCells
from ui.screens.sales.rows import ProductView
from ui.texts import _, p_
from ui.widgets.blocks import EmptyState, SectionHeading
from ui.widgets.choice_row import Segment
from ui.widgets.editors import LineEdit
from ui.widgets.layout import STRETCH, clear_layout, column, row
from ui.widgets.panes import ScrollColumn, SidePane
from ui.widgets.text import Text

_TYPING_PAUSE_MS = 80


class OrdersPane(QWidget):
    """Orders and returns by where they stand.

    Signals:
        group_chosen: "all", "open", "sent" or "done".
        order_opened: Id of an order.
        new_requested: The user wants to take one.
    """

    group_chosen = Signal(str)
    order_opened = Signal(str)
    new_requested = Signal()

    def __init__(self, cells: SalesCells) -> None:
        super().__init__()
        self.model: RowTableModel[OrderSummary] = RowTableModel(cells.orders(), self)
        self.table = RowTable(self.model, two_lines=True, name=_("Orders and returns"))
        self.groups = Segment(
            (
                ("all", p_("orders", "All")),
                ("open", p_("orders", "Drafts")),
                ("sent", p_("orders", "With the office")),
                ("done", p_("orders", "Decided")),
            )
        )
        self._empty = EmptyState(
            "package",
            _("No orders here"),
            _("Take one from the account's page or from here; it waits offline."),
            primary=_("New order"),
        )
        head = row(self.groups, STRETCH, margins=(24, 10, 20, 8))
        lists = column((self.table, 1), (self._empty, 1), gap=0, margins=(12, 0, 8, 8))
        self.setLayout(column(head, (lists, 1), gap=0))
        self._empty.hide()
        self.groups.chosen.connect(self.group_chosen)
        self.table.row_opened.connect(lambda order: self.order_opened.emit(order.id))
        self._empty.primary_button.clicked.connect(self.new_requested)

    def show_orders(self, orders: Sequence[OrderSummary]) -> None:
        """Show orders."""
        self.table.setVisible(bool(orders))
        self._empty.setVisible(not orders)
        self.model.refresh_rows(orders)


class ProductsPane(QWidget):
    """The catalogue.

    Signals:
        text_typed: What is looked for.
        product_chosen: A product of the list, None without one.
    """

    text_typed = Signal(str)
    product_chosen = Signal(object)

    def __init__(self, cells: SalesCells) -> None:
        super().__init__()
        self.model: RowTableModel[CatalogueLine] = RowTableModel(cells.products(), self)
        self.table = RowTable(self.model, two_lines=True, name=_("Products"))
        self.search = LineEdit(placeholder=_("Name, number, kind or size"), lead="search")
        self.search.setAccessibleName(_("Name, number, kind or size"))
        self.search.setFixedWidth(280)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self.sheet = SheetPane()
        head = row(self.search, STRETCH, margins=(24, 10, 20, 8))
        left = column(head, (column(self.table, margins=(12, 0, 8, 8)), 1), gap=0)
        self.setLayout(row((left, 1), self.sheet, gap=0))
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(lambda: self.text_typed.emit(self.search.text()))
        self.table.current_changed.connect(self.product_chosen)

    def show_products(self, products: Sequence[CatalogueLine]) -> None:
        """Show products; the first is chosen when none was."""
        self.model.refresh_rows(products)
        if products and not self.table.currentIndex().isValid():
            self.table.select_row(0)


class SheetPane(SidePane):
    """What a rep must be able to say about a product."""

    def __init__(self) -> None:
        self._name = Text("", "section", wrap=True)
        self._note = Text("", "dense", "text3", wrap=True)
        self._lines, self._prices = column(gap=4), column(gap=6)
        self._head = SectionHeading(_("Prices by version"))
        inner = column(
            self._name, self._note, 4, self._lines, 8, self._head, self._prices, STRETCH,
            gap=4, margins=(20, 16, 18, 12),
        )  # fmt: skip
        self._content = ScrollColumn(inner)
        super().__init__(column((self._content, 1), gap=0), wide=372, narrow=324)
        self._content.hide()

    def show_product(self, product: ProductView | None) -> None:
        """Show a product; None leaves the pane empty."""
        self._content.setVisible(product is not None)
        if product is None:
            return
        self._name.set_words(product.name)
        self._note.set_words(product.note)
        clear_layout(self._lines)
        for line in product.lines:
            self._lines.addWidget(Text(line.heading, "meta-m", "text3"))
            self._lines.addWidget(Text(line.words, "dense", wrap=True))
            self._lines.addSpacing(6)
        clear_layout(self._prices)
        for words, figure, is_valid in product.prices:
            role = "text" if is_valid else "text3"
            name = Text(words, "dense", role, elide=True)
            self._prices.addLayout(row((name, 1), Text(figure, "dense-m", role), gap=8))
        self._head.setVisible(bool(product.prices))
