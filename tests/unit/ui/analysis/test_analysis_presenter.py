"""What Analysis decides, with a real store and without Qt."""

import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from app.domain.changes import ChangeSet
from tests.support.account_records import put
from tests.support.devices import make_workspace
from tests.support.waiting_runner import InlineRunner, WaitingRunner
from ui.formats import Formats
from ui.screens.analysis.formula_words import formula
from ui.screens.analysis.parts import CARD_PARTS, PARTS
from ui.screens.analysis.presenter import AnalysisPresenter
from ui.screens.context import ScreenContext

SALES = (("2026-11-05", 1_200_000), ("2025-11-05", 900_000), ("2025-01-05", 100_000))
ACCOUNT = f"{1:032x}"
PRODUCT = f"{11:032x}"


class FakeView:
    def __init__(self):
        self.period, self.busy, self.in_front = None, [], True
        self.figures, self.cards, self.more, self.parts = {}, {}, {}, 0

    def show_period(self, period):
        self.period = period

    def show_filters(self, filters):
        self.filters = {view.side: view for view in filters}

    def show_part(self, part):
        self.parts += 1
        self.as_of = part.as_of
        self.figures |= {figure.key: figure for figure in part.figures}
        self.cards |= {card.key: card for card in part.cards}
        self.more |= {figure.key: figure for figure in part.more}

    def show_busy(self, *, is_busy):
        self.busy.append(is_busy)

    def is_looked_at(self):
        return self.in_front


class FakeNavigation:
    def __init__(self):
        self.went = []

    def open_account(self, account_id):
        self.went.append(account_id)


@dataclasses.dataclass
class Desk:
    presenter: AnalysisPresenter
    view: FakeView
    runner: object
    navigation: FakeNavigation
    workspace: object
    soon: list


@pytest.fixture
def workspace(tmp_path):
    made = make_workspace(tmp_path)
    yield made
    made.store.close()


def fill(workspace, sales=SALES):
    with workspace.store.unit_of_work() as work:
        account = {"id": ACCOUNT, "name": "百禾", "type": "dealer", "status": "active"}
        put(work, "account", [account])
        put(work, "product", [{"id": PRODUCT, "code": "P1", "name": "酱油", "unit": "瓶"}])
        rows = [
            {"id": f"{100 + n:032x}", "account_id": ACCOUNT, "product_id": PRODUCT,
             "sold_on": day, "amount_minor": minor, "quantity": 10}
            for n, (day, minor) in enumerate(sales)
        ]  # fmt: skip
        put(work, "sales_record", rows)
        plan = {"id": f"{50:032x}", "account_id": ACCOUNT, "month": "2026-11"}
        put(work, "sales_plan", [{**plan, "amount_minor": 2_100_000}])
        work.commit()


def make(workspace, runner=None, language="en"):
    view, navigation, soon = FakeView(), FakeNavigation(), []
    runner = runner or InlineRunner()
    context = ScreenContext(
        workspace, runner, lambda _changes: None, navigation,
        Formats(language, ZoneInfo("Asia/Shanghai")),
    )  # fmt: skip
    presenter = AnalysisPresenter(view, context, lambda: soon.append(1))
    return Desk(presenter, view, runner, navigation, workspace, soon)


def test_the_running_year_is_shown_first_with_all_figures_and_cards(workspace):
    fill(workspace)
    desk = make(workspace)
    desk.presenter.load()
    view = desk.view
    assert (view.period.span, view.period.back) == ("year", 0)
    assert view.period.days == "1 Jan 2026 to 23 Nov 2026"
    assert view.figures["sales"].figure == "¥12k"
    assert view.figures["sales"].note == "+20.0% on last year"
    assert view.parts == len(PARTS)
    assert view.busy == [True, False]
    assert view.cards.keys() == CARD_PARTS.keys()


def test_the_plan_counts_only_months_that_have_one_and_says_so(workspace):
    fill(workspace)
    desk = make(workspace)
    desk.presenter.load()
    figure = desk.view.figures["completion"]
    assert (figure.figure, figure.unit) == ("57.1", "%")
    assert figure.note == "should be 76.2% by now; 11 months without plan"
    assert figure.role == "warn"


def test_what_cannot_be_computed_is_not_available_with_its_reason_and_never_0(workspace):
    desk = make(workspace)
    desk.presenter.load()
    view = desk.view
    assert {key: view.figures[key].figure for key in ("sales", "completion", "retention")} == {
        "sales": "n/a",
        "completion": "n/a",
        "retention": "n/a",
    }
    assert view.figures["completion"].note == "There is no plan"
    assert view.more["pareto"].figure == "n/a"
    assert view.more["execution"].note == "There is no plan"
    assert view.cards["abc"].empty == "No sales in this period"
    assert view.cards["segments"].empty == "n/a: No cost on this device"


def test_without_a_cost_the_margin_is_unknown_not_a_hundred_percent(workspace):
    fill(workspace)
    desk = make(workspace)
    desk.presenter.load()
    figure = desk.view.figures["margin"]
    assert (figure.figure, figure.note) == ("n/a", "No cost on this device")
    card = desk.view.cards["cross"]
    assert (card.rows, card.finding) == ((), "")
    assert card.empty == "No product has a ratio: No cost on this device"


def test_every_figure_and_card_explains_formula_period_data_date_accounts_and_tax(workspace):
    fill(workspace)
    desk = make(workspace)
    desk.presenter.load()
    view = desk.view
    for told in (*view.figures.values(), *view.cards.values(), *view.more.values()):
        lines = dict(told.explanation.lines)
        assert list(lines) == ["Formula", "Period", "Data as of", "Accounts", "Amounts"]
        assert lines["Formula"] == formula(told.key)
        assert all(lines.values()), told.key
    lines = dict(view.figures["sales"].explanation.lines)
    assert lines["Period"] == "1 Jan 2026 to 23 Nov 2026"
    assert lines["Data as of"] == "today 09:00"


@pytest.mark.parametrize(
    ("span", "back", "name", "days"),
    [
        ("month", 0, "Nov 2026", "1 Nov 2026 to 23 Nov 2026"),
        ("month", 1, "Oct 2026", "1 Oct 2026 to 31 Oct 2026"),
        ("quarter", 2, "Q2 2026", "1 Apr 2026 to 30 Jun 2026"),
        ("year", 1, "Year 2025", "1 Jan 2025 to 31 Dec 2025"),
    ],
)
def test_another_period_is_read_anew(workspace, span, back, name, days):
    fill(workspace)
    desk = make(workspace)
    desk.presenter.choose_span(span)
    if back:
        desk.presenter.choose_back(back)
    assert (desk.view.period.name, desk.view.period.days) == (name, days)
    assert (back, name) in desk.view.period.choices
    assert dict(desk.view.figures["sales"].explanation.lines)["Period"] == days


def test_debts_and_losses_are_those_of_today_whatever_the_period(workspace):
    fill(workspace)
    desk = make(workspace)
    desk.presenter.choose_span("month")
    desk.presenter.choose_back(3)
    assert dict(desk.view.cards["ageing"].explanation.lines)["Period"] == "23 Nov 2026"
    assert dict(desk.view.cards["loss"].explanation.lines)["Period"].endswith("23 Nov 2026")


def test_figures_arrive_part_by_part_and_the_last_ones_stay_meanwhile(workspace):
    fill(workspace)
    desk = make(workspace, WaitingRunner())
    desk.presenter.load()
    assert len(desk.runner.waiting) == 1  # one at a time: commands of the user come in between
    desk.runner.go_on()
    desk.runner.go_on()
    assert list(desk.view.figures) == ["sales"]
    assert desk.view.cards == {}
    while desk.runner.waiting:
        desk.runner.go_on()
    shown = dict(desk.view.cards)
    desk.presenter.reload()
    assert desk.view.cards == shown
    assert desk.view.busy[-1] is True


def test_a_part_of_a_period_that_was_left_is_dropped(workspace):
    fill(workspace)
    desk = make(workspace, WaitingRunner())
    desk.presenter.load()
    desk.runner.go_on()
    desk.presenter.choose_span("month")
    desk.runner.go_on()
    desk.runner.go_on()
    assert desk.view.parts == 0
    desk.runner.go_on()
    period = dict(desk.view.figures["sales"].explanation.lines)["Period"]
    assert period == "1 Nov 2026 to 23 Nov 2026"
    while desk.runner.waiting:
        desk.runner.go_on()
    assert desk.view.parts == len(PARTS)


def test_after_a_fault_it_is_read_again_when_it_is_shown_next(workspace, monkeypatch):
    desk = make(workspace, WaitingRunner())
    desk.presenter.load()
    monkeypatch.setattr(desk.workspace.store, "snapshot", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.runner.go_on()
    assert desk.view.busy[-1] is False
    monkeypatch.undo()
    desk.presenter.load()
    assert len(desk.runner.waiting) == 1


def test_of_a_year_known_for_its_last_weeks_only_nothing_is_compared(workspace):
    fill(workspace, (("2024-11-25", 100), ("2025-05-05", 9_000)))
    desk = make(workspace)
    desk.presenter.choose_span("year")
    desk.presenter.choose_back(1)
    figure = desk.view.figures["sales"]
    assert figure.note == "n/a on last year: Nothing was recorded for this"
    (row,) = desk.view.cards["structure"].rows
    assert row.cells[4].text == "n/a"


def test_sales_that_arrive_are_read_soon_while_the_screen_is_in_front(workspace):
    desk = make(workspace)
    desk.presenter.load()
    desk.presenter.on_changed(ChangeSet(entities=frozenset({"sales_record"})))
    desk.presenter.on_changed(ChangeSet(entities=frozenset({"draft"})))
    assert desk.soon == [1]


def test_behind_another_screen_it_is_read_when_it_is_shown_again(workspace):
    desk = make(workspace)
    desk.presenter.load()
    desk.presenter.load()
    assert desk.view.parts == len(PARTS)
    desk.view.in_front = False
    desk.presenter.on_changed(ChangeSet(entities=frozenset({"sales_record"})))
    assert desk.soon == []
    desk.presenter.load()
    assert desk.view.parts == 2 * len(PARTS)


def test_another_day_is_read_anew(workspace):
    desk = make(workspace)
    desk.presenter.load()
    desk.workspace.now.moment += dt.timedelta(days=1)
    desk.presenter.load()
    assert desk.view.period.days == "1 Jan 2026 to 24 Nov 2026"


def test_an_account_of_a_card_is_opened(workspace):
    fill(workspace)
    desk = make(workspace)
    desk.presenter.load()
    (row,) = desk.view.cards["abc"].rows
    desk.presenter.open_account(row.account_id)
    assert desk.navigation.went == [ACCOUNT]


def test_a_large_account_that_buys_less_is_named_and_linked(workspace):
    fill(workspace, (("2026-08-01", 1_000), ("2026-11-01", 500)))
    desk = make(workspace)
    desk.presenter.load()
    card = desk.view.cards["abc"]
    assert card.finding.startswith("1 account makes 100% of the sales; 1 of them buys less lately")
    assert card.link == "Show this 1 account"
    assert [row.account_id for row in card.linked] == [ACCOUNT]
