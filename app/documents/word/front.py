"""Company, title, the three facts and the parties of a contract in Word."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.word.markup import CellOfTable, Look, Span, paragraph, table, table_row
from app.documents.word.package import TEXT_WIDTH
from app.domain.contracts.wording.facts import contract_facts_words
from app.domain.contracts.wording.numbering import ContractText
from app.domain.contracts.wording.party_lines import (
    PARTY_LINES,
    party_head,
    party_label,
    party_value,
)

_FACT_SHARES = (0.40, 0.27, 0.33)
_LABEL_WIDTH = 1_350
_HALF = TEXT_WIDTH // 2
_LINE = (_LABEL_WIDTH, _HALF - _LABEL_WIDTH) * 2


def first_page(text: ContractText) -> Iterator[str]:
    """Yield the company's name, the title and the facts.

    Source: paper.md section 3.
    """
    header, english = text.template.header, text.is_bilingual
    company = text.values.get(f"party_{header.supplier}") or {}
    yield paragraph([Span(str(company.get("name") or ""))], Look("Company", stays=True))
    if company.get("name_en"):
        yield paragraph([Span(str(company["name_en"]))], Look("Label"))
    yield paragraph([Span(header.name.zh)], Look("ContractTitle", "center"))
    if english:
        yield paragraph([Span(header.name.en)], Look("TitleEnglish", "center"))
    widths = [int(TEXT_WIDTH * share) for share in _FACT_SHARES]
    cells = []
    for (zh, en, value), width in zip(contract_facts_words(text), widths, strict=True):
        label = f"{zh}  {en}" if english else zh
        lines = paragraph([Span(label)], Look("Label")) + paragraph([Span(value)], Look("Fact"))
        cells.append(CellOfTable(lines, width))
    yield table([table_row(cells)], widths, is_ruled=False)
    yield paragraph([], Look("Small"))


def parties_table(text: ContractText) -> str:
    """Return both parties side by side, one line of the form in each row."""
    heads = [
        CellOfTable(
            paragraph([Span(party_head(text, letter), is_bold=True)], Look("Party")),
            _HALF,
            spans=2,
            is_shaded=True,
        )
        for letter in ("a", "b")
    ]
    rows = [table_row(heads)]
    for zh, en, key in PARTY_LINES:
        cells: list[CellOfTable] = []
        for name in ("party_a", "party_b"):
            party = text.values.get(name) or {}
            label = party_label(zh, key, party) + (f"\n{en}" if text.is_bilingual else "")
            value = Span(party_value(key, party, text.is_bilingual), is_bold=key == "name")
            cells.append(CellOfTable(paragraph([Span(label)], Look("Label")), _LABEL_WIDTH))
            cells.append(CellOfTable(paragraph([value], Look("Party")), _HALF - _LABEL_WIDTH))
        rows.append(table_row(cells))
    return table(rows, _LINE, is_ruled=True) + paragraph([], Look("Small"))
