"""No paper that goes to a customer says what the house thinks of the customer."""

import datetime as dt

import pytest

from app.commands.sales.orders import OrderDraft
from app.commands.sales.quotations import quote_goods
from app.domain.contracts.texts.template import parse_template
from app.queries.contracts.page import read_contract
from tests.support.account_records import ACCOUNT
from tests.support.contract_desk import CONTRACT, contract_workspace
from tests.support.demo_workspace import demo_workspace
from tests.support.order_desk import TODAY, order_workspace, soy
from tests.support.paper_words import poppler_pages
from ui.screens.contract.paper.setting import set_copy
from ui.screens.papers.kinds import KINDS, language_option
from ui.screens.papers.rows import PaperOrder
from ui.screens.papers.setting import PaperRun, set_papers
from ui.texts import install_language

VALUED = {"class": "A", "segment": "gold", "key_account": 1}
GIVEN_UP = {"class": "C", "segment": "abandon", "key_account": 0}

SUBJECTS = {
    "statement": "SELECT account_id, account_id FROM receivable",
    "reminder": "SELECT account_id, account_id FROM receivable WHERE due_on < '2026-11-01'"
    " AND amount_minor > coalesce(paid_minor, 0)",
    "complaint_reply": "SELECT account_id, id FROM complaint WHERE outcome IS NOT NULL",
    "account_sheet": "SELECT account_id, account_id FROM receivable",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    install_language("en")
    workspace = demo_workspace(tmp_path_factory.mktemp("demo"))
    yield workspace
    workspace.store.close()


@pytest.fixture
def shop(tmp_path):
    install_language("en")
    workspace = order_workspace(tmp_path)
    yield workspace
    workspace.store.close()


def about(desk, kind):
    """Return an account, and what a paper of that kind is about."""
    with desk.store.snapshot() as look:
        return tuple(look.connection.exec_driver_sql(f"{SUBJECTS[kind]} LIMIT 1").fetchall()[0])


def judge(desk, account_id, marks):
    """Put down what the house thinks of an account, as the office does."""
    given = ", ".join(f"{name} = ?" for name in marks)
    with desk.store.unit_of_work() as work:
        work.connection.exec_driver_sql(
            f"UPDATE account SET {given} WHERE id = ?", (*marks.values(), account_id)
        )
        work.commit()


def words(desk, kind, subject_id, language):
    """Return what a paper says, page by page, as a customer reads it."""
    asked = (language_option(KINDS[kind], language), *KINDS[kind].options(dt.date(2026, 11, 23)))
    options = {option.key: option.value for option in asked} | {"language": language}
    order = PaperOrder(kind, (subject_id,), options)
    return poppler_pages(set_papers(KINDS[kind].read(desk, order), order, PaperRun()).pdf)


def both_ways(desk, kind, account_id, subject_id, language):
    """Return the paper for an account that is valued, and for the same when it is given up."""
    said = []
    for marks in (VALUED, GIVEN_UP):
        judge(desk, account_id, marks)
        said.append(words(desk, kind, subject_id, language))
    return said


def test_every_paper_that_is_kept_as_a_letter_is_looked_at():
    letters = {key for key, kind in KINDS.items() if kind.letter is not None}
    assert letters == SUBJECTS.keys() - {"account_sheet"} | {"quotation"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["statement", "reminder", "complaint_reply"])
def test_a_letter_reads_the_same_whatever_the_class_of_its_customer(kind, language, desk):
    account_id, subject = about(desk, kind)
    valued, given_up = both_ways(desk, kind, account_id, subject, language)
    assert valued == given_up
    assert len("".join(valued)) > 100


@pytest.mark.parametrize("language", ["zh", "en", "both"])
def test_a_quotation_reads_the_same_whatever_the_class_of_its_customer(language, shop):
    quotation_id, _ = quote_goods(shop, ACCOUNT, OrderDraft(TODAY, lines=(soy(),)))
    valued, given_up = both_ways(shop, "quotation", ACCOUNT, quotation_id, language)
    assert valued == given_up
    assert len("".join(valued)) > 100


def test_a_contract_reads_the_same_whatever_the_class_of_its_customer(tmp_path):
    desk = contract_workspace(tmp_path)
    account_id = read_contract(desk, CONTRACT).account_id
    said = []
    for marks in (VALUED, GIVEN_UP):
        judge(desk, account_id, marks)
        stored = read_contract(desk, CONTRACT)
        template = parse_template(stored.template_text, stored.library_text)
        sheets = set_copy(template, stored.values(), number=1, total=1, is_draft=False)
        said.append(poppler_pages(sheets.pdf))
    desk.store.close()
    assert said[0] == said[1]
    assert len("".join(said[0])) > 1_000


def test_the_sheet_of_an_account_is_for_the_house_and_says_its_class(desk):
    account_id, subject = about(desk, "account_sheet")
    valued, given_up = both_ways(desk, "account_sheet", account_id, subject, "zh")
    assert valued != given_up
