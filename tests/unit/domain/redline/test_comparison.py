import pytest

from app.domain.redline.blocks import Block, ReturnedParagraph, paragraph_blocks
from app.domain.redline.comparison import compare_blocks

CLAUSES = (
    ("6.1", "甲方应在本合同签订后5日内向乙方交付定金人民币60,000.00元，乙方收到后开具收据。"),
    ("6.2", "全部设备验收合格后10日内支付总价款的60%，余款在质量保证期满后付清。"),
    ("7.1", "总价款已体现乙方给予的全部价格优惠，乙方不另行给予返利或者促销费用。"),
    ("8.1", "甲方逾期付款的，每逾期一日按逾期金额的0.05%支付违约金，直至付清之日。"),
    ("8.2", "协商不成的，任何一方可以向合同签订地有管辖权的人民法院提起诉讼。"),
)


def sent():
    return [Block(text, number, number, "clause") for number, text in CLAUSES]


def returned(*lines):
    return paragraph_blocks(ReturnedParagraph(line) for line in lines)


def lines(**changes):
    return [
        f"{number}\t{changes.get('c' + number.replace('.', ''), text)}" for number, text in CLAUSES
    ]


def only_change(found):
    (row,) = found.changes
    return row


def test_an_untouched_text_has_no_change():
    found = compare_blocks(sent(), returned(*lines()))

    assert found.changes == ()
    assert found.count("equal") == 5


def test_a_changed_word_is_marked_and_nothing_else():
    found = compare_blocks(
        sent(), returned(*lines(c82=CLAUSES[4][1].replace("合同签订地", "甲方住所地")))
    )
    row = only_change(found)

    assert (row.standing, row.number) == ("changed", "8.2")
    assert [part.text for part in row.parts if part.mark == "out"] == ["合同签订"]
    assert [part.text for part in row.parts if part.mark == "in"] == ["甲方住所"]
    assert "".join(part.text for part in row.parts if part.mark != "in") == row.sent
    assert "".join(part.text for part in row.parts if part.mark != "out") == row.returned


def test_a_number_is_changed_as_a_whole_and_told_before_words():
    found = compare_blocks(
        sent(),
        returned(
            *lines(
                c61=CLAUSES[0][1].replace("收据", "发票"),
                c81=CLAUSES[3][1].replace("0.05%", "0.5%"),
            )
        ),
    )

    first, second = found.changes
    assert first.number == "8.1"
    assert [(each.sent, each.returned) for each in first.figures] == [("0.05%", "0.5%")]
    assert [part.text for part in first.parts if part.mark == "out"] == ["0.05%"]
    assert second.number == "6.1"
    assert second.figures == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("60%", "40%", ("60%", "40%")),
        ("10日", "30日", ("10日", "30日")),
        ("60,000.00元", "16,000.00元", ("60,000.00元", "16,000.00元")),
    ],
)
def test_amounts_days_and_shares_are_told_with_their_units(old, new, told):
    changed = [(number, text.replace(old, new)) for number, text in CLAUSES]
    found = compare_blocks(sent(), returned(*(f"{n}\t{text}" for n, text in changed)))

    assert [(each.sent, each.returned) for each in only_change(found).figures] == [told]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("，", ",", "width"),
        ("5日内", "5 日内", "space"),
        ("。", ".", "punctuation"),
        ("60,000.00", "６０，０００．００", "width"),
        ("定金", "定\u200b金", "hidden"),
    ],
)
def test_spelling_is_no_change_but_is_told(old, new, told):
    text = CLAUSES[0][1]
    found = compare_blocks(sent(), returned(*lines(c61=text.replace(old, new))))

    assert found.changes == ()
    assert [row.spellings for row in found.rows if row.spellings] == [(told,)]
    assert found.spelled_otherwise == 1


@pytest.mark.parametrize(("old", "new"), [("60%", "6０%0"), ("10日", "1 00日"), ("总价", "总价²")])
def test_what_means_something_else_is_never_a_spelling(old, new):
    found = compare_blocks(sent(), returned(*lines(c62=CLAUSES[1][1].replace(old, new, 1))))

    assert only_change(found).standing == "changed"


def test_a_missing_and_an_added_clause_are_told_where_they_stand():
    changed = lines()
    del changed[2]
    changed.insert(3, "8.2\t乙方应在每月五日前提供完税凭证，否则甲方有权拒绝付款。")

    found = compare_blocks(sent(), returned(*changed))

    assert {(row.standing, row.number) for row in found.changes} == {
        ("missing", "7.1"),
        ("added", "8.2"),
    }
    order = [row.standing for row in found.rows]
    assert order.index("missing") == 2
    assert order.index("added") == 4


def test_a_moved_clause_is_moved_not_missing_and_added():
    changed = lines()
    changed.append(changed.pop(0))

    found = compare_blocks(sent(), returned(*changed))

    assert (only_change(found).standing, only_change(found).number) == ("moved", "6.1")


def test_a_clause_that_was_moved_and_changed_is_both():
    changed = lines(c61=CLAUSES[0][1].replace("5日", "50日"))
    changed.append(changed.pop(0))

    row = only_change(compare_blocks(sent(), returned(*changed)))

    assert (row.standing, row.is_moved) == ("changed", True)


def test_a_split_paragraph_with_the_same_words_is_no_change():
    text = CLAUSES[1][1]
    changed = lines()
    changed[1:2] = [f"6.2\t{text[:20]}", text[20:]]

    assert compare_blocks(sent(), returned(*changed)).changes == ()


def test_two_paragraphs_joined_with_another_word_are_one_change():
    changed = lines()
    joined = changed[3] + CLAUSES[4][1].replace("诉讼", "仲裁")
    changed[3:] = [joined]

    row = only_change(compare_blocks(sent(), returned(*changed)))

    assert row.standing == "changed"
    assert [part.text for part in row.parts if part.mark == "in"] == ["仲裁"]


def test_short_cells_are_paired_by_their_place():
    cells = [
        Block(text, "", "1.1", "goods", "1 柜") for text in ("立式冷藏展示柜", "台", "36", "13%")
    ]
    found = compare_blocks(cells, returned("立式冷藏展示柜", "台", "40", "13%"))

    assert [(row.sent, row.returned) for row in found.changes] == [("36", "40")]


def test_a_tracked_change_is_told_apart_from_a_silent_one():
    open_text = CLAUSES[3][1].replace("0.05%", "0.01%")
    silent_text = CLAUSES[1][1].replace("60%", "50%")
    paragraphs = [ReturnedParagraph(line) for line in lines(c62=silent_text)]
    paragraphs[3] = ReturnedParagraph(
        f"8.1\t{open_text}", f"8.1\t{CLAUSES[3][1]}", authors=("谢瑾",)
    )

    found = compare_blocks(sent(), paragraph_blocks(paragraphs))

    tracked = {row.number: row.is_tracked for row in found.changes}
    assert tracked == {"6.2": False, "8.1": True}
    assert [row.number for row in found.silent] == ["6.2"]
    assert next(row for row in found.changes if row.number == "8.1").authors == ("谢瑾",)


def test_a_clause_struck_with_tracking_is_missing_and_tracked():
    paragraphs = [ReturnedParagraph(line) for line in lines()]
    paragraphs[2] = ReturnedParagraph("", f"7.1\t{CLAUSES[2][1]}", authors=("谢瑾",))

    row = only_change(compare_blocks(sent(), paragraph_blocks(paragraphs)))

    assert (row.standing, row.is_tracked) == ("missing", True)


def test_a_change_behind_a_tracked_one_in_the_same_clause_is_not_called_tracked():
    text = CLAUSES[0][1]
    now, before = text.replace("5日", "15日").replace("收据", "欠条"), text.replace("收据", "欠条")
    paragraphs = [ReturnedParagraph(line) for line in lines()]
    paragraphs[0] = ReturnedParagraph(f"6.1\t{now}", f"6.1\t{before}", authors=("谢瑾",))

    assert not only_change(compare_blocks(sent(), paragraph_blocks(paragraphs))).is_tracked


def test_capitals_are_figures():
    old = [Block("人民币肆拾万玖仟叁佰贰拾元整", kind="total")]
    row = only_change(compare_blocks(old, returned("人民币肆拾万柒仟叁佰贰拾元整")))

    assert [(each.sent, each.returned) for each in row.figures] == [
        ("肆拾万玖仟叁佰贰拾元整", "肆拾万柒仟叁佰贰拾元整")
    ]
