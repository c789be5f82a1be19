"""A new account: two fields suffice, and a likely duplicate is told but never refused."""

from __future__ import annotations

import pytest

from tests.support.account_forms import FakeAccountView, screen_context
from tests.support.account_records import ACCOUNT, fill_account
from tests.support.devices import make_workspace
from ui.screens.account.new_presenter import NewAccountPresenter


@pytest.fixture
def page(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    presenter = NewAccountPresenter(FakeAccountView(), screen_context(workspace, []))
    presenter.load()
    yield presenter
    workspace.store.close()


def test_name_and_type_suffice(page):
    page._view.form.typed["name"] = "河东小店"
    page.save()
    went = page._context.navigation.went
    assert [step[0] for step in went] == ["go_back", "open_account"]
    with page._context.workspace.store.snapshot() as look:
        fields = look.records.read("account", went[1][1]).fields
    assert (fields["name"], fields["type"], fields["status"]) == ("河东小店", "dealer", "prospect")


def test_a_name_is_required(page):
    form = page._view.form
    page.save()
    assert form.notes["name"].level == "error"
    assert page._context.navigation.went == []


@pytest.mark.parametrize("typed", ["百禾粮油", "百禾粮油商贸行有限公司", "13905120001", "baihe"])
def test_a_likely_duplicate_is_found_by_name_number_or_pinyin(page, typed):
    page.look_for_likely(typed)
    assert [account.id for account in page._view.likely] == [ACCOUNT]


@pytest.mark.parametrize("typed", ["", "！！", "百", "没有这家"])
def test_too_little_or_nothing_alike_shows_no_hint(page, typed):
    page.look_for_likely(typed)
    assert page._view.likely == ()


def test_a_likely_duplicate_never_refuses(page):
    page._view.form.typed["name"] = "百禾粮油商贸行"
    page.check("name", "百禾粮油商贸行")
    assert page._view.likely
    page.save()
    assert page._view.form is None


def test_a_late_answer_to_what_was_typed_before_is_dropped(page):
    runner = page._context.runner
    runner.is_held = True
    page.look_for_likely("百禾")
    page.look_for_likely("没有这家")
    runner.release(1)
    runner.release(0)
    assert page._view.likely == ()


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("phone", "139 0512 0001", "same telephone"),
        ("uscc", "91320507MA1XK2QF3H", "same credit code or tax number"),
        ("address", "云浦市河西路88号", "same address"),
        ("name", "百合粮油商贸行", "like name"),
        ("name", "白禾凉油商茂行", "name sounds the same"),
    ],
)
def test_each_telling_field_warns_and_says_why(page, field, typed, why):
    page.check("name", "另一家铺子")
    page.check(field, typed)
    assert [(account.id, account.why) for account in page._view.likely] == [(ACCOUNT, why)]


def test_the_address_is_looked_for_in_the_city_that_was_typed(page):
    page.check("city", "桐江市")
    page.check("address", "河西路 88 号")
    assert page._view.likely == ()
    page.check("city", "云浦市")
    assert [account.id for account in page._view.likely] == [ACCOUNT]
