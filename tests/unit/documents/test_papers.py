import datetime as dt
import re
import shutil
import subprocess

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.papers.paper import render_paper, render_papers
from app.documents.papers.tables import Column, plain_table
from app.documents.setting.blocks import Gap, Group
from app.documents.setting.flow import lay_out
from app.documents.setting.page import TYPE_WIDTH
from app.documents.setting.tongue import Tongue
from app.domain.contracts.wording.values import figures
from app.domain.credit.account_statement import Entry, account_statement
from app.domain.papers.statement import StatementContent
from tests.support.page_glyphs import glyphs_of
from tests.support.paper_rules import assert_inside, assert_well_printed
from tests.support.sample_papers import (
    DAY,
    LONG_NAME,
    SAMPLES,
    SHORT_NAME,
    letterhead,
    quotation,
    reminder,
    statement,
)

LANGUAGES = ("zh", "en")


@pytest.fixture
def printed(fonts):
    """Print a paper in a language."""

    def render(name, paper, language="zh"):
        tongue = Tongue(language)
        return render_paper(SAMPLES[name].plan(paper, tongue, fonts), tongue, fonts)

    return render


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return "".join("".join(pages).split())


def words_of(pdf, tmp_path):
    """Return the text that poppler finds, without white space."""
    tool = shutil.which("pdftotext")
    assert tool, "poppler is needed"
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    found = subprocess.run([tool, "-raw", path, "-"], capture_output=True, check=True)
    return "".join(found.stdout.decode().split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("count", "called"), [(0, SHORT_NAME), (3, LONG_NAME), (60, SHORT_NAME)])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_paper_keeps_the_rules_of_a_printer(name, count, called, language, printed):
    """Inside the type area, no word over another, no forbidden line end, no missing picture."""
    assert_well_printed(printed(name, SAMPLES[name].make(count, called), language).pdf)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_paper_of_300_lines_stays_in_the_type_area(name, printed):
    made = printed(name, SAMPLES[name].make(300))
    assert_inside([glyph for glyph in glyphs_of(made.pdf) if glyph.character.strip()])


@pytest.mark.parametrize("name", SAMPLES)
def test_a_long_name_is_printed_whole(name, printed, pages_of):
    text = "".join(pages_of(printed(name, SAMPLES[name].make(2, LONG_NAME)).pdf))
    if name in {"handover", "weekly_report"}:  # lines of a name may stand beside other cells
        assert all(part in text for part in (LONG_NAME[:6], LONG_NAME[-4:]))
    else:
        assert LONG_NAME in text


@pytest.mark.parametrize("name", SAMPLES)
def test_every_font_is_embedded_and_the_same_paper_gives_the_same_bytes(name, printed):
    made, again = (printed(name, SAMPLES[name].make(2)) for _ in range(2))
    faces = re.findall(rb"/Type /Font\b(?!Descriptor)", made.pdf)
    assert len(faces) == len(re.findall(rb"/FontFile2 ", made.pdf)) > 0
    assert b"Helvetica" not in made.pdf
    assert made == again


@pytest.mark.parametrize(("language", "words"), [("zh", "第{}页共{}页"), ("en", "Page{}of{}")])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_sheet_says_who_printed_when_and_which_page(name, language, words, printed, pages_of):
    made = printed(name, SAMPLES[name].make(60), language)
    texts = pages_of(made.pdf)
    assert len(texts) == made.pages
    for number, text in enumerate(texts, start=1):
        assert words.format(number, made.pages) in text
        assert "顾堃" in text
        assert "2026-11-2308:40" in text
        assert "2026-11-2218:40" in text


def test_a_statement_prints_every_row_and_balance_of_the_model(printed, tmp_path):
    paper = statement(40)
    text = words_of(printed("statement", paper).pdf, tmp_path)
    for row in paper.statement.rows:
        assert row.entry.document_number in text
        assert figures(row.balance_minor) in text
    assert f"￥{figures(paper.statement.closing_minor)}" in text
    assert figures(paper.statement.opening_minor) in text
    assert "回执" in text


def test_a_statement_shows_what_the_customer_chose(printed, pages_of):
    paper = statement(3)
    content = StatementContent(has_movements=False, has_ageing=False, has_reply=False)
    fields = {name: getattr(paper, name) for name in paper.__slots__}
    bare = type(paper)(**{**fields, "content": content})
    text = "".join(pages_of(printed("statement", bare).pdf))
    assert "D-00001" not in text
    assert "未到期" not in text
    assert "回执" not in text
    assert "期末余额" in text


def test_the_reply_slip_stands_on_one_page_with_the_seal(printed, pages_of):
    for count in range(1, 45):
        texts = pages_of(printed("statement", statement(count)).pdf)
        (slip,) = [text for text in texts if "沿此线裁下" in text]
        assert "核对结果" in slip
        assert "单位（盖章）" in slip


def test_no_row_of_a_broken_table_stands_alone(printed, pages_of):
    for count in range(14, 34):
        for text in pages_of(printed("reminder", reminder(count)).pdf):
            rows = len(re.findall(r"XS-\d{5}", text))
            assert rows != 1, count


def test_a_reminder_adds_up_what_it_lists(printed, tmp_path):
    paper = reminder(7)
    text = words_of(printed("reminder", paper).pdf, tmp_path)
    assert paper.total_minor == 7 * 6_900
    assert f"￥{figures(paper.total_minor)}" in text
    assert "人民币肆佰捌拾叁元整" in text
    assert "2026年12月3日" in text


def test_a_quotation_says_that_it_is_no_contract_in_every_language(printed, pages_of):
    for language, words in (
        ("zh", ["要约邀请"]),
        ("en", ["invitesoffers"]),
        ("both", ["要约邀请", "invitesoffers"]),
    ):
        text = "".join(pages_of(printed("quotation", quotation(2), language).pdf))
        assert all(each in text for each in words), language


def test_a_quotation_shows_the_list_price_only_where_it_is_reduced(printed, pages_of):
    assert "目录价" not in "".join(pages_of(printed("quotation", quotation(1)).pdf))
    assert "目录价" in "".join(pages_of(printed("quotation", quotation(2)).pdf))


def test_papers_in_one_file_count_their_own_pages(fonts, pages_of):
    tongue = Tongue("zh")
    plan = SAMPLES["statement"].plan
    plans = [plan(statement(count), tongue, fonts) for count in (60, 1)]
    made = render_papers(plans, tongue, fonts, title="对账单", author="云岭")
    texts = pages_of(made.pdf)
    assert "第1页共1页" in texts[-1]
    assert f"第1页共{made.pages - 1}页" in texts[0]


def test_a_run_ends_where_it_is_stopped(fonts):
    class EnoughError(Exception):
        pass

    tongue, set_so_far = Tongue("zh"), []

    def step():
        set_so_far.append(1)
        if len(set_so_far) == 2:
            raise EnoughError

    plans = (SAMPLES["statement"].plan(statement(1), tongue, fonts) for _ in range(9))
    with pytest.raises(EnoughError):
        render_papers(plans, tongue, fonts, title="", author="", went_on=step)
    assert len(set_so_far) == 2


entries = st.builds(
    Entry,
    on=st.dates(DAY - dt.timedelta(days=300), DAY),
    is_payment=st.booleans(),
    document_number=st.text("0123456789ABC-销售退货（）犇", max_size=60),
    amount_minor=st.integers(-(10**12), 10**12),
)


@given(
    rows=st.lists(entries, max_size=40),
    owed=st.integers(-(10**13), 10**13),
    name=st.text("苏州禾亭商贸有限公司 AB(&)", min_size=1, max_size=90),
    language=st.sampled_from(LANGUAGES),
)
def test_any_statement_can_be_printed_and_shows_its_balances(fonts, rows, owed, name, language):
    first = DAY - dt.timedelta(days=200)
    model = account_statement(rows, owed_minor=owed, first=first, last=DAY)
    base = statement(0)
    paper = type(base)(
        letterhead=letterhead(),
        number="DZ-1",
        account_id="a",
        account_name=name,
        contract_number="",
        statement=model,
        ageing=base.ageing,
    )
    tongue = Tongue(language)
    plan = SAMPLES["statement"].plan(paper, tongue, fonts)
    made = render_paper(plan, tongue, fonts)
    text = text_of(made.pdf)
    assert model.closing_minor == owed
    for minor in (model.opening_minor, owed, *(row.balance_minor for row in model.rows)):
        assert figures(minor) in text


def test_no_page_is_begun_for_room_to_write_in(printed, pages_of):
    """Between two lengths the lines find room or not; they never stand on a page alone."""
    for count in range(1, 24):
        made = printed("account_sheet", SAMPLES["account_sheet"].make(count))
        last = pages_of(made.pdf)[-1]
        assert len(last.replace("现场记录：", "")) > 130, (count, last)


def test_a_statement_says_where_its_seal_stands_when_it_moved_on(printed, pages_of):
    texts = pages_of(printed("statement", statement(18)).pdf)
    assert len(texts) == 2
    assert "盖章处见下页" in texts[0]


def test_words_give_way_to_figures_of_any_size(fonts):
    columns = (Column("单据号", most=120), Column("摘要", share=1), *[Column("额", "right")] * 3)
    amount = figures(10**15)
    table = plain_table(columns, [("XS-" * 20, "货款" * 20, amount, amount, amount)], fonts)
    number, words, *_money = table.content.widths
    assert min(number, words) >= 40
    assert sum(table.content.widths) == pytest.approx(TYPE_WIDTH)
    assert [len(cell.lines) for cell in table.content.rows[0][2:]] == [1, 1, 1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_lines_to_sign_on_never_stand_on_a_page_alone(name, language, fonts):
    tongue = Tongue(language)
    for count in range(1, 40):
        plan = SAMPLES[name].plan(SAMPLES[name].make(count), tongue, fonts)
        first, *further = lay_out(plan.blocks)
        assert first
        for page in further:
            assert any(not isinstance(placed.block, Group | Gap) for placed in page), count


HAN = re.compile(r"[\u3400-\u9fff]")
OF_CAPITAL_AMOUNTS = set("人民币零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整")


@pytest.mark.parametrize("count", [0, 4])
@pytest.mark.parametrize("name", SAMPLES)
def test_an_english_paper_has_no_chinese_word_of_its_own(name, count, printed):
    """What customers and products are called stays Chinese; what the paper says does not."""
    paper = SAMPLES[name].make(count)
    found = set(HAN.findall(text_of(printed(name, paper, "en").pdf)))
    assert found - set(HAN.findall(repr(paper))) - OF_CAPITAL_AMOUNTS == set()


def test_an_english_paper_spells_amounts_with_the_name_of_the_money(printed, pages_of):
    whole = "".join(pages_of(printed("statement", statement(3), "en").pdf))
    assert whole.count("RMB155,686.05") == 2
    assert "￥" not in whole
