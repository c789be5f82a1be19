"""What the contract page decides: what is shown, kept, checked and printed."""

from itertools import product

import pytest

from app.commands.contracts.drafting import create_contract, save_contract
from app.queries.contracts.page import list_line_ids, read_contract
from tests.support.contract_desk import (
    ACCOUNT,
    CABINET,
    CONTRACT,
    DISTRIBUTION,
    MACHINE,
    SALE,
)
from ui.screens.contract.words.states import step_of

APPROVAL = 2


def shown_names(page):
    return page.view.form.last["show_relevant"][0]


def stored(desk):
    return read_contract(desk, CONTRACT)


def test_the_form_is_generated_from_the_template_with_the_parties_first(page):
    groups, values, is_locked = page.view.last["show_form"]
    assert [group.key for group in groups][:3] == ["11.party_a", "11.party_b", "1"]
    names = {field.name for group in groups for field in group.fields}
    template_names = set(page.presenter._opened.template.fields)
    assert template_names - {"contract_no", "party_a", "party_b"} <= names
    assert values["party_b.name"].startswith("云岭")
    assert is_locked is False


def test_a_field_is_shown_only_while_its_condition_holds(page):
    assert "earnest_amount" in shown_names(page)
    page.presenter.edit("earnest", False)
    assert "earnest_amount" not in shown_names(page)
    page.presenter.edit("dispute", "arbitration")
    assert {"arb_commission", "arb_seat"} <= shown_names(page)
    assert "court_place" not in shown_names(page)


def test_english_wording_is_asked_for_only_in_a_bilingual_contract(page):
    assert "packing_en" not in shown_names(page)
    page.presenter.edit("bilingual", True)
    assert {"packing_en", "party_a.name_en"} <= shown_names(page)


def test_what_was_typed_is_kept_at_the_next_pause_and_only_then(page, desk):
    page.presenter.edit("packing", "木箱")
    page.presenter.edit("party_a.phone", "0571-6000 2627")
    assert page.view.pauses.calls == ["begin", "begin"]
    assert stored(desk).terms["packing"] != "木箱"
    page.presenter.keeper.save()
    assert stored(desk).terms["packing"] == "木箱"
    assert stored(desk).terms["party_a"]["phone"] == "0571-6000 2627"
    assert page.view.last["show_saved"][0].endswith("09:00")


def test_nothing_is_written_when_nothing_was_typed(page):
    page.presenter.keeper.save()
    page.presenter.edit("pay_days", 5)
    page.presenter.keeper.save()
    assert page.published == []


def test_our_own_save_does_not_build_the_form_again(page):
    page.presenter.edit("packing", "木箱")
    page.presenter.keeper.save()
    assert len(page.published) == 1
    assert page.view.calls.count("show_form") == 1


def test_what_is_typed_while_the_store_answers_is_not_lost(page, desk):
    page.runner.keep = {"store"}
    page.presenter.edit("packing", "木箱")
    page.presenter.keeper.save()
    page.presenter.load()
    page.presenter.edit("packing", "木箱加护角")
    page.runner.let_go()
    page.runner.let_go()
    assert page.presenter._opened.sheet.value("packing") == "木箱加护角"
    page.runner.keep = set()
    page.presenter.keeper.save()
    assert stored(desk).terms["packing"] == "木箱加护角"


def test_a_change_from_another_device_is_shown_when_nothing_was_typed(page, desk):
    sheet = stored(desk)
    changes = save_contract(desk, CONTRACT, {**sheet.terms, "packing": "托盘"}, sheet.lines)
    page.presenter.on_changed(changes)
    _, values, _ = page.view.last["show_form"]
    assert values["packing"] == "托盘"


def test_a_deleted_default_stays_deleted(page, desk):
    page.presenter.edit("demand_days", None)
    page.presenter.keeper.save()
    assert stored(desk).terms["demand_days"] is None
    page.presenter.reviewing.run()
    targets = {each.target for each in page.view.review.findings}
    assert "demand_days" in targets


def test_an_empty_field_complains_only_after_it_was_visited(open_page, desk):
    contract_id, _ = create_contract(desk, ACCOUNT, SALE)
    page = open_page(contract_id)
    assert page.view.review.errors > 0
    assert "packing" not in page.view.review.notes
    page.presenter.reviewing.visit("packing")
    assert page.view.review.notes["packing"].level == "error"
    page.presenter.reviewing.visit_all()
    assert "dispute" in page.view.review.notes


def test_findings_lead_to_the_part_of_the_party_they_speak_of(page):
    page.presenter.edit("party_a.uscc", "91330110MAX2YQ5660")
    page.presenter.edit("party_a.legal_rep", "")
    page.presenter.reviewing.visit_all()
    page.presenter.reviewing.run()
    found = {each.target: each.level for each in page.view.review.findings}
    assert found["party_a.uscc"] == "error"
    assert found["party_a.legal_rep"] == "error"
    assert page.view.review.findings[0].level == "error"


def test_the_step_follows_what_is_missing(open_page):
    page = open_page()
    assert page.view.last["show_step"] == (3,)
    page.presenter.edit("late_rate", "5")
    page.presenter.reviewing.run()
    assert page.view.last["show_step"] == (1,)
    page.presenter.edit("packing", "")
    page.presenter.reviewing.run()
    assert page.view.last["show_step"] == (0,)


def test_a_draft_is_never_shown_as_being_approved():
    for has_gaps, has_errors, is_free in product((True, False), repeat=3):
        for state in ("draft", "returned"):
            step = step_of(state, has_gaps=has_gaps, has_errors=has_errors, is_free=is_free)
            assert step != APPROVAL
    assert step_of("in_review", has_gaps=False, has_errors=False, is_free=False) == APPROVAL


# goods


def test_products_come_with_price_and_rate_and_a_low_price_is_doubted(page):
    page.presenter.tables.add_products("goods", [MACHINE, CABINET])
    *_, machine, cabinet = page.view.table().lines
    assert (machine.name, machine.cells["price"]) == ("台式现调饮料机", "15,800.00")
    assert cabinet.states == {}
    page.presenter.tables.type_cell("goods", cabinet.key, "price", "4,000")
    assert page.view.table().lines[-1].states == {"price": "warning"}
    page.presenter.reviewing.run()
    assert any(each.target == "goods" for each in page.view.review.findings)


def test_totals_and_capitals_follow_the_quantity(page):
    table = page.view.table()
    assert table.capitals == "人民币肆拾万玖仟叁佰贰拾元整"
    page.presenter.tables.type_cell("goods", table.lines[0].key, "qty", "37")
    table = page.view.table()
    assert table.lines[0].cells["amount"] == "¥158,360.00"
    assert table.sums[-1][1] == "¥413,600.00"
    assert table.capitals == "人民币肆拾壹万叁仟陆佰元整"


@pytest.mark.parametrize(
    ("column", "text"), [("qty", "三台"), ("qty", "-1"), ("price", "1.005"), ("rate", "130")]
)
def test_what_is_no_figure_is_refused_and_the_old_one_stays(page, column, text):
    line = page.view.table().lines[0]
    page.presenter.tables.type_cell("goods", line.key, column, text)
    table, words = page.view.form.last["show_table_note"]
    assert table == "goods"
    assert text in words
    assert page.view.table().lines[0] == line


def test_a_new_row_keeps_its_one_record_through_many_saves(page, desk):
    page.presenter.tables.add_products("goods", [MACHINE])
    page.presenter.keeper.save()
    first = list_line_ids(desk, CONTRACT)
    key = page.view.table().lines[-1].key
    page.presenter.tables.type_cell("goods", key, "qty", "9")
    page.presenter.keeper.save()
    assert list_line_ids(desk, CONTRACT) == first
    assert stored(desk).lines[-1].quantity == "9"


def test_rows_are_moved_removed_and_brought_back(page, desk):
    names = [line.name for line in page.view.table().lines]
    page.presenter.tables.move("goods", page.view.table().lines[0].key, 1)
    page.presenter.tables.remove("goods", page.view.table().lines[0].key)
    assert [line.name for line in page.view.table().lines] == [names[0], *names[2:]]
    *_, undo = page.navigation.last["show_toast"]
    undo()
    page.presenter.keeper.save()
    assert [line.name for line in stored(desk).lines] == [names[1], names[0], *names[2:]]


def test_a_row_by_hand_needs_a_name(page):
    cells = {"name": " ", "spec": "", "unit": "项", "qty": "2", "price": "860", "rate": "6"}
    page.presenter.tables.save_line("goods", "", cells)
    assert page.view.dialogs.last["show_line_error"][0] == "name"
    page.presenter.tables.save_line("goods", "", {**cells, "name": "培训"})
    assert page.view.dialogs.calls[-1] == "close_line"
    assert page.view.table().lines[-1].cells["amount"] == "¥1,720.00"


# paper


def test_the_paper_is_for_signing_only_when_everything_is_right(page):
    pdf, is_draft = page.view.paper.last["show_paper"]
    assert pdf.startswith(b"%PDF")
    assert is_draft is False
    page.presenter.edit("packing", "")
    page.presenter.previewing.run()
    assert page.view.paper.last["show_paper"][1] is True


@pytest.mark.parametrize("template", [SALE, DISTRIBUTION])
def test_a_contract_just_begun_has_a_paper(open_page, desk, template):
    contract_id, _ = create_contract(desk, ACCOUNT, template)
    page = open_page(contract_id)
    assert page.view.paper.last["show_paper"][1] is True


def test_a_paper_that_is_out_of_date_is_not_set(page):
    page.runner.keep = {"work"}
    before = page.view.paper.calls.count("show_paper")
    for words in ("一", "二", "三"):
        page.presenter.edit("packing", words)
        page.presenter.previewing.run()
    page.runner.results.clear()
    page.runner.let_go()
    assert [paper is None for paper in page.runner.results] == [True, True, False]
    assert page.view.paper.calls.count("show_paper") == before + 1


def test_a_character_without_a_picture_is_named_with_its_field(page):
    page.presenter.edit("party_a.signatory", "谢☑")
    page.presenter.previewing.run()
    (refusal,) = page.view.paper.last["show_refusal"]
    assert "☑" in refusal.words or "U+2611" in refusal.words
    assert refusal.target == "party_a.signatory"
    assert "·" in refusal.place  # whose signatory it is
    page.presenter.edit("party_a.signatory", "谢璟")
    page.presenter.previewing.run()
    assert page.view.paper.last["show_refusal"] == (None,)


def test_a_missing_character_in_the_goods_leads_to_the_goods(page):
    page.presenter.tables.save_line("goods", "", {"name": "样品☑", "qty": "1", "price": "1"})
    page.presenter.previewing.run()
    assert page.view.paper.last["show_refusal"][0].target == "goods"
