"""The dialogs that sign: one at a time, each forgotten when it closes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.returned.certificate_dialog import CertificateDialog
from ui.screens.returned.pen_dialog import PenDialog
from ui.screens.returned.rows import PenForm
from ui.widgets.pdf_pages import RunTask


class SigningDialogs(QObject):
    """Opens dialogs and tells what was answered.

    Args:
        page: The page they belong to.
        run: The work lane, where pages are drawn.

    Signals:
        pen_began: The first stroke touched the pad.
        pen_signed: Name, drawing, device, page.
        certificate_given: Path and password.
    """

    pen_began = Signal()
    pen_signed = Signal(str, object, str, int)
    certificate_given = Signal(object, str)

    def __init__(self, page: QWidget, run: RunTask) -> None:
        super().__init__(page)
        self._page, self._run = page, run
        self.pen: PenDialog | None = None
        self.certificate: CertificateDialog | None = None

    def open_pen(self, form: PenForm) -> None:
        """Show pages and pad."""
        self.pen = PenDialog(self._page, form, self._run)
        self.pen.began.connect(self.pen_began)
        self.pen.signed.connect(self.pen_signed)
        self.pen.finished.connect(self._forget)
        self.pen.open()

    def open_certificate(self) -> None:
        """Ask for a certificate."""
        self.certificate = CertificateDialog(self._page)
        self.certificate.given.connect(self.certificate_given)
        self.certificate.finished.connect(self._forget)
        self.certificate.open()

    def show_error(self, words: str) -> None:
        """Say why it was not signed."""
        for dialog in (self.pen, self.certificate):
            if dialog is not None:
                dialog.show_error(words)

    def close(self) -> None:
        """Take the open dialog away."""
        for dialog in (self.pen, self.certificate):
            if dialog is not None:
                dialog.accept()

    def _forget(self) -> None:
        self.pen = self.certificate = None
