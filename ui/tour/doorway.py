"""How people on the tour come in: set up a computer, and open the book on it later."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from ui.texts import _
from ui.tour.driver import Driver, TourError
from ui.tour.people import Person
from ui.tour.record import Step

PASSWORD = "roadbook-demo"  # noqa: S105 - of invented people on a server of this machine
PASSPHRASE = "south gate open early"  # noqa: S105 - of a store that the tour makes and leaves
_GO_ON = "go_on"


class Doorway:
    """The windows before the book is open, as one person goes through them."""

    def __init__(self, driver: Driver, person: Person, step: Step | None = None) -> None:
        self._driver = driver
        self._person = person
        self._step = step

    def sign_in(self, login: str, *, name: str = "") -> None:
        """Set up this computer: sign in, bind, choose a passphrase, download, start working."""
        self._person.client.begin()
        self._fill(_("Sign-in name"), login)
        self._fill(_("Password"), PASSWORD)
        self._look(f"{name}sign-in")
        self._go_on(_("Name of this computer"))
        self._look(f"{name}bind")
        self._go_on(_("Once more"))
        self._fill(_("Passphrase"), PASSPHRASE)
        self._fill(_("Once more"), PASSPHRASE)
        self._look(f"{name}passphrase")
        self._download(name)

    def unlock(self) -> None:
        """Open the book with the passphrase."""
        self._person.client.begin()
        self._fill(_("Passphrase"), PASSPHRASE)
        self._look("unlock")
        self._driver.press(self._person.window, _("Unlock"))
        self._wait_for_window()

    def _download(self, name: str) -> None:
        driver, window = self._driver, self._person.window
        driver.click(self._button())
        driver.wait(lambda: driver.has(window, QPushButton, _("Start working")), "the account list")
        self._look(f"{name}download")
        driver.wait(lambda: driver.has(window, QWidget, _("Your book is here")), "the whole book")
        driver.click(self._button())
        self._wait_for_window()
        self._person.wait_for_cards()

    def _wait_for_window(self) -> None:
        client = self._person.client
        self._driver.wait(lambda: client.desktop is not None, "the main window")

    def _fill(self, label: str, text: str) -> None:
        self._driver.type_into(self._driver.find(self._person.window, QLineEdit, label), text)

    def _button(self) -> QPushButton:
        button = self._person.window.findChild(QPushButton, _GO_ON)
        if button is None:
            raise TourError("the first run has no button")
        return button

    def _go_on(self, label: str) -> None:
        """Press the button and wait for a page that has a field with the label."""
        self._driver.click(self._button())
        window = self._person.window
        self._driver.wait(lambda: self._driver.has(window, QLineEdit, label), label)

    def _look(self, name: str) -> None:
        if self._step is not None:
            self._step.pictures.append(self._driver.shoot(self._person.window, name))
