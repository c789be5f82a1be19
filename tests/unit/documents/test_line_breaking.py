import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.setting.characters import Run, TickBox, tidy
from app.documents.setting.line_rules import NO_END, NO_START
from app.documents.setting.typesetting import Style, set_runs, set_text

CLAUSE = (
    "甲方应在本合同签订后5日内向乙方交付定金人民币60,000.00元（大写：人民币陆万元整），"
    "并执行《碳酸饮料（汽水）》“GB/T 10792”及第2.4款；电话021-6000 0188，"
    "邮箱contract@yunling.example.com——见云授〔2026〕031号……逾期按0.05%计算，至2027年12月31日止。"
)

KEPT_WHOLE = ["60,000.00元", "第2.4款", "〔2026〕", "2027年", "12月", "31日", "0.05%", "——", "……"]


@pytest.fixture(scope="module")
def style(fonts):
    return Style(fonts.serif, 10, 15, "justify")


def lines_of(paragraph):
    text = paragraph.characters.text
    return [text[line.start : line.end] for line in paragraph.lines]


@pytest.mark.parametrize("ems", range(20, 60))
def test_no_line_begins_or_ends_with_a_forbidden_mark(ems, style):
    lines = lines_of(set_text(CLAUSE, style, ems * 10))
    assert not [line for line in lines[1:] if line[0] in NO_START]
    assert not [line for line in lines[:-1] if line[-1] in NO_END]


@pytest.mark.parametrize("ems", range(24, 60))
def test_numbers_stay_with_their_units_and_words_stay_whole(ems, style):
    lines = lines_of(set_text(CLAUSE, style, ems * 10))
    for whole in (
        "60,000.00元",
        "第2.4款",
        "〔2026〕",
        "2027年",
        "12月",
        "31日",
        "0.05%",
        "——",
        "……",
    ):
        assert any(whole in line for line in lines), (whole, lines)
    assert any("contract@yunling.example.com" in line for line in lines)
    assert any("021-6000\u00a00188" in line for line in lines)


letters = st.text(
    alphabet="甲乙合同，。（）《》“”、；…—aB9.-@/% 元日第条", min_size=1, max_size=200
)


@given(letters, st.integers(min_value=4, max_value=50))
def test_breaking_loses_only_blanks_between_lines(fonts, text, ems):
    paragraph = set_text(text, Style(fonts.serif, 10, 15), ems * 10)
    kept = "".join(lines_of(paragraph))
    assert kept.replace(" ", "") == paragraph.characters.text.replace(" ", "")


@given(letters, st.integers(min_value=8, max_value=50))
def test_no_line_is_wider_than_its_paragraph(fonts, text, ems):
    paragraph = set_text(text, Style(fonts.serif, 10, 15), ems * 10)
    assert paragraph.natural_width <= ems * 10 + 5.1


def test_an_address_wider_than_the_line_breaks_after_a_joint(fonts):
    address = "procurement.committee.secretariat@international-supply-chain.example.com"
    lines = lines_of(set_text(address, Style(fonts.serif, 10, 15), 150))
    assert "".join(lines) == address
    assert all(line[-1] in "@-/._" for line in lines[:-1])


def test_a_word_without_a_joint_is_cut_but_never_before_a_mark(fonts):
    for width in range(60, 90):
        lines = lines_of(set_text("要330mL%330mL——喆们", Style(fonts.sans, 8, 11), width))
        assert not [line for line in lines if line[0] in NO_START], (width, lines)


def test_a_forced_line_end_breaks_and_blank_lines_stay(fonts):
    paragraph = set_text("上海\n\n青浦", Style(fonts.serif, 10, 15), 300)
    assert lines_of(paragraph) == ["上海", "", "青浦"]
    assert paragraph.height == 45


def test_the_blank_between_options_vanishes_at_a_line_start(fonts):
    runs = [TickBox(True), Run("增值税专用发票"), Run("　"), TickBox(False), Run("普通发票")]
    lines = lines_of(set_runs(runs, Style(fonts.serif, 10, 15), 90))
    assert not any(line.startswith("　") for line in lines)


def test_a_short_option_label_never_breaks(fonts):
    runs = [Run("发票种类："), TickBox(True), Run("增值税专用发票", is_whole=True)]
    for width in range(100, 160, 3):
        lines = lines_of(set_runs(runs, Style(fonts.serif, 10, 15), width))
        assert any("增值税专用发票" in line for line in lines)


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("盈港东路 8800 号", "盈港东路8800号"),
        ("139 0000 0017", "139\u00a00000\u00a00017"),
        ("Party A’s “domicile”", 'Party\u00a0A\'s "domicile"'),
        ("1 January 2027", "1\u00a0January 2027"),
        ("注明“以下空白”", "注明“以下空白”"),
    ],
)
def test_typing_habits_do_not_change_the_look(typed, set_as):
    assert tidy(typed) == set_as


@pytest.mark.parametrize(
    ("ems", "last"), [(12, "期限。"), (19, "期限。"), (30, "的期限。"), (41, "的期限。")]
)
def test_no_character_stands_alone_in_the_last_line(ems, last, fonts):
    """A wide column gives two characters to the last line, a narrow one a single one."""
    style = Style(fonts.serif, 10, 15, "justify")
    lines = lines_of(set_text("异" * (ems - 7) + "提出异议的期限。", style, ems * 10))
    assert lines[-1] == last
