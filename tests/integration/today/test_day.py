from __future__ import annotations

from decimal import Decimal

from sqlalchemy import event

from app.commands.visits.day import plan_route
from app.queries.visits.day import Phase, planned_share, read_day
from app.store.held.blobs import Blobs

NOW = 1_795_395_600_000
DAY = 86_400_000
TOWN = {"latitude_e6": 31_300_000, "longitude_e6": 120_600_000}


def key(number):
    return f"019b8000{number:024x}"


def at(east_metres, north_metres=0):
    return {
        "latitude_e6": 31_300_000 + round(north_metres * 8.993),
        "longitude_e6": 120_600_000 + round(east_metres * 10.525),
    }


def reasons(day):
    return {each.account_id: each.main.code for each in day.due}


def test_the_stops_come_in_driving_order_with_numbers_and_the_first_open_one_is_next(
    desk, account, stop
):
    stop(2, account(2))
    stop(1, account(1), state="done")
    stop(3, account(3))
    stops = read_day(desk).route.stops
    assert [(each.number, each.planned.name, each.phase) for each in stops] == [
        (1, "客户1", Phase.DONE),
        (2, "客户2", Phase.NOW),
        (3, "客户3", Phase.LATER),
    ]


def test_a_begun_visit_is_the_current_stop_even_if_others_come_first(desk, account, stop):
    stop(1, account(1))
    stop(2, account(2))
    with desk.store.unit_of_work() as work:
        work.drafts.write("visit", key(2), {}, NOW)
        work.commit()
    assert [each.phase for each in read_day(desk).route.stops] == [Phase.LATER, Phase.NOW]


def test_other_days_and_other_peoples_plans_are_no_stops(desk, account, stop):
    stop(1, account(1), planned_on="2026-11-24")
    stop(2, account(2), owner_id="b" * 32)
    assert read_day(desk).route.stops == ()


def test_a_stop_carries_what_must_be_known_at_the_door(desk, account, stop, put):
    first = account(1, visited_days=None)
    put(
        "contact",
        {"id": key(31), "account_id": first, "name": "何伟"},
        {"id": key(32), "account_id": first, "name": "林秀珍", "decision_role": "decides"},
    )
    put(
        "complaint",
        {
            "id": key(41),
            "account_id": first,
            "kind": "complaint",
            "content": "漏",
            "answer_due_on": "2026-11-23",
        },
    )
    put("contract", {"id": key(51), "account_id": first, "state": "approved"})
    put(
        "receivable",
        {
            "id": key(61),
            "account_id": first,
            "issued_on": "2026-09-01",
            "due_on": "2026-11-05",
            "amount_minor": 500,
            "paid_minor": 100,
        },
    )
    stop(1, first)
    planned = read_day(desk).route.stops[0].planned
    assert (planned.contact, planned.complaint_due_on) == ("林秀珍", "2026-11-23")
    assert (planned.overdue_minor, planned.has_ready_contract) == (400, 1)
    assert planned.last_visit_at is None


def test_promises_are_those_of_the_week_and_those_kept_today(desk, account, put):
    account(1)
    put(
        "commitment",
        *(
            {
                "id": key(60 + at_),
                "account_id": key(1),
                "content": words,
                "due_on": due_on,
                "state": state,
                "kept_on": kept_on,
            }
            for at_, (words, due_on, state, kept_on) in enumerate(
                (
                    ("late", "2026-11-01", "open", None),
                    ("today", "2026-11-23", "open", None),
                    ("next week", "2026-11-30", "open", None),
                    ("far", "2026-12-01", "open", None),
                    ("kept", "2026-11-25", "kept", "2026-11-23"),
                    ("old", "2026-11-20", "kept", "2026-11-20"),
                    ("gone", "2026-11-20", "withdrawn", None),
                )
            )
        ),
    )
    colleagues = {"content": "not mine", "owner_id": "b" * 32, "due_on": "2026-11-23"}
    put("commitment", {"id": key(99), "account_id": key(1), "state": "open", **colleagues})
    words = [row.content for row in read_day(desk).promises]
    assert words == ["late", "today", "next week", "kept"]


def test_the_figures_add_up_sales_money_coverage_and_contracts(desk, account, put):
    account(1, visited_days=3)
    account(2, visited_days=40)
    account(3, visited_days=None, status="lost")
    put(
        "sales_record",
        {"id": key(71), "account_id": key(1), "sold_on": "2026-11-02", "amount_minor": 700},
        {"id": key(72), "account_id": key(2), "sold_on": "2026-11-20", "amount_minor": 50},
        {"id": key(73), "account_id": key(1), "sold_on": "2026-10-31", "amount_minor": 9_000},
    )
    put(
        "sales_plan",
        {"id": key(74), "account_id": key(1), "month": "2026-11", "amount_minor": 1_000},
        {"id": key(75), "account_id": key(1), "month": "2026-12", "amount_minor": 5_000},
    )
    recent = f"{NOW - 40 * DAY:012x}" + "0" * 20
    put(
        "receivable",
        {
            "id": recent,
            "account_id": key(2),
            "issued_on": "2026-10-01",
            "due_on": "2026-11-23",
            "amount_minor": 40,
            "paid_minor": 10,
        },
        {
            "id": key(77),
            "account_id": key(1),
            "issued_on": "2026-09-01",
            "due_on": "2026-11-01",
            "amount_minor": 500,
            "paid_minor": None,
        },
    )
    put(
        "contract",
        {
            "id": recent[:-1] + "1",
            "account_id": key(1),
            "state": "signed",
            "signed_on": "2026-11-23",
        },
        {
            "id": recent[:-1] + "2",
            "account_id": key(1),
            "state": "signed",
            "signed_on": "2026-11-22",
        },
        {"id": recent[:-1] + "3", "account_id": key(1), "state": "printed"},
    )
    both = {"issued_on": "2026-10-01", "due_on": "2026-11-23", "amount_minor": 5}
    put("receivable", {"id": recent[:-1] + "9", "account_id": key(1), **both})
    figures = read_day(desk).figures
    assert (figures.sold_minor, figures.planned_minor) == (750, 1_000)
    assert (figures.overdue_minor, figures.overdue_accounts) == (500, 1)
    assert (figures.due_today_minor, figures.due_today_accounts) == (35, 1)
    assert (figures.accounts, figures.covered, figures.covered_before) == (2, 1, 1)
    assert (figures.signed, figures.to_sign) == (1, 1)
    sold, due = planned_share(figures, desk.today())
    assert (sold, due) == (Decimal("0.75"), Decimal(16) / Decimal(21))


def test_debts_begin_with_todays_stops(desk, account, stop, put):
    for number, amount in ((1, 900), (2, 100), (3, 500)):
        account(number)
        put(
            "receivable",
            {
                "id": key(60 + number),
                "account_id": key(number),
                "due_on": "2026-11-01",
                "issued_on": "2026-09-01",
                "amount_minor": amount,
            },
        )
    stop(1, key(2))
    assert [row.overdue_minor for row in read_day(desk).debts] == [100, 900, 500]


def test_what_waits_is_counted_by_kind_and_refused_work_apart(desk, account):
    first = account(1)
    plan_route(desk, [first])
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql(
            "INSERT INTO journal_operation (op_id, device_seq, entity, record_id, op, state, code)"
            " VALUES ('a', 9, 'contract', 'x', 'edit', 'refused', 'contract.limit'),"
            " ('b', 9, 'contract', 'x', 'edit', 'refused', 'contract.limit'),"
            " ('c', 9, 'contract', 'y', 'edit', 'refused', NULL),"
            " ('d', 8, 'account', 'z', 'edit', 'acknowledged', NULL)"
        )
        blobs = Blobs(work.connection)
        blobs.keep("1" * 64, 1_000)
        blobs.keep("2" * 64, 500)
        blobs.release(["1" * 64])
        blobs.note_progress("1" * 64, 400)
        work.commit()
    day = read_day(desk)
    found = [(row.entity, row.is_refused, row.records) for row in day.unsent]
    assert found == [("visit_plan", False, 1), ("contract", True, 1)]
    assert (day.files, day.file_bytes) == (1, 600)


def test_the_day_takes_as_many_statements_for_many_accounts_as_for_few(desk, account, stop):
    def statements():
        seen = []
        with desk.store.snapshot() as look:
            engine = look.connection.engine

        def note(_connection, _cursor, statement, *_rest):
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            read_day(desk)
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    stop(1, account(1, visited_days=50, **TOWN))
    account(2, visited_days=50, **TOWN)
    few = statements()
    for number in range(3, 30):
        account(number, visited_days=50 + number, **at(number * 10))
    assert statements() == few
    assert few <= 20
