import pytest

from app.queries.palette import MOST_ROWS, find_records, read_beginning, read_number_page


def key(number):
    return f"019b8000{number:024x}"


def names(found):
    return [hit.name for hit in found]


@pytest.mark.parametrize(
    "typed",
    ["百禾", "baihe", "bhly", "60000082", "91320507MA", "kh203", "老禾", "BAIHE", "ｂｈｌｙ"],
)
def test_an_account_is_found_by_all_it_is_known_by(desk, typed):
    assert names(find_records(desk, typed).accounts) == ["百禾粮油商贸行"]


def test_initials_find_every_name_that_begins_with_them_in_the_order_of_pinyin(desk):
    found = find_records(desk, "bh")
    assert names(found.accounts) == ["百禾粮油商贸行", "北河粮食门市", "滨海渔家小馆"]


def test_all_that_was_typed_must_match(desk):
    assert names(find_records(desk, "bh 渔家").accounts) == ["滨海渔家小馆"]
    assert names(find_records(desk, "bei liang").accounts) == ["北河粮食门市"]
    assert find_records(desk, "百禾 渔家").accounts == ()


def test_a_person_is_found_by_name_and_mobile_and_leads_to_the_account(desk):
    for typed in ("白慧", "baihui", "bh", "1390512"):
        found = find_records(desk, typed)
        assert [(hit.name, hit.account_name) for hit in found.contacts] == [
            ("白慧", "永泰副食经营部")
        ]


def test_an_account_is_not_found_by_who_works_there(desk):
    found = find_records(desk, "baihui")
    assert found.accounts == ()
    assert found.has_more


def test_a_person_at_an_account_of_the_same_sound_is_found_too(desk, add):
    add("contact", {"id": key(13), "account_id": key(1), "name": "白鹤"})
    assert "白鹤" in names(find_records(desk, "baihe").contacts)


@pytest.mark.parametrize("typed", ["王", "wang", "wa"])
def test_a_person_is_found_behind_any_number_of_accounts_of_that_name(desk, add, typed):
    usual = {"type": "retailer", "status": "active", "owner_id": desk.user_id}
    add("account", *({**usual, "id": key(100 + at), "name": f"王记商行{at}"} for at in range(60)))
    add("contact", {"id": key(13), "account_id": key(4), "name": "王芳"})
    found = find_records(desk, typed)
    assert len(found.accounts) == MOST_ROWS
    assert names(found.contacts) == ["王芳"]


def test_contracts_come_by_number_first_then_those_of_the_accounts(desk):
    found = find_records(desk, "百禾", [key(22)])
    assert [hit.number for hit in found.contracts] == ["HT-2026-1200", "HT-2026-0977"]


def test_only_what_is_still_to_visit_today_is_a_visit(desk):
    assert names(find_records(desk, "bh").visits) == ["百禾粮油商贸行", "滨海渔家小馆"]


def test_a_group_has_eight_rows_at_most(desk, add):
    usual = {"type": "retailer", "status": "active", "owner_id": desk.user_id}
    add("account", *({**usual, "id": key(100 + at), "name": f"鸿运商行{at}"} for at in range(20)))
    found = find_records(desk, "hongyun")
    assert len(found.accounts) == MOST_ROWS
    assert found.has_more
    assert found.book_size == 24


@pytest.mark.parametrize(
    "typed",
    ["'", '"', '"百禾', "%", "*", "百*", "_", "\\", "--", "); DROP TABLE account", "NEAR(a b)", "é",
     "ドラッグ", "\x00", "😀", "百禾" * 2_000, "百 禾 " * 2_000, "{other0}", ":run"],
)  # fmt: skip
def test_hostile_text_finds_what_it_says_and_breaks_nothing(desk, typed):
    found = find_records(desk, typed)
    assert len(found.accounts) <= 1
    assert found.book_size == 4


def test_a_percent_sign_is_no_wildcard(desk):
    assert find_records(desk, "%").accounts == ()
    assert names(find_records(desk, "百%禾").accounts) == ["百禾粮油商贸行"]


def test_a_number_that_begins_so_comes_before_one_that_holds_it(desk, add):
    usual = {"type": "retailer", "status": "active", "owner_id": desk.user_id}
    add("account", {**usual, "id": key(100), "name": "安泰", "phone": "13777123"})
    add("account", {**usual, "id": key(101), "name": "永宁", "phone": "7771230"})
    assert names(find_records(desk, "777123").accounts) == ["永宁", "安泰"]


def test_a_name_with_a_digit_is_found_by_it(desk, add):
    usual = {"type": "retailer", "status": "active", "owner_id": desk.user_id}
    add("account", {**usual, "id": key(100), "name": "百货12店"})
    assert names(find_records(desk, "12dian").accounts) == ["百货12店"]
    assert names(find_records(desk, "12").accounts) == ["百货12店"]


def test_numbers_of_contracts_come_in_pages(desk):
    first = read_number_page(desk, 0, 1)
    second = read_number_page(desk, first.last, 5)
    assert [number for number, _id in (*first.rows, *second.rows)] == [
        "HT-2026-0977",
        "HT-2026-1200",
    ]
    assert read_number_page(desk, second.last, 5).rows == ()


def test_the_beginning_holds_todays_visits_and_the_size_of_the_book(desk):
    beginning = read_beginning(desk)
    assert names(beginning.visits) == ["百禾粮油商贸行", "滨海渔家小馆"]
    assert beginning.opened == ()
    assert beginning.book_size == 4
