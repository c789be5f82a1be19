"""The sheet of the first run: head, steps, the page of the moment, and a foot with the way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ui.screens.first_run.download import DownloadPicture
from ui.screens.first_run.pages import Pages, Typed
from ui.screens.first_run.passphrase_words import Judgement
from ui.screens.first_run.ports import STEPS, FieldName, Step
from ui.screens.trouble import Trouble
from ui.texts import _
from ui.widgets.busy_button import BusyButton
from ui.widgets.buttons import Button
from ui.widgets.dialog import ask
from ui.widgets.fields import focus_first_error
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.progress import Stepper

_SECOND_MS = 1000


class FirstRunView(QWidget):
    """Four pages and the buttons below them.

    Signals:
        sign_in_requested: Carries address, sign-in name, password.
        bind_requested: Carries the device's name.
        passphrase_typed: Carries it so far.
        make_requested: Carries the passphrase, twice.
        start_requested: Leave for the work.
        back_requested: One step back.
        action_requested: Carries the key of a notice's link.
        replacement_confirmed: The book on this machine may be put aside.
        second_passed: While a wait is counted down.
    """

    sign_in_requested = Signal(str, str, str)
    bind_requested = Signal(str)
    passphrase_typed = Signal(str)
    make_requested = Signal(str, str)
    start_requested = Signal()
    back_requested = Signal()
    action_requested = Signal(str)
    replacement_confirmed = Signal()
    second_passed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._step: Step = "sign_in"
        self._pages = Pages()
        self._stepper = Stepper(
            (_("Sign in"), _("Bind computer"), _("Passphrase"), _("Download book"))
        )
        self._back = Button(_("Back"), big=True)
        self._back.setObjectName("back")
        self._back.setShortcut(QKeySequence(Qt.Key.Key_Escape))
        self._button = BusyButton(_("Sign in"), _("Signing in …"))
        self._button.setObjectName("go_on")
        self._seconds = QTimer(self)
        self._seconds.setInterval(_SECOND_MS)
        self._lay_out()
        self._connect()

    def offer(self, address: str, login: str, device_name: str) -> None:
        """Fill the fields."""
        self._pages.sign_in.fill_in(address, login)
        self._pages.device.fill_in(device_name)

    def show_step(self, step: Step, *, may_go_back: bool) -> None:
        """Show the page of a step."""
        self._step = step
        self._stepper.show_step(STEPS.index(step))
        self._pages.show_step(step)
        self._back.setVisible(may_go_back and step != "download")
        self._button.rename(*_button_words(step))

    def show_busy(self, *, busy: bool) -> None:
        """Say that the step's work goes on."""
        self._button.show_busy(busy=busy)

    def show_field_error(self, field: FieldName, words: str) -> None:
        """Refuse one field."""
        fields = self._pages.fields()
        fields[field].show_error(words)
        focus_first_error(fields.values())

    def clear_errors(self) -> None:
        """Nothing is refused any more."""
        for field in self._pages.fields().values():
            field.clear_note()

    def show_trouble(self, trouble: Trouble | None) -> None:
        """Show what stands in the way, on the page of the moment."""
        for page in self._pages.all():
            page.show_trouble(None)
        self._pages.of(self._step).show_trouble(trouble)

    def show_waiting(self, *, waiting: bool) -> None:
        """Close the button while a wait is counted down."""
        self._button.show_closed(closed=waiting)
        if waiting:
            self._seconds.start()
        else:
            self._seconds.stop()

    def show_person(self, name: str, company: str) -> None:
        """Greet who signed in."""
        self._pages.device.show_person(name, company)

    def show_keychain(self, *, found: bool | None) -> None:
        """Say whether this machine keeps secrets."""
        self._pages.device.show_keychain(found=found)

    def show_judgement(self, judgement: Judgement) -> None:
        """Say how good the passphrase is."""
        self._pages.passphrase.show_judgement(judgement)

    def ask_replacement(self, user_name: str) -> None:
        """Ask whether the book on this machine is put aside for a new one."""
        dialog = ask(
            self,
            title=_("Put {user}'s book on this computer aside?").format(user=user_name),
            body=_(
                "A new book is downloaded in its place. What was not sent from the old one is not"
                " in the new one; it stays encrypted in a folder beside it."
            ),
            act=_("Put aside, set up again"),
            keep=_("Keep the old book"),
        )
        dialog.accepted.connect(self.replacement_confirmed)

    def show_download(self, picture: DownloadPicture) -> None:
        """Show how far the download has come."""
        self._pages.download.show_download(picture)
        self._button.rename(picture.start, picture.start)
        self._button.show_closed(
            closed=not picture.may_start, reason=_("The account list is still on its way")
        )

    def focus(self) -> None:
        """Put the keyboard into the page, once it is in a window."""
        self._pages.focus_first(self._step)

    def typed(self) -> Typed:
        """Return what stands in the fields, for a view built anew."""
        return self._pages.typed()

    def retype(self, typed: Typed) -> None:
        """Put back what stood in the fields."""
        self._pages.retype(typed)

    def _lay_out(self) -> None:
        steps = row((self._stepper, 1), gap=0, margins=(0, 0, 12, 0))
        foot = row(self._back, STRETCH, self._button, gap=8, margins=(0, 0, 12, 0))
        self.setLayout(column(steps, 24, (self._pages, 1), 16, foot, gap=0))

    def _connect(self) -> None:
        pages = self._pages
        for page in pages.all():
            page.notice.acted.connect(self.action_requested)
        for form in (pages.sign_in, pages.device, pages.passphrase):
            form.submitted.connect(self._submit)
        pages.passphrase.typed.connect(self.passphrase_typed)
        self._button.clicked.connect(self._submit)
        self._back.clicked.connect(self.back_requested)
        self._seconds.timeout.connect(self.second_passed)

    def _submit(self) -> None:
        match self._step:
            case "sign_in":
                self.sign_in_requested.emit(*self._pages.sign_in.values())
            case "device":
                self.bind_requested.emit(self._pages.device.value())
            case "passphrase":
                self.make_requested.emit(*self._pages.passphrase.values())
            case "download":
                self.start_requested.emit()


def _button_words(step: Step) -> tuple[str, str]:
    match step:
        case "sign_in":
            return _("Sign in"), _("Signing in …")
        case "device":
            return _("Go on"), _("Telling the server …")
        case "passphrase":
            return _("Set passphrase"), _("Making the encrypted book …")
        case "download":
            return _("Start working now"), _("Opening …")
