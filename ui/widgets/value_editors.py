"""Entry boxes for money and numbers that understand shortcuts such as 1.2万."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent

from ui.typed_values import check_places, typed_money, typed_number
from ui.typed_words import number_words
from ui.widgets.read_edit import ReadEdit

_CENT = Decimal(100)


class _ValueEdit(ReadEdit):
    """A right-aligned line that is read when the focus leaves it or Enter is pressed."""

    def __init__(self, *, placeholder: str = "", trail: str = "") -> None:
        super().__init__(placeholder=placeholder, trail=trail)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by keyboard, the next figure replaces the old one."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()


class MoneyEdit(_ValueEdit):
    """An amount in minor units (分); None when empty."""

    minor_changed = Signal(object)

    def __init__(self, minor: int | None = None) -> None:
        super().__init__(placeholder="0.00")
        self._minor: int | None = None
        self.set_minor(minor)

    def minor(self) -> int | None:
        """Return the amount last understood."""
        return self._minor

    def set_minor(self, minor: int | None) -> None:
        """Show an amount without telling."""
        self._minor = minor
        self.accept()
        self.setText("" if minor is None else f"{Decimal(minor) / _CENT:,.2f}")

    def read(self) -> None:
        """Understand the text and write it in full."""
        try:
            minor = typed_money(self.text())
        except ValueError as error:
            self.refuse(number_words(error))
            return
        changed = minor != self._minor
        self.set_minor(minor)
        if changed:
            self.minor_changed.emit(minor)


class NumberEdit(_ValueEdit):
    """A number with a fixed count of decimals; None when empty.

    Args:
        value: The number.
        places: Decimals shown and allowed.
        unit: Written behind the number.
    """

    number_changed = Signal(object)

    def __init__(self, value: Decimal | None = None, *, places: int = 0, unit: str = "") -> None:
        super().__init__()
        self._places, self._unit = places, unit
        self._number: Decimal | None = None
        self.set_number(value)

    def number(self) -> Decimal | None:
        """Return the number last understood."""
        return self._number

    def set_number(self, value: Decimal | None) -> None:
        """Show a number without telling."""
        self._number = value
        self.accept()
        self.setText("" if value is None else f"{value:,.{self._places}f}{self._unit}")

    def read(self) -> None:
        """Understand the text and write it with all its decimals."""
        try:
            value = typed_number(self.text().strip().removesuffix(self._unit or "\0"))
            check_places(value, self._places)
        except ValueError as error:
            self.refuse(number_words(error))
            return
        changed = value != self._number
        self.set_number(value)
        if changed:
            self.number_changed.emit(value)
