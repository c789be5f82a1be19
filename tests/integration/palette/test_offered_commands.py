"""The palette offers nobody what the page behind would refuse."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from app.domain.policy import Role
from tests.support.palette_desk import Went
from tests.support.palette_view import View
from tests.support.waiting_runner import InlineRunner
from ui.formats import Formats
from ui.screens.context import ScreenContext
from ui.screens.palette.presenter import PalettePresenter

USER = "c0ffee00" * 4
SECTOR = "5ec70000" * 4


@pytest.fixture
def offered(desk, add):
    """Return what a person with some roles is offered for a text."""

    def find(text, *roles):
        if roles:
            person = {"name": "某人", "state": "active", "sector_id": SECTOR}
            add("user", {"id": USER, **person, "roles": "\n".join(sorted(roles))})
        view, went = View(), Went()
        formats = Formats("en", ZoneInfo("Asia/Shanghai"))
        context = ScreenContext(desk, InlineRunner(), lambda _changes: None, went, formats)
        presenter = PalettePresenter(view, context, went.desk(), lambda: 0.0)
        view.presenter = presenter
        presenter.open()
        presenter.type(text)
        return {hit.words for title in view.titles() for hit in view.rows(title)}

    return find


def test_a_rep_is_offered_visits_and_contracts_but_no_pairs_over_sectors(offered):
    words = offered(">", Role.REP)
    assert {"Log visit", "New contract", "New account", "Debts"} <= words
    assert "Possible duplicates" not in words


def test_group_management_sees_pairs_and_logs_no_visits(offered):
    words = offered(">", Role.GROUP_MANAGEMENT)
    assert "Possible duplicates" in words
    assert "Log visit" not in words


def test_who_manages_the_system_is_offered_nothing_of_the_customers(offered):
    words = offered(">", Role.SYSTEM_ADMIN)
    assert not words & {"Log visit", "New contract", "New account", "Debts", "Credit lists"}
    assert {"Sync now", "Lock Roadbook"} <= words


@pytest.mark.parametrize("text", ["", "new", "contract"])
def test_typed_without_a_sign_the_same_holds(offered, text):
    assert "New contract" not in offered(text, Role.SYSTEM_ADMIN)


def test_who_is_not_known_yet_is_offered_everything_but_pairs(offered):
    words = offered(">")
    assert {"Log visit", "New contract", "Debts", "Credit lists"} <= words
    assert "Possible duplicates" not in words
