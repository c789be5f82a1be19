"""Each trap of a foreign cell: what it is read as, what is said about it, what is refused."""

from __future__ import annotations

import pytest

from app.domain.errors import ValidationError
from app.domain.importing.cells import CellKind, SheetValue
from app.domain.importing.values import Reading, ValueReader
from app.domain.importing.vocabulary import Vocabulary

NAMES = {("account", "华信"): ("a1",), ("account", "恒达"): ("a1", "a2")}


def find(entity, word):
    return NAMES.get((entity, word), ())


def read(entity, field, cell, **factors):
    vocabulary = Vocabulary(entity, is_office=True)
    reading = Reading(vocabulary, find, factors=factors)
    said = []
    value = ValueReader(vocabulary.fields[field], reading).read(cell, said)
    return value, [problem.code for problem in said]


def refused(entity, field, cell, **factors):
    with pytest.raises(ValidationError) as caught:
        read(entity, field, cell, **factors)
    return caught.value.code


def number(text):
    return SheetValue(CellKind.NUMBER, text)


@pytest.mark.parametrize(
    "written",
    [
        *("2026-11-21", "2026/11/21", "2026.11.21", "2026年11月21日", "2026 年 11 月 21 号"),
        *("20261121", "二〇二六年十一月二十一日", "２０２６年１１月２１日", "21.11.2026"),
    ],
)
def test_a_day_is_read_in_every_way_it_is_written(written):
    assert read("account", "dealings_since_on", written)[0] == "2026-11-21"


def test_full_width_digits_are_read_and_named():
    value, said = read("sales_record", "quantity", "１２０")
    assert (value, said) == (120, ["import.note.width"])


def test_a_day_that_may_be_either_way_round_is_refused_and_a_clear_one_named():
    assert refused("account", "dealings_since_on", "03/04/2026") == "import.cell.date_order"
    assert read("account", "dealings_since_on", "11/21/2026") == (
        "2026-11-21",
        ["import.note.date_order"],
    )


@pytest.mark.parametrize("written", ["2026-02-30", "2026-13-01", "明天", "二〇二六年十三月一日"])
def test_a_day_that_does_not_exist_is_refused(written):
    assert refused("account", "dealings_since_on", written) == "import.cell.date"


def test_a_year_without_its_century_is_refused():
    assert refused("account", "dealings_since_on", "26-11-21") == "import.cell.year"


def test_a_time_behind_a_day_is_left_out_aloud():
    cell = SheetValue(CellKind.DATE, "2026-11-21T09:30:00")
    assert read("account", "dealings_since_on", cell) == ("2026-11-21", ["import.note.time"])
    assert read("account", "dealings_since_on", "2026-11-21 09:30:00")[1] == ["import.note.time"]


def test_midnight_is_no_time():
    cell = SheetValue(CellKind.DATE, "2026-11-21T00:00:00")
    assert read("account", "dealings_since_on", cell) == ("2026-11-21", [])


def test_the_bare_number_of_a_day_is_not_guessed():
    assert refused("account", "dealings_since_on", number("46347")) == "import.cell.serial"
    assert read("account", "dealings_since_on", number("20261121"))[0] == "2026-11-21"


@pytest.mark.parametrize(
    ("written", "minor"),
    [
        *(("1,234.50", 123_450), ("￥1,234.50", 123_450), ("1.2万", 1_200_000)),
        *(("３亿", 30_000_000_000), ("-12.5", -1_250), ("(1,200.00)", -120_000), ("0", 0)),
    ],
)
def test_an_amount_is_read_as_account_books_write_it(written, minor):
    assert read("sales_record", "amount_minor", written)[0] == minor


def test_an_amount_below_a_heading_in_ten_thousands_is_multiplied():
    assert read("sales_record", "amount_minor", "12.5", amount_minor=10_000)[0] == 12_500_000
    code = refused("sales_record", "amount_minor", "12.5万", amount_minor=10_000)
    assert code == "import.cell.unit_twice"


@pytest.mark.parametrize("written", ["1.234,50", "12,34.5", "约三千", "1.005"])
def test_an_amount_that_could_mean_something_else_is_refused(written):
    assert refused("sales_record", "amount_minor", written).startswith("money.")


def test_a_long_number_that_lost_its_end_is_refused_not_filled_with_zeros():
    lost = SheetValue(CellKind.LOST, "913205070000000000")
    assert refused("account", "uscc", lost) == "import.cell.lost"
    assert refused("account", "phone", "1.39E+10") == "import.cell.lost"
    assert refused("sales_record", "document_number", "6.2305E+16") == "import.cell.lost"


def test_leading_zeros_and_long_numbers_stay_text():
    assert read("sales_record", "document_number", "00123")[0] == "00123"
    assert read("account", "bank_account", "62305200011223344") == ("62305200011223344", [])
    assert read("account", "phone", number("13905120001"))[0] == "13905120001"


def test_a_code_is_stored_compact_and_that_is_said():
    assert read("account", "phone", "139 0512 0001") == ("13905120001", ["import.note.compact"])
    assert read("account", "phone", "１３９０５１２０００１")[1] == ["import.note.width"]


def test_a_code_that_cannot_be_right_is_taken_as_typed_and_named():
    value, said = read("account", "uscc", "91320507MA1")
    assert value == "91320507MA1"
    assert len(said) == 1
    assert said[0].startswith("uscc.")


def test_blanks_around_and_breaks_within_a_line_are_named():
    assert read("account", "name", " 华信 ") == ("华信", ["import.note.trimmed"])
    assert read("account", "address", "河西路\n88 号") == ("河西路 88 号", ["import.note.one_line"])
    assert read("account", "remark", "一\n二") == ("一\n二", [])


def test_full_width_letters_of_a_name_stay_as_written():
    assert read("account", "name", "ＡＢＣ商行") == ("ＡＢＣ商行", [])


@pytest.mark.parametrize(
    ("word", "value"), [("是", 1), ("√", 1), ("Y", 1), ("否", 0), ("×", 0), ("no", 0)]
)
def test_yes_and_no_are_read_in_both_languages(word, value):
    assert read("sales_record", "settled", word)[0] == value


def test_neither_yes_nor_no_is_refused():
    assert refused("sales_record", "settled", "部分") == "import.cell.truth"


@pytest.mark.parametrize("word", ["零售商", "retailer", " Retailer ", "门店", "超市"])
def test_a_choice_is_read_by_its_words_in_both_languages(word):
    assert read("account", "type", word)[0] == "retailer"


def test_a_word_that_is_no_choice_is_refused():
    assert refused("account", "type", "散户王") == "import.cell.choice"


def test_labels_are_split_at_every_usual_sign():
    value, _ = read("contact", "roles", "老板、签约代表；采购")
    assert value == "buyer\nowner\nsignatory"


def test_a_reference_is_found_or_named():
    assert read("contact", "account_id", "华信")[0] == "a1"
    assert refused("contact", "account_id", "无此客户") == "import.reference.unknown"
    assert refused("contact", "account_id", "恒达") == "import.reference.several"


def test_what_a_sheet_shows_instead_of_a_value_is_refused():
    assert refused("account", "name", SheetValue(CellKind.FAULT, "#N/A")) == "import.cell.error"
    assert refused("account", "name", SheetValue(CellKind.FAULT, "")) == "import.cell.formula"


def test_a_fraction_is_no_count():
    assert read("sales_record", "quantity", "1,200")[0] == 1_200
    assert read("sales_record", "quantity", "12.0")[0] == 12
    assert refused("sales_record", "quantity", "12.5") == "import.cell.whole"
    assert refused("sales_record", "quantity", "140家") == "import.cell.number"


def test_a_tax_rate_needs_its_sign_or_its_fraction():
    assert read("price", "tax_rate_basis_points", "13%")[0] == 1_300
    assert read("price", "tax_rate_basis_points", number("0.13"))[0] == 1_300
    assert refused("price", "tax_rate_basis_points", "13") == "import.cell.share"


def test_a_moment_is_meant_where_the_company_is():
    value, _ = read("file_exchange", "begun_at", "2026-11-21 09:30")
    assert value == 1_795_224_600_000
