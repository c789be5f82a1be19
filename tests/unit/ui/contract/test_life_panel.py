"""A signed contract on its page: what it tells of its life, and what can be done with it."""

import datetime as dt

import pytest

from app.commands.contracts.life import Happening, make_effective, note_happening
from app.queries.contracts.page import read_contract
from tests.support.contract_desk import CONTRACT, SECTOR, USER
from tests.support.visiting import key, put

SIGNED = (
    "UPDATE contract SET state = 'signed', signed_on = '2026-11-20', signatory = '林秀珍',"
    " signed_place = '杭州', valid_to_on = '2026-12-31'"
)


def write(desk, statement):
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql(statement)
        work.commit()


def become(desk, roles):
    user = {"id": USER, "name": "顾堃", "login": "g", "roles": roles, "sector_id": SECTOR}
    with desk.store.unit_of_work() as work:
        put(work, "user", user)
        work.commit()


@pytest.fixture
def signed(desk):
    write(desk, SIGNED)
    return desk


@pytest.fixture
def effective(signed):
    become(signed, "sector_head")
    make_effective(signed, CONTRACT, signed.today())
    return signed


def life(page):
    return page.view.last["show_life"][0]


def steps(page):
    return {step.name for step in page.view.last["show_steps"][0]}


def test_before_the_signature_there_is_no_life_to_tell(page):
    assert life(page) is None


def test_the_newest_stands_first_and_the_missing_original_is_told(open_page, effective):
    note_happening(effective, CONTRACT, Happening("paid", effective.today(), "首付", 120_000))
    view = life(open_page())
    assert "1,200" in view.moments[0].title
    assert [fact.tone for fact in view.facts][-1] == "warn"
    assert "2026-12-31" in [fact.words for fact in view.facts]


def test_a_contract_whose_last_day_has_passed_is_shown_as_expired(open_page, effective):
    write(effective, "UPDATE contract SET valid_to_on = '2026-01-01'")
    page = open_page()
    assert page.view.last["show_head"][0].icon == "clock-alert"
    assert "expire" in steps(page)


def test_taking_effect_asks_for_the_day_and_does_it(open_page, signed):
    become(signed, "sector_head")
    page = open_page()
    page.presenter.ask_step("effect")
    page.presenter.stepping.take("effect", {"day": None})
    assert page.view.dialogs.last["show_step_error"][0] == "day"
    page.presenter.stepping.take("effect", {"day": dt.date(2026, 11, 25)})
    sheet = read_contract(signed, CONTRACT)
    assert (sheet.state, sheet.life.effective_on) == ("effective", "2026-11-25")
    assert "effect" not in steps(page)


def test_a_renewal_opens_the_new_draft_at_once(open_page, effective):
    become(effective, "rep")
    page = open_page()
    page.presenter.ask_step("renew")
    opened = page.navigation.last["open_contract"][0]
    assert read_contract(effective, opened).state == "draft"
    assert [kin.id for kin in life(page).kin] == [opened]


def test_a_second_renewal_is_refused_with_the_number_of_the_first(open_page, effective):
    become(effective, "rep")
    page = open_page()
    page.presenter.ask_step("renew")
    page.presenter.stepping.take("renew", {})
    number = read_contract(effective, page.navigation.last["open_contract"][0]).number
    assert number in page.navigation.last["show_toast"][0]


def test_what_happened_is_asked_for_with_a_kind_a_day_and_an_amount(open_page, effective):
    page = open_page()
    page.presenter.ask_step("note")
    form = page.view.dialogs.last["open_step"][0]
    assert [field.key for field in form.fields] == ["kind", "day", "amount_minor", "note"]
    answers = {"kind": "delivered", "day": effective.today(), "amount_minor": 5_00, "note": "首批"}
    page.presenter.stepping.take("note", answers)
    assert read_contract(effective, CONTRACT).state == "performing"


def test_the_panel_of_another_contract_leads_to_it(page):
    page.presenter.open_contract(key(0x41))
    assert page.navigation.last["open_contract"] == (key(0x41),)
