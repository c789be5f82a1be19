"""Step 2: the name of this computer, and whether it keeps secrets."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from ui.screens.first_run.page import Page, fact_line, form_column
from ui.texts import _, sentence
from ui.widgets.editors import LineEdit
from ui.widgets.fields import Field
from ui.widgets.notice import Notice

_LONGEST_NAME = 100


class DevicePage(Page):
    """Device name and keychain.

    Signals:
        submitted: Enter was pressed in the field.
    """

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Bind this computer"), "")
        self._name = LineEdit(big=True)
        self._name.setObjectName("device_name")
        self._name.setMaxLength(_LONGEST_NAME)
        self._name.returnPressed.connect(self.submitted)
        hint = _("The administrator sees it in the list of devices.")
        self.device_name = Field(_("Name of this computer"), self._name, hint=hint)
        self._keychain = Notice()
        lost = _("If it is lost or stolen, the administrator can shut it out from there.")
        self.fill(
            form_column(self.device_name), 18, self._keychain, 14, fact_line("laptop", lost)
        )  # fmt: skip

    def value(self) -> str:
        """Return the name as typed."""
        return self._name.text()

    def fill_in(self, name: str) -> None:
        """Put a name into the field."""
        self._name.setText(name)

    def focus_first(self) -> None:
        """Put the keyboard into the field."""
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_person(self, name: str, company: str) -> None:
        """Greet who signed in."""
        words = _("{name} of {company} will work here.") if company else _("{name} will work here.")
        self.set_words(_("Bind this computer"), words.format(name=name, company=company))

    def show_keychain(self, *, found: bool | None) -> None:
        """Say plainly whether this machine keeps secrets."""
        if found is None:
            self._keychain.show_words(_("Looking for this computer's keychain …"), tone="quiet")
        elif found:
            words = _(
                "This computer has a keychain. Half of the key is kept there, so a copied disk"
                " opens nothing."
            )
            self._keychain.show_words(words, tone="ok")
        else:
            self._keychain.show_words(sentence("device.keychain.none"), tone="warn")
