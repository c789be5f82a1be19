"""Whatever the model of a contract says stands on its paper, in Chinese and in both languages."""

import re
import shutil
import subprocess

import pytest

from app.documents.contract.goods import goods_table
from app.domain.contracts.wording.numbering import number_contract
from app.domain.contracts.wording.passages import contract_passages

EXAMPLES = (
    *("normal-sale", "normal-distribution", "normal-frame"),
    *("minimum-sale", "extreme-sale", "bilingual-distribution"),
)
AROUND = re.compile(
    r"(购销合同|经销合同|年度框架合同)?"
    r"(PurchaseandSaleContract|DistributionAgreement|AnnualFrameAgreement)?"
    r"(RB-[A-Z0-9-]+?)?合同编号RB.*?文本指纹[0-9A-F-]{19}(第\d+页共\d+页)?(骑缝章)?"
)
STRAIGHT = str.maketrans("’‘“”", "''\"\"")


def squeezed(text):
    """English is set with straight quotes."""
    return re.sub(r"\s", "", text).translate(STRAIGHT)


@pytest.fixture
def words_of(tmp_path):
    """Give the text that poppler finds, without what stands around the text of a page."""
    tool = shutil.which("pdftotext")
    assert tool, "poppler is needed"

    def read(pdf):
        path = tmp_path / "contract.pdf"
        path.write_bytes(pdf)
        found = subprocess.run([tool, "-raw", path, "-"], capture_output=True, check=True)
        pages = found.stdout.decode().split("\f")
        return "".join(AROUND.sub("", squeezed(page)) for page in pages)

    return read


def is_on_paper(words, whole):
    """Where a page breaks in two columns, each language stands there in two pieces."""
    halves = ((words[:cut], words[cut:]) for cut in range(1, len(words)))
    return words in whole or any(first in whole and rest in whole for first, rest in halves)


@pytest.mark.parametrize("is_bilingual", [False, True])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_passage_stands_on_paper(name, is_bilingual, example, printed, words_of):
    template, values, _ = example(name)
    model = number_contract(template, values | {"bilingual": is_bilingual})
    whole = words_of(printed(name, bilingual=is_bilingual).pdf)
    passages = contract_passages(model)
    parts = [part for passage in passages for part in passage.parts]
    lines = [squeezed(line) for part in parts for line in part.split("\n")]
    assert len(lines) > 100
    assert [line for line in lines if not is_on_paper(line, whole)] == []


def test_the_other_side_confirms_the_notice_in_both_languages(printed, words_of):
    whole = words_of(printed("bilingual-distribution").pdf)
    assert "乙方确认：已阅读上列条款，甲方已提示并说明。" in whole
    assert "Confirmed:PartyBhasreadtheclauseslistedabove" in whole


def test_columns_that_share_a_cell_are_named_line_by_line(printed, words_of):
    whole = words_of(printed("extreme-sale", bilingual=True).pdf)
    assert "品名／规格型号Product／Specification" in whole


def test_an_english_heading_is_never_broken_inside_a_word(example, fonts):
    template, values, _ = example("minimum-sale")
    text = number_contract(template, values | {"bilingual": True})
    for head in goods_table(text, "goods", fonts).content.heads:
        lines = [head.characters.text[line.start : line.end] for line in head.lines]
        words = [word for line in lines for word in line.split()]
        assert words == head.characters.text.split()
