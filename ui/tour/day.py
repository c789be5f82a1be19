"""The rep's day, step by step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from ui.delegates.row_table import RowTable
from ui.demo_server import DemoServer
from ui.field_texts import field_label
from ui.screens.accounts.view import AccountsListView
from ui.screens.analysis.view import AnalysisView
from ui.texts import _
from ui.tour.contract import Contracting
from ui.tour.doorway import Doorway
from ui.tour.driver import TourError
from ui.tour.evidence import Evidence
from ui.tour.people import Person, Stage
from ui.tour.record import Record, Step
from ui.tour.records import Sighting
from ui.tour.visit import Visiting

REP, HEAD = "zhoulan", "hejianping"
_INITIALS = "bjly"
_WRONG_PHONE, _RIGHT_PHONE = "0512-1234", "0512-60001234"


class Day:
    """From the first sign-in to the second device."""

    def __init__(self, stage: Stage, server: DemoServer, record: Record) -> None:
        self._stage = stage
        self._driver = stage.driver
        self._server = server
        self._record = record
        self._evidence = Evidence()
        self._people: list[Person] = []
        self._rep = self._somebody("laptop")

    def run(self) -> None:
        """Go through the day."""
        self._arrive()
        self._drive_off()
        self._look_up_an_account()
        self._visit()
        self._contract()
        self._note_a_competitor()
        self._figures()
        self._restart_offline()
        self._come_home()
        self._second_device()
        self._office()

    def close(self) -> None:
        """Close every window."""
        for person in self._people:
            person.leave()

    def _somebody(self, computer: str) -> Person:
        person = Person(self._stage, computer)
        self._people.append(person)
        return person

    def _shoot(self, step: Step, name: str, person: Person | None = None) -> None:
        step.pictures.append(self._driver.shoot((person or self._rep).window, name))

    def _arrive(self) -> None:
        with self._record.step("first start: sign in and download") as step:
            Doorway(self._driver, self._rep, step).sign_in(REP)
        with self._record.step("look at today") as step:
            self._shoot(step, "today")

    def _drive_off(self) -> None:
        with self._record.step("drive off: the server is out of reach") as step:
            self._server.stop()
            self._rep.sync_in_vain()
            step.facts["sync"] = self._rep.mood()
            self._shoot(step, "offline")

    def _look_up_an_account(self) -> None:
        driver = self._driver
        with self._record.step("find an account by the initials of its name") as step:
            self._rep.show("accounts")
            self._shoot(step, "accounts")
            view = self._rep.desktop.window.current_screen()
            if not isinstance(view, AccountsListView):
                raise TourError("the account list is not shown")
            driver.type_into(view.search, _INITIALS)
            driver.wait(lambda: view.model.rowCount() == 1, "one account that matches")
            view.table.select_row(0)
            self._shoot(step, "search")
            found = view.model.row_at(0)
            if found is None:
                raise TourError("the account was found but its row did not arrive")
            self._evidence.account_id = found.id
            step.facts["found"] = found.name
        with self._record.step("open the account and correct its telephone number") as step:
            self._rep.desktop.navigator.open_account(self._evidence.account_id)
            window = self._rep.window
            driver.wait(lambda: driver.has(window, QAbstractButton, "F2"), "the account's page")
            self._shoot(step, "account")
            self._correct_the_phone(step)
            self._rep.desktop.navigator.go_back()

    def _correct_the_phone(self, step: Step) -> None:
        driver, window = self._driver, self._rep.window
        driver.press(window, "F2")
        label = field_label("account", "phone")
        driver.wait(lambda: driver.has(window, QLineEdit, label), "the form of the block")
        phone = driver.find(window, QLineEdit, label)
        driver.type_into(phone, _WRONG_PHONE)
        driver.leave(phone)
        self._shoot(step, "account-checked")
        driver.type_into(phone, _RIGHT_PHONE)
        driver.leave(phone)
        QTest.keyClick(phone, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        driver.wait(lambda: not driver.has(window, QLineEdit, label), "the saved block")
        self._evidence.phone = _RIGHT_PHONE
        self._shoot(step, "account-saved")

    def _visit(self) -> None:
        with self._record.step("log the first visit of the day") as step:
            self._rep.show("today")
            self._driver.press(self._rep.window, _("Start visit"))
            visiting = Visiting(self._driver, self._rep, self._stage.workplace)
            visiting.fill_in(step)
            visiting.finish(step)
            self._evidence.note_visit(self._rep.workspace, visiting.words)
        with self._record.step("see the visit among the visits") as step:
            self._rep.show("visits")
            self._shoot(step, "visits")

    def _contract(self) -> None:
        with self._record.step("fill in and print a standard contract") as step:
            contracting = Contracting(self._driver, self._rep, self._stage.pictures)
            contracting.begin(self._evidence.account_id, step)
            contracting.fill_in(step)
            contracting.print_to_file(step)
            self._evidence.contract_id = contracting.contract_id

    def _note_a_competitor(self) -> None:
        with self._record.step("write down what was seen of a competitor") as step:
            sighting = Sighting(self._driver, self._rep)
            sighting.write_down(self._evidence.account_id, step)
            sighting.look(step)
            self._evidence.sighting_id = sighting.record_id

    def _figures(self) -> None:
        with self._record.step("look at the figures of the year and of the month") as step:
            self._rep.show("analysis")
            view = self._rep.desktop.window.current_screen()
            if not isinstance(view, AnalysisView):
                raise TourError("the figures are not shown")
            self._driver.wait(view.is_complete, "all figures")
            self._shoot(step, "analysis")
            self._driver.click(view.cards["abc"].turn)
            self._driver.click(view.period.segment.part("month"))
            self._driver.wait(view.is_complete, "the figures of the month")
            self._shoot(step, "analysis-month")

    def _restart_offline(self) -> None:
        with self._record.step("close the program and unlock it again without network") as step:
            self._rep.leave()
            Doorway(self._driver, self._rep, step).unlock()
            self._driver.settle()
            self._shoot(step, "unlocked")

    def _come_home(self) -> None:
        with self._record.step("come home: look at what waits, then sync") as step:
            self._rep.show("sync")
            window, entries = self._rep.window, _("Sync entries")
            self._driver.wait(lambda: self._driver.has(window, RowTable, entries), entries)
            self._shoot(step, "waiting")
            self._server.start()
            self._rep.sync()
            self._shoot(step, "synced")
            step.facts |= self._rep.last_round()
            self._record.arrived["nothing waits on the laptop"] = self._evidence.all_sent(
                self._rep.workspace
            )
            self._rep.show("settings")
            self._shoot(step, "settings")

    def _second_device(self) -> None:
        with self._record.step("a second device of the rep has everything") as step:
            desk = self._somebody("desk")
            Doorway(self._driver, desk).sign_in(REP)
            desk.desktop.navigator.open_account(self._evidence.account_id)
            self._driver.settle(800)
            self._shoot(step, "second-device", desk)
            self._record.arrived |= self._evidence.seen_by(desk.workspace, "the second device")
            desk.leave()

    def _office(self) -> None:
        with self._record.step("the head of the sector has it too") as step:
            office = self._somebody("office")
            Doorway(self._driver, office).sign_in(HEAD)
            office.show("visits")
            self._shoot(step, "office", office)
            self._record.arrived |= self._evidence.seen_by(office.workspace, "the office")
            office.leave()
