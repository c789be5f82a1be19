"""How an account stands: words for every case, and late answers are dropped."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.support.account_records import put
from tests.support.devices import make_workspace
from tests.support.waiting_runner import InlineRunner, WaitingRunner
from ui.formats import Formats
from ui.screens.account.standing.reading import StandingReading
from ui.screens.context import ScreenContext

KEYS = ("sales", "abc", "share", "rhythm", "room")


def key(number):
    return f"{number:032x}"


@pytest.fixture
def workspace(tmp_path):
    made = make_workspace(tmp_path)
    with made.store.unit_of_work() as work:
        put(work, "account", [
            {"id": key(n), "name": f"A{n}", "type": "dealer", "status": "active",
             "dealings_since_on": since}
            for n, since in ((1, "2020-01-01"), (2, "2020-01-01"), (3, "2026-05-05"),
                             (4, "2020-01-01"))
        ])  # fmt: skip
        put(work, "product", [
            {"id": key(11), "code": "P1", "name": "酱油", "name_en": "Soy sauce", "unit": "瓶"},
            {"id": key(12), "code": "P2", "name": "醋", "name_en": "Vinegar", "unit": "瓶"},
        ])  # fmt: skip
        sales = [
            *((1, 11, day, 1_000_000) for day in ("2026-09-01", "2026-10-01", "2026-10-31")),
            (1, 11, "2025-11-23", 4_000_000),
            (2, 12, "2026-11-01", 3_000_000),
            (3, 11, "2026-11-01", 10),
        ]
        put(work, "sales_record", [
            {"id": key(100 + n), "account_id": key(account), "product_id": key(product),
             "sold_on": day, "amount_minor": minor}
            for n, (account, product, day, minor) in enumerate(sales)
        ])  # fmt: skip
        work.commit()
    yield made
    made.store.close()


class Panel:
    def __init__(self):
        self.shown = []

    def show_standing(self, standing):
        self.shown.append(standing)


def read(workspace, account, runner=None, language="en"):
    panel = Panel()
    formats = Formats(language, ZoneInfo("Asia/Shanghai"))
    runner = runner or InlineRunner()
    context = ScreenContext(workspace, runner, lambda _changes: None, None, formats)
    return StandingReading(panel, context, key(account)), panel


def figures(workspace, account):
    reading, panel = read(workspace, account)
    reading.load()
    found = {figure.key: figure for figure in panel.shown[-1].figures}
    assert tuple(found) == KEYS
    return found


def told(figure):
    return f"{figure.figure}{figure.unit}", figure.note


def test_class_share_rhythm_and_room_are_told_with_what_decided(workspace):
    found = figures(workspace, 1)
    assert told(found["sales"]) == ("¥30k", "−25.0% on last year")
    assert told(found["abc"]) == ("A", "0.0% before, under 75%")
    assert told(found["share"]) == ("50.0%", "rank 1 of 4")
    assert told(found["rhythm"]) == ("114days", "next by 22 Feb 2027")
    assert told(found["room"]) == ("¥30k", "Vinegar")


def test_the_next_purchase_that_did_not_come_is_a_warning(workspace):
    workspace.now.moment = dt.datetime(2027, 6, 1, tzinfo=dt.UTC)
    figure = figures(workspace, 1)["rhythm"]
    assert (figure.note, figure.role) == ("was due 22 Feb", "warn")


def test_what_is_not_known_says_why(workspace):
    new, courted = figures(workspace, 3), figures(workspace, 4)
    assert told(new["abc"]) == ("n/a", "The account has not been here for a whole period")
    assert told(new["rhythm"]) == ("n/a", "Bought only once, so there is no rhythm")
    assert told(courted["abc"]) == ("C", "No sales in this period")
    assert told(courted["rhythm"]) == ("n/a", "Has never bought")
    assert told(courted["room"]) == ("n/a", "No sales in this period")


def test_every_figure_of_an_account_explains_itself(workspace):
    for figure in figures(workspace, 1).values():
        assert dict(figure.explanation.lines)["Period"] == "1 Jan 2026 to 23 Nov 2026"
        assert dict(figure.explanation.lines)["Formula"]


def test_an_answer_that_was_overtaken_is_dropped(workspace):
    runner = WaitingRunner()
    reading, panel = read(workspace, 1, runner)
    reading.load()
    reading.load()
    runner.go_on()
    assert panel.shown == []
    runner.go_on()
    assert len(panel.shown) == 1
