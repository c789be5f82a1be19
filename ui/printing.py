"""Prints papers on a real printer: which one, remembered for each kind of paper, page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from PySide6.QtCore import QObject, QRectF, QSettings, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from ui.pdf_pictures import draw_page_for_print
from ui.texts import _

# A page of 600 dots to the inch is 35 MB of grey; finer is not seen and does not fit old machines.
FINEST_RESOLUTION = 600
_FILE = ("Roadbook", "printers")


class RunTask(Protocol):
    """Runs a task on the work lane and brings its result to the main thread."""

    def __call__(
        self,
        task: Callable[[], QImage],
        done: Callable[[QImage], None],
        failed: Callable[[Exception], None] | None = None,
        owner: object | None = None,
    ) -> None:
        """Run it."""
        ...


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished file to be printed.

    Attributes:
        pdf: The file.
        pages: How many pages it has.
    """

    pdf: bytes
    pages: int


def choose_printer(parent: QWidget, kind: str, title: str, pages: int) -> QPrinter | None:
    """Let the user choose printer and pages; begins with the printer last used for this kind.

    Args:
        parent: The window.
        kind: Kind of paper, such as "contract".
        title: Name of the job in the printer's queue.
        pages: Pages of one copy.

    Returns:
        The printer, or None when the user thought better of it.
    """
    printer = _prepared(recall_choice(kind))
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Choose the printer"))
    option = QPrintDialog.PrintDialogOption
    dialog.setOption(option.PrintPageRange, on=True)
    dialog.setOption(option.PrintSelection, on=False)
    dialog.setOption(option.PrintCollateCopies, on=False)
    dialog.setMinMax(1, pages)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return None
    # Each copy is a file of its own with its own number: the printer must never multiply one.
    printer.setCopyCount(1)
    chosen = PrinterChoice(printer.printerName(), printer.duplex(), printer.paperSource())
    remember_choice(kind, chosen)
    return printer


@dataclass(frozen=True, slots=True)
class PrinterChoice:
    """How a kind of paper was printed last.

    Attributes:
        name: Of the printer; empty for the system's own choice.
        duplex: On one side or both.
        tray: Where the paper comes from.
    """

    name: str = ""
    duplex: QPrinter.DuplexMode = QPrinter.DuplexMode.DuplexNone
    tray: QPrinter.PaperSource = QPrinter.PaperSource.Auto


def recall_choice(kind: str, printer: str | None = None) -> PrinterChoice:
    """Return how a kind of paper was printed last: on any printer, or on a certain one."""
    settings = _settings()
    name = str(settings.value(f"{kind}/printer", "")) if printer is None else printer
    place = f"{kind}/{_key(name)}"
    # What was kept before sides were kept for each printer still counts.
    duplex = str(settings.value(f"{place}/duplex", settings.value(f"{kind}/duplex", "")))
    tray = str(settings.value(f"{place}/tray", ""))
    return PrinterChoice(
        name=name,
        duplex=QPrinter.DuplexMode.__members__.get(duplex, QPrinter.DuplexMode.DuplexNone),
        tray=QPrinter.PaperSource.__members__.get(tray, QPrinter.PaperSource.Auto),
    )


def remember_choice(kind: str, choice: PrinterChoice) -> None:
    """Keep how a kind of paper was printed, each printer by itself."""
    settings, place = _settings(), f"{kind}/{_key(choice.name)}"
    settings.setValue(f"{kind}/printer", choice.name)
    settings.setValue(f"{place}/duplex", choice.duplex.name)
    settings.setValue(f"{place}/tray", choice.tray.name)


def printer_words(kind: str) -> str:
    """Say before the system asks which printer, sides and tray are proposed, or that none is there.

    Args:
        kind: Kind of paper, such as "contract".
    """
    names, last = QPrinterInfo.availablePrinterNames(), recall_choice(kind)
    if not names:
        return _("No printer is set up on this computer. Save a PDF and print it elsewhere.")
    if last.name and last.name not in names:
        words = _("{printer}, used last, is not connected. The next window offers the others.")
        return words.format(printer=last.name)
    if not last.name:
        return _("The next window asks for the printer, sides and tray; they are remembered.")
    words = _("As last time: {printer}, {sides}, {tray}. The next window can change it.")
    return words.format(
        printer=last.name, sides=_sides_words(last.duplex), tray=_tray_words(last.tray)
    )


def _sides_words(duplex: QPrinter.DuplexMode) -> str:
    mode = QPrinter.DuplexMode
    return {
        mode.DuplexNone: _("on one side"),
        mode.DuplexLongSide: _("on both sides, turned at the long edge"),
        mode.DuplexShortSide: _("on both sides, turned at the short edge"),
    }.get(duplex, _("sides as the printer is set"))


def _tray_words(tray: QPrinter.PaperSource) -> str:
    source = QPrinter.PaperSource
    return {
        source.Auto: _("tray chosen by the printer"),
        source.Upper: _("upper tray"),
        source.Lower: _("lower tray"),
        source.Middle: _("middle tray"),
        source.Manual: _("fed by hand"),
        source.Cassette: _("paper cassette"),
        source.LargeCapacity: _("large tray"),
    }.get(tray, _("tray as last time"))


def _key(printer: str) -> str:
    """Return a printer's name as a key: a stroke in it would make a group of its own."""
    return quote(printer, safe="") or "-"


def _prepared(choice: PrinterChoice) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if choice.name:
        printer.setPrinterName(choice.name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDuplex(choice.duplex)
    if choice.tray is not QPrinter.PaperSource.Auto:
        printer.setPaperSource(choice.tray)
    return printer


def _settings() -> QSettings:
    # Printers belong to the machine, not to a profile.
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, *_FILE)


class PaperPrinter(QObject):
    """Sends papers to a printer, one page after the other, without blocking the window.

    Args:
        run: The work lane, where pages are drawn.

    Signals:
        went_on: Pages sent and pages in all.
        finished: Everything was handed to the printer.
        failed: Why the printer refused.
    """

    went_on = Signal(int, int)
    finished = Signal()
    failed = Signal(str)

    def __init__(self, run: RunTask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._painter = QPainter()
        self._printer: QPrinter | None = None
        self._waiting: list[tuple[bytes, int]] = []
        self._total = 0

    def start(self, printer: QPrinter, papers: Sequence[Paper]) -> None:
        """Print every paper once, only the pages that were chosen."""
        printer.setFullPage(True)
        printer.setResolution(min(printer.resolution(), FINEST_RESOLUTION))
        self._printer = printer
        self._waiting = [
            (paper.pdf, number) for paper in papers for number in _chosen(printer, paper.pages)
        ]
        self._total = len(self._waiting)
        if not self._waiting:
            self.failed.emit(_("The chosen pages do not exist."))
            return
        if not self._painter.begin(printer):
            self.failed.emit(_("The printer does not answer. Choose another one or save a PDF."))
            return
        self._draw_next(printer.resolution())

    def _draw_next(self, resolution: int) -> None:
        pdf, number = self._waiting[0]
        self._run(
            lambda: draw_page_for_print(pdf, number, resolution), self._send, self._refuse, self
        )

    def _send(self, picture: QImage) -> None:
        printer = self._printer
        if printer is None:
            return
        self._painter.drawImage(_place(picture, QRectF(self._painter.viewport())), picture)
        self._waiting.pop(0)
        self.went_on.emit(self._total - len(self._waiting), self._total)
        if self._waiting:
            if printer.newPage():
                self._draw_next(printer.resolution())
            else:
                self._stop()
        elif self._painter.end() and printer.printerState() != QPrinter.PrinterState.Error:
            self._printer = None
            self.finished.emit()
        else:
            self._stop()

    def _stop(self) -> None:
        if self._printer is not None:
            self._printer.abort()
        self._printer = None
        self._waiting = []
        if self._painter.isActive():
            self._painter.end()
        self.failed.emit(_("The printer stopped. Nothing was recorded; print again."))

    def _refuse(self, error: Exception) -> None:
        self._stop()
        raise error


def _chosen(printer: QPrinter, pages: int) -> range:
    """Return the pages to print, counted from zero."""
    if printer.printRange() != QPrinter.PrintRange.PageRange or not printer.fromPage():
        return range(pages)
    last = printer.toPage() or pages
    return range(printer.fromPage() - 1, min(last, pages))


def _place(picture: QImage, sheet: QRectF) -> QRectF:
    """Return where a page stands on the sheet: as large as fits, in the middle."""
    share = min(sheet.width() / picture.width(), sheet.height() / picture.height())
    width, height = picture.width() * share, picture.height() * share
    left = sheet.left() + (sheet.width() - width) / 2
    return QRectF(left, sheet.top() + (sheet.height() - height) / 2, width, height)
