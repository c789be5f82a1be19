"""The account list finds, orders and counts what the records say, however it is asked."""

import datetime as dt

import pytest

from app.queries.accounts.listing import AccountFilter, count_accounts, find_accounts, read_accounts
from app.store.records import ServerRows
from tests.support.devices import make_workspace

TODAY = dt.date(2026, 11, 23)
DAY = 86_400_000
NOW = int(dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC).timestamp() * 1000)


@pytest.fixture
def desk(tmp_path):
    workspace = make_workspace(tmp_path)
    fill(workspace)
    yield workspace
    workspace.store.close()


def put(work, entity, rows):
    names = tuple(sorted({name for row in rows for name in row if name != "id"}))
    work.records.replace(
        ServerRows(
            entity,
            names,
            [row["id"] for row in rows],
            ["rep:u"] * len(rows),
            [1] * len(rows),
            [[row.get(name) for row in rows] for name in names],
        )
    )


def key(number):
    return f"{number:032x}"


def fill(workspace):
    names = ["百禾粮油商贸行", "恒达贸易商行", "瑞丰调味品总汇", "重庆小面馆"]
    with workspace.store.unit_of_work() as work:
        put(
            work,
            "account",
            [
                {
                    "id": key(n),
                    "name": name,
                    "type": "dealer",
                    "status": "active",
                    "class": "ABCA"[n - 1],
                    "city": "苏州市" if n < 3 else "无锡市",
                    "phone": f"1390000{n:04d}",
                    "uscc": f"9132050{n}MA1XXXXX{n}K",
                }
                for n, name in enumerate(names, 1)
            ],
        )
        put(
            work,
            "contact",
            [
                {"id": key(101), "account_id": key(2), "name": "曾国强", "mobile": "18600001234"},
            ],
        )
        put(
            work,
            "visit_log",
            [
                {
                    "id": key(201),
                    "account_id": key(1),
                    "author_id": key(9),
                    "way": "visit",
                    "started_at": NOW - 20 * DAY,
                },
                {
                    "id": key(202),
                    "account_id": key(2),
                    "author_id": key(9),
                    "way": "visit",
                    "started_at": NOW - 3 * DAY,
                },
            ],
        )
        put(
            work,
            "receivable",
            [
                {
                    "id": key(301),
                    "account_id": key(1),
                    "issued_on": "2026-09-01",
                    "due_on": "2026-11-05",
                    "amount_minor": 4_200_000,
                    "paid_minor": 0,
                },
                {
                    "id": key(302),
                    "account_id": key(1),
                    "issued_on": "2026-11-01",
                    "due_on": "2026-12-05",
                    "amount_minor": 1_000_000,
                    "paid_minor": None,
                },
                {
                    "id": key(303),
                    "account_id": key(3),
                    "issued_on": "2026-09-01",
                    "due_on": "2026-10-05",
                    "amount_minor": 500,
                    "paid_minor": 500,
                },
            ],
        )
        put(
            work,
            "sales_record",
            [
                {
                    "id": key(401),
                    "account_id": key(1),
                    "sold_on": "2026-10-03",
                    "amount_minor": 700,
                },
                {
                    "id": key(402),
                    "account_id": key(1),
                    "sold_on": "2026-11-03",
                    "amount_minor": 300,
                },
                {
                    "id": key(403),
                    "account_id": key(1),
                    "sold_on": "2025-11-03",
                    "amount_minor": 999,
                },
                {
                    "id": key(404),
                    "account_id": key(3),
                    "sold_on": "2026-11-03",
                    "amount_minor": 5_000,
                },
            ],
        )
        put(
            work,
            "visit_plan",
            [
                {
                    "id": key(501),
                    "account_id": key(3),
                    "owner_id": key(9),
                    "planned_on": "2026-11-23",
                    "state": "planned",
                },
            ],
        )
        work.cards.mark([key(n) for n in range(1, 5)], words=True)
        while work.cards.refresh(TODAY, limit=3).remaining:
            pass
        work.commit()


def found(desk, **wanted):
    listing = find_accounts(desk, AccountFilter(today=TODAY, **wanted))
    return [row.name[:2] for row in read_accounts(desk, listing, 0, 50)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("百禾", ["百禾"]),
        ("粮油商", ["百禾"]),
        ("商行", ["恒达"]),
        ("商 贸", ["百禾", "恒达"]),
        ("hengda", ["恒达"]),
        ("HDMY", ["恒达"]),
        ("hd", ["恒达"]),
        ("chongqing", ["重庆"]),
        ("0003", ["瑞丰"]),
        ("9132050 0002", ["恒达"]),
        ("zengguoqiang", ["恒达"]),
        ("国强", ["恒达"]),
        ("18600001234", ["恒达"]),
        ("rui 调味", ["瑞丰"]),
        ("没有这家", []),
        ("'; DROP TABLE account; --\"*", []),
    ],
)
def test_an_account_is_found_by_whatever_the_rep_knows_of_it(desk, typed, names):
    assert sorted(found(desk, text=typed)) == sorted(names)


def test_names_are_ordered_by_their_sound(desk):
    assert found(desk) == ["百禾", "重庆", "恒达", "瑞丰"]


def test_rows_without_a_value_come_last_in_either_direction(desk):
    assert found(desk, order="sales", descending=True)[:2] == ["瑞丰", "百禾"]
    assert found(desk, order="sales")[:2] == ["百禾", "瑞丰"]


def test_the_views_hold_what_their_names_say(desk):
    late = (NOW - 14 * DAY, NOW - 30 * DAY, NOW - 60 * DAY)
    base = AccountFilter(today=TODAY, late_before=late)
    counts = count_accounts(desk, base)
    views = {"all": 4, "today": 1, "late": 3, "debts": 1, "expiring": 0, "bare": 2, "pool": 4}
    assert counts == {**views, "former": 0}
    assert found(desk, view="today") == ["瑞丰"]
    assert found(desk, view="debts") == ["百禾"]
    assert found(desk, view="late", late_before=late, cities=("苏州市",)) == ["百禾"]


def test_who_buys_without_a_contract_in_force_is_listed_until_there_is_one(desk):
    assert sorted(found(desk, view="bare")) == ["瑞丰", "百禾"]
    account = find_accounts(desk, AccountFilter(today=TODAY, text="百禾"))
    running = {"id": key(9001), "account_id": read_accounts(desk, account, 0, 1)[0].id}
    running |= {"template_id": key(9002), "state": "performing"}
    with desk.store.unit_of_work() as work:
        put(work, "contract", [{**running, "valid_to_on": "2026-11-30"}])
        work.commit()
    assert found(desk, view="bare") == ["瑞丰"]
    with desk.store.unit_of_work() as work:
        put(work, "contract", [{**running, "valid_to_on": "2026-01-31"}])
        work.commit()
    assert "百禾" in found(desk, view="bare")


def test_a_row_carries_the_figures_of_its_records(desk):
    listing = find_accounts(desk, AccountFilter(today=TODAY, text="百禾"))
    row = read_accounts(desk, listing, 0, 1)[0]
    assert (row.overdue_minor, row.owed_minor, row.oldest_due_on) == (
        4_200_000,
        5_200_000,
        "2026-11-05",
    )
    assert row.sales_year_minor == 1_000
    assert dict(row.trend) == {"2026-10": 700, "2026-11": 300}
    assert row.last_visit_at == NOW - 20 * DAY


def test_paying_takes_the_account_out_of_the_debts(desk):
    with desk.store.unit_of_work() as work:
        put(
            work,
            "receivable",
            [
                {
                    "id": key(301),
                    "account_id": key(1),
                    "issued_on": "2026-09-01",
                    "due_on": "2026-11-05",
                    "amount_minor": 4_200_000,
                    "paid_minor": 4_200_000,
                },
            ],
        )
        work.cards.mark([key(1)], words=False)
        work.cards.refresh(TODAY)
        work.commit()
    assert found(desk, view="debts") == []
