"""What went to a customer is kept, and quotations live from the price list to the order."""

import datetime as dt

import pytest

from app.commands.exchange.letters import record_letters
from app.commands.sales.orders import OrderDraft, begin_order, keep_order
from app.commands.sales.quotations import move_quotation, order_by_quotation, quote_goods
from app.domain.errors import NotAllowedError, ValidationError
from app.domain.papers.letter import Letter, Printing
from app.domain.sales.orders import OrderLine
from app.queries.papers.letters import read_letters
from app.queries.papers.quotations import read_quotation_paper
from app.queries.sales.orders import read_order
from tests.support.account_records import ACCOUNT, SECTOR, put
from tests.support.order_desk import HEAD, TODAY, order_workspace, rice, soy

ONCE = Printing(language="zh", copies=1, printer="PDF", pages=1, pdf_sha256="0" * 64)
AGAIN = Printing(
    language="zh", copies=2, printer="PDF", pages=1, pdf_sha256="1" * 64, reason="遗失"
)
STATEMENT = Letter(
    account_id=ACCOUNT,
    paper="statement",
    number="DZ-1",
    first=dt.date(2026, 11, 1),
    last=TODAY,
    amount_minor=700,
    opening_minor=500,
    charged_minor=300,
    paid_minor=100,
)


@pytest.fixture
def desk(tmp_path):
    workspace = order_workspace(tmp_path)
    yield workspace
    workspace.store.close()


def kept(desk, entity):
    with desk.store.snapshot() as look:
        ids = [row[0] for row in look.connection.exec_driver_sql(f"SELECT id FROM {entity}")]
        return [look.records.read(entity, each).fields for each in ids]


def quote(desk, *lines):
    return quote_goods(desk, ACCOUNT, OrderDraft(TODAY, lines=lines))[0]


def test_a_statement_that_went_out_waits_for_its_answer(desk):
    record_letters(desk, [STATEMENT], ONCE)
    (letter,) = kept(desk, "letter")
    assert (letter["number"], letter["copies"], letter["reprint_reason"]) == ("DZ-1", 1, None)
    (statement,) = [each for each in kept(desk, "statement") if each["remark"] == "DZ-1"]
    assert (statement["state"], statement["closing_minor"]) == ("sent", 700)


def test_a_reprint_needs_a_reason_and_makes_no_second_statement(desk):
    record_letters(desk, [STATEMENT], ONCE)
    with pytest.raises(ValidationError) as refused:
        record_letters(desk, [STATEMENT], ONCE)
    assert refused.value.code == "letter.reason.blank"
    record_letters(desk, [STATEMENT], AGAIN)
    assert len([each for each in kept(desk, "statement") if each["remark"] == "DZ-1"]) == 1
    assert [line.reason for line in read_letters(desk, ["DZ-1"])] == ["遗失", ""]


def test_only_finance_releases_the_last_demand(desk):
    final = Letter(account_id=ACCOUNT, paper="reminder", number="CK-3", level="final")
    with pytest.raises(NotAllowedError) as refused:
        record_letters(desk, [final], ONCE)
    assert refused.value.code == "letter.level.finance"
    assert kept(desk, "letter") == []


def test_nothing_of_a_run_is_kept_when_one_letter_is_refused(desk):
    final = Letter(account_id=ACCOUNT, paper="reminder", number="CK-3", level="final")
    with pytest.raises(NotAllowedError):
        record_letters(desk, [STATEMENT, final], ONCE)
    assert kept(desk, "letter") == []


def test_a_quotation_takes_goods_at_the_prices_of_the_day(desk):
    paper = read_quotation_paper(desk, quote(desk, soy(quantity=10), rice(quantity=5)))
    assert [line.quantity for line in paper.lines] == [10, 5]
    assert paper.price_version == "2026.1"
    assert paper.valid_to_on == TODAY + dt.timedelta(days=30)
    assert paper.total_minor == sum(line.amount_minor for line in paper.lines) > 0


def test_a_price_beyond_the_reps_authority_is_not_quoted(desk):
    line = soy()
    low = OrderLine(
        product_id=line.product_id,
        quantity=1,
        price_id=line.price_id,
        list_price_minor=line.list_price_minor,
        unit_price_minor=1,
        lowest_price_minor=line.lowest_price_minor,
    )
    with pytest.raises(ValidationError) as refused:
        quote(desk, low)
    assert refused.value.code == "order.price.outside"
    with pytest.raises(ValidationError):
        quote(desk)


def test_the_draft_of_an_order_becomes_the_quotation(desk):
    order_id, _ = begin_order(desk, ACCOUNT)
    draft = OrderDraft(TODAY, lines=(soy(),))
    keep_order(desk, order_id, draft)
    quote_goods(desk, ACCOUNT, draft, order_id=order_id)
    assert kept(desk, "field_order_line") == []
    assert len(kept(desk, "quotation_line")) == 1


def test_a_printed_quotation_is_given_accepted_and_ordered_by(desk):
    quotation_id = quote(desk, soy(quantity=7))
    letter = Letter(account_id=ACCOUNT, paper="quotation", number="BJ-1", subject_id=quotation_id)
    record_letters(desk, [letter], ONCE)
    with pytest.raises(NotAllowedError):
        order_by_quotation(desk, quotation_id)
    move_quotation(desk, quotation_id, "accept")
    order_id, _ = order_by_quotation(desk, quotation_id)
    order = read_order(desk, order_id)
    assert [(line.line.product_id, line.line.quantity) for line in order.lines] == [
        (soy().product_id, 7)
    ]
    assert order.state == "draft"


def test_a_quotation_that_ran_out_is_not_accepted(desk):
    quotation_id = quote(desk, soy())
    move_quotation(desk, quotation_id, "give")
    with desk.store.unit_of_work() as work:
        past = (TODAY - dt.timedelta(days=1)).isoformat()
        work.edit("quotation", quotation_id, {"valid_to_on": past}, desk.author)
        work.commit(desk.author)
    with pytest.raises(NotAllowedError) as refused:
        move_quotation(desk, quotation_id, "accept")
    assert refused.value.code == "quotation.expired"
    move_quotation(desk, quotation_id, "expire")
    with pytest.raises(NotAllowedError) as again:
        move_quotation(desk, quotation_id, "give")
    assert again.value.code == "quotation.step"


def test_finance_may_release_the_last_demand(tmp_path):
    desk = order_workspace(tmp_path, HEAD)
    with desk.store.unit_of_work() as work:
        put(work, "user", [{"id": HEAD, "name": "吴越", "roles": "finance", "sector_id": SECTOR}])
        work.commit()
    final = Letter(account_id=ACCOUNT, paper="reminder", number="CK-3", level="final")
    record_letters(desk, [final], ONCE)
    assert [each["level"] for each in kept(desk, "letter")] == ["final"]
    desk.store.close()
