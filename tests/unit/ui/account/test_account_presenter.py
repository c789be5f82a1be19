"""The account page: what it says, what it saves, and what it never throws away."""

from __future__ import annotations

import datetime as dt

import pytest

from app.commands.accounts import edit_account
from app.domain.changes import ChangeSet
from app.store.reads.timeline import TimelineRequest, list_timeline
from tests.support.account_forms import FakeAccountView, screen_context
from tests.support.account_records import ACCOUNT, DAY, NOW, OTHER, fill_account, key, put
from tests.support.devices import make_workspace
from ui.screens.account.presenter import AccountPresenter


class Desk:
    def __init__(self, workspace):
        self.workspace = workspace
        self.published = []
        self.context = screen_context(workspace, self.published)
        self.places = self.context.navigation
        self.runner = self.context.runner
        self.view = FakeAccountView()
        self.page = AccountPresenter(self.view, self.context, ACCOUNT)
        self.page.load()

    def fields(self, entity="account", record_id=ACCOUNT):
        with self.workspace.store.snapshot() as look:
            record = look.records.read(entity, record_id)
            return record.fields if record else None

    def operations(self):
        with self.workspace.store.snapshot() as look:
            rows = look.connection.exec_driver_sql("SELECT count(*) FROM journal_operation")
            return rows.scalar_one()

    def block(self, name):
        return next(block for block in self.view.page.blocks if block.key == name)

    def hear(self):
        self.page.on_changed(self.published[-1])


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    fill_account(workspace)
    yield Desk(workspace)
    workspace.store.close()


def tags(desk):
    return [tag.words for tag in desk.view.page.head.tags]


def test_the_head_says_who_it_is(desk):
    head = desk.view.page.head
    assert (head.name, head.grade, head.number) == ("百禾粮油商贸行", "A", "KH-20311")
    assert [words for _icon, words in head.facts][1:] == ["Owner 周岚", "6 y 2 mo. with us"]


def test_the_banner_tells_the_debt_and_the_broken_promise(desk):
    alert = desk.view.page.alert
    assert alert.tone == "bad"
    assert "18 days late" in alert.words
    assert "周三前把返利单发过去" in alert.words


def test_a_debt_over_the_limit_is_told(desk):
    with desk.workspace.store.unit_of_work() as work:
        work.records.update("account", ACCOUNT, {"credit_limit_minor": 23_000_000})
        work.commit()
    desk.page.load()
    assert "over the credit limit by ¥8.0k" in desk.view.page.alert.words


def test_a_city_that_the_address_names_is_not_said_twice(desk):
    place = dict(desk.view.page.head.facts)["map-pin"]
    assert place == "云浦市 河西路 88 号"
    edit_account(desk.workspace, ACCOUNT, {"address": "江苏省云浦市河西路 88 号"})
    desk.page.load()
    assert dict(desk.view.page.head.facts)["map-pin"] == "江苏省云浦市河西路 88 号"


def test_the_credit_figures_carry_the_time_of_the_office(desk):
    assert desk.view.page.credit.as_of == "as of today 06:36, finance figures"


def test_an_account_without_limit_has_words_instead_of_a_bar(desk):
    other = AccountPresenter(desk.view, desk.context, OTHER)
    other.load()
    assert desk.view.page.credit.limit is None
    assert "No limit granted" in desk.view.page.credit.words
    assert desk.view.page.alert is None


def test_an_empty_block_is_not_called_stale(desk):
    AccountPresenter(desk.view, desk.context, OTHER).load()
    assert not desk.block("C").stale
    assert desk.block("C").age == ""


def test_what_the_head_says_comes_last_in_its_block(desk):
    labels = [line.label for line in desk.block("A").lines]
    assert labels.index("Bank") < labels.index("Address")


def test_only_what_was_edited_is_written(desk):
    desk.page.blocks.edit("B")
    desk.view.form.typed |= {"direction": "转向社区团购"}
    desk.page.blocks.save()
    assert desk.fields()["direction"] == "转向社区团购"
    assert desk.operations() == 1
    assert desk.view.form is None
    desk.hear()
    assert "Not sent yet" in tags(desk)


def test_undo_writes_the_old_value_back(desk):
    desk.page.blocks.edit("B")
    desk.view.form.typed |= {"direction": "转向社区团购", "features": "账目清楚"}
    desk.page.blocks.save()
    desk.places.undo()
    assert desk.fields()["direction"] == "转向餐饮渠道"
    assert desk.fields()["features"] is None


def test_saving_without_an_edit_writes_nothing(desk):
    desk.page.blocks.edit("A")
    desk.view.form.typed["phone"] = "139 0512 0001"
    desk.page.blocks.save()
    assert desk.operations() == 0
    assert desk.view.form is None


def test_escape_restores_what_was_there(desk):
    desk.page.blocks.edit("B")
    desk.view.form.typed["direction"] = "x"
    desk.page.blocks.cancel()
    assert desk.view.form is None
    assert desk.fields()["direction"] == "转向餐饮渠道"


def test_a_short_code_warns_beside_its_field_and_is_saved_all_the_same(desk):
    desk.page.blocks.edit("A")
    desk.page.blocks.check("uscc", "91320507MA1X")
    assert desk.view.form.notes["uscc"].level == "warning"
    desk.view.form.typed["uscc"] = "91320507MA1X"
    desk.page.blocks.save()
    assert desk.fields()["uscc"] == "91320507MA1X"


def test_a_blank_name_is_refused_beside_its_field(desk):
    desk.page.blocks.edit("A")
    form = desk.view.form
    form.typed["name"] = None
    desk.page.blocks.save()
    assert desk.view.form is form
    assert form.notes["name"].level == "error"
    assert form.focused == 1
    assert desk.operations() == 0


def test_a_refused_step_of_the_life_cycle_is_told_beside_the_status(desk):
    desk.page.blocks.edit("S")
    form = desk.view.form
    form.typed["status"] = "prospect"
    desk.page.blocks.save()
    assert form.notes["status"].level == "error"
    form.typed["status"] = "loyal"
    desk.page.blocks.save()
    assert desk.fields()["status"] == "loyal"


def test_a_field_that_cannot_be_read_keeps_the_form_open(desk):
    desk.page.blocks.edit("A")
    desk.view.form.is_readable = False
    desk.page.blocks.save()
    assert desk.view.form is not None
    assert desk.operations() == 0


def test_fields_of_the_office_are_read_only_with_a_reason(desk):
    desk.page.blocks.edit("S")
    asked = {field.name: field for field in desk.view.form.form.fields}
    assert asked["credit_limit_minor"].reason
    assert asked["owner_id"].words == "周岚"
    assert not asked["segment"].reason
    assert "blacklisted" not in asked


def test_a_form_with_unsaved_work_is_not_replaced_by_another(desk):
    desk.page.blocks.edit("B")
    form = desk.view.form
    form.typed["direction"] = "x"
    desk.page.blocks.edit("C")
    assert desk.view.form is form
    form.typed["direction"] = "转向餐饮渠道"
    desk.page.blocks.edit("C")
    assert desk.view.form.form.key == "C"


def test_an_edit_from_elsewhere_does_not_throw_the_typing_away(desk):
    desk.page.blocks.edit("B")
    form = desk.view.form
    form.typed["direction"] = "转向社区团购"
    changes = edit_account(desk.workspace, ACCOUNT, {"direction": "转向直播", "features": "新"})
    desk.page.on_changed(changes)
    assert desk.view.form is form
    assert form.typed["direction"] == "转向社区团购"
    assert desk.view.elsewhere
    desk.page.blocks.show_changes()
    assert form.typed["features"] == "新"
    assert "转向直播" in form.notes["direction"].words
    desk.page.blocks.save()
    assert desk.fields()["direction"] == "转向社区团购"
    assert desk.fields()["features"] == "新"


def test_an_untouched_field_is_never_written_over(desk):
    desk.page.blocks.edit("B")
    desk.view.form.typed["direction"] = "转向社区团购"
    desk.page.on_changed(edit_account(desk.workspace, ACCOUNT, {"features": "新"}))
    desk.page.blocks.save()
    assert desk.fields()["features"] == "新"


def test_a_refresh_without_a_change_says_nothing(desk):
    desk.page.blocks.edit("B")
    desk.page.load()
    assert desk.view.elsewhere == ""


def test_still_right_takes_one_tap_and_can_be_taken_back(desk):
    desk.page.blocks.confirm("B")
    desk.hear()
    assert not desk.block("B").stale
    desk.places.undo()
    assert desk.fields()["block_b_confirmed_on"] == "2026-07-03"


def test_a_superior_dealer_is_found_by_name_and_never_the_account_itself(desk):
    desk.page.blocks.edit("S")
    desk.page.blocks.look_up("parent_id", "百禾")
    assert desk.view.form.offered["parent_id"] == []
    desk.page.blocks.look_up("parent_id", "恒达")
    assert desk.view.form.offered["parent_id"] == [(OTHER, "恒达贸易商行")]


def test_a_new_contact_is_added_and_taken_back(desk):
    desk.page.contacts.edit()
    desk.view.contact.typed |= {"name": "周七", "mobile": "138 1111 2222"}
    desk.page.contacts.save()
    desk.hear()
    assert [person.name for person in desk.view.page.contacts][-1] == "周七"
    desk.places.undo()
    desk.hear()
    assert len(desk.view.page.contacts) == 3


def test_a_contact_without_a_name_is_refused(desk):
    desk.page.contacts.edit()
    form = desk.view.contact
    form.typed["mobile"] = "13811112222"
    desk.page.contacts.save()
    assert form.notes["name"].level == "error"
    assert desk.view.contact is form


def test_a_contact_is_edited_and_the_edit_taken_back(desk):
    desk.page.contacts.edit(key(11))
    desk.view.contact.typed["post"] = "采购经理"
    desk.page.contacts.save()
    assert desk.fields("contact", key(11))["post"] == "采购经理"
    desk.places.undo()
    assert desk.fields("contact", key(11))["post"] == "采购"


def test_a_removed_contact_comes_back_with_everything(desk):
    desk.page.contacts.delete(key(12))
    assert desk.fields("contact", key(12)) is None
    desk.hear()
    desk.places.undo()
    desk.hear()
    back = next(person for person in desk.view.page.contacts if person.name == "林秀珍")
    assert desk.fields("contact", back.id)["roles"] == "owner\nsignatory"


def test_calling_copies_the_number_and_offers_to_dial(desk):
    desk.page.contacts.call(key(12))
    assert desk.view.copied == "13905120001"
    desk.places.undo()
    assert desk.view.copied == "tel:13905120001"


def test_the_timeline_is_narrowed_by_group(desk):
    desk.page.filter_timeline(("contracts",))
    assert desk.view.groups == ("contracts",)
    assert {event.icon for event in desk.view.page.events} == {"file-text"}


def test_the_banner_leads_to_the_money_in_the_timeline(desk):
    desk.page.follow_alert("money")
    assert desk.view.groups == ("money",)
    desk.page.follow_alert("sync")
    assert desk.places.went == [("show_screen", "sync")]


def many_visits(desk):
    with desk.workspace.store.unit_of_work() as work:
        rows = [
            {
                "id": key(5000 + number),
                "account_id": ACCOUNT,
                "author_id": key(3),
                "way": "visit",
                "started_at": NOW - (400 + number) * DAY,
            }
            for number in range(60)
        ]
        put(work, "visit_log", rows)
        return work.commit()


def test_older_entries_stay_when_the_page_is_refreshed(desk):
    many_visits(desk)
    desk.page.load()
    assert len(desk.view.page.events) == 30
    desk.page.more_timeline()
    assert len(desk.view.older[-1][0]) == 30
    desk.page.load()
    assert len(desk.view.page.events) == 60
    desk.page.more_timeline()
    events, has_more = desk.view.older[-1]
    assert not has_more
    request = TimelineRequest(
        account_id=ACCOUNT, today="2026-11-23", offset_minutes=480, limit=1_000
    )
    with desk.workspace.store.snapshot() as look:
        assert 60 + len(events) == len(list_timeline(look, request))


def test_asking_twice_for_older_entries_brings_them_once(desk):
    many_visits(desk)
    desk.page.load()
    desk.runner.is_held = True
    desk.page.more_timeline()
    desk.page.more_timeline()
    assert len(desk.runner.held) == 1


def test_a_late_answer_is_dropped(desk):
    desk.runner.is_held = True
    desk.page.load()
    desk.page.filter_timeline(("contracts",))
    desk.runner.release(1)
    desk.runner.release(0)
    assert {event.icon for event in desk.view.page.events} == {"file-text"}


def test_a_change_that_touches_nothing_shown_is_ignored(desk):
    desk.view.page = None
    desk.page.on_changed(ChangeSet(frozenset({("account", OTHER), ("product", key(7))})))
    assert desk.view.page is None
    desk.page.on_changed(ChangeSet(frozenset({("visit_log", key(8))})))
    assert desk.view.page is not None


def test_an_account_that_left_the_device_closes_its_page(desk):
    with desk.workspace.store.unit_of_work() as work:
        work.records.delete("account", [ACCOUNT])
        work.commit()
    desk.page.load()
    assert ("go_back",) in desk.places.went


def test_a_visit_is_planned_for_tomorrow_at_first_offer(desk):
    desk.page.ask_plan()
    assert desk.view.plan[0] == dt.date(2026, 11, 24)
    desk.page.plan(dt.date(2026, 11, 24), "10:00", "带样品")
    assert desk.view.plan is None
    desk.hear()
    assert any("10:00" in event.title for event in desk.view.page.events)


def test_a_day_that_is_past_is_refused_in_the_dialog(desk):
    desk.page.ask_plan()
    desk.page.plan(dt.date(2026, 11, 1), "", "")
    assert desk.view.plan is not None
    assert desk.view.plan_error
    desk.view.plan_error = ""
    desk.page.plan(None, "", "")
    assert desk.view.plan_error


def test_a_visit_and_a_contract_begin_from_here(desk):
    desk.page.start_visit()
    desk.page.new_contract()
    assert desk.places.went == [("open_visit", ACCOUNT), ("new_contract", ACCOUNT)]
