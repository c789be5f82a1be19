"""The four pages of the first run, one above the other."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from ui.screens.first_run.device_page import DevicePage
from ui.screens.first_run.download_page import DownloadPage
from ui.screens.first_run.page import Page
from ui.screens.first_run.passphrase_page import PassphrasePage
from ui.screens.first_run.ports import STEPS, FieldName, Step
from ui.screens.first_run.sign_in_page import SignInPage
from ui.widgets.fields import Field

Typed = tuple[tuple[str, str, str], str, tuple[str, str]]
"""What stands in the fields of the first three pages."""


class Pages(QStackedWidget):
    """Holds the pages and knows which field stands where."""

    def __init__(self) -> None:
        super().__init__()
        self.sign_in, self.device = SignInPage(), DevicePage()
        self.passphrase, self.download = PassphrasePage(), DownloadPage()
        for page in self.all():
            self.addWidget(page)

    def all(self) -> tuple[Page, ...]:
        """Return the pages in order."""
        return self.sign_in, self.device, self.passphrase, self.download

    def of(self, step: Step) -> Page:
        """Return the page of a step."""
        return self.all()[STEPS.index(step)]

    def show_step(self, step: Step) -> None:
        """Show a page; at the download nothing secret is needed any more."""
        if step == "download":
            self.sign_in.fill_in(*self.sign_in.values()[:2])
            self.passphrase.fill_in("", "")
        self.setCurrentWidget(self.of(step))
        self.focus_first(step)

    def focus_first(self, step: Step) -> None:
        """Put the keyboard where typing begins."""
        self.of(step).focus_first()

    def fields(self) -> dict[FieldName, Field]:
        """Return every field by its name, in the order of the pages."""
        return {
            "address": self.sign_in.address,
            "login": self.sign_in.login,
            "password": self.sign_in.password,
            "device_name": self.device.device_name,
            "passphrase": self.passphrase.passphrase,
            "again": self.passphrase.again,
        }

    def typed(self) -> Typed:
        """Return what stands in the fields."""
        return self.sign_in.values(), self.device.value(), self.passphrase.values()

    def retype(self, typed: Typed) -> None:
        """Put back what stood in the fields."""
        self.sign_in.fill_in(*typed[0])
        self.device.fill_in(typed[1])
        self.passphrase.fill_in(*typed[2])
