"""The cells and totals of a goods table as words, on whatever paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.capitals import RENMINBI, capital_amount
from app.domain.contracts.clauses.parts import Column, Field
from app.domain.contracts.wording.lines import LineAmount, goods_amounts, total_of
from app.domain.contracts.wording.numbering import ContractText
from app.domain.contracts.wording.values import figures, money_minor, percent_words, plain_decimal

_BLANK_NOTE, _BLANK_NOTE_EN = "（以下空白）", "(blank below)"


@dataclass(frozen=True, slots=True)
class TotalWords:
    """One line below a table.

    Attributes:
        zh: Its label.
        en: Its label in English.
        value: A figure, or the sum in capitals.
        is_main: Whether it is the sum that binds.
    """

    zh: str
    en: str
    value: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class GoodsCells:
    """A table field of a contract in words.

    Attributes:
        field: The field.
        rows: Cells of every row, column by column.
        amounts: Amounts of every row; empty for a table without amounts.
    """

    field: Field
    rows: tuple[tuple[str, ...], ...]
    amounts: tuple[LineAmount, ...]

    @property
    def totals(self) -> tuple[TotalWords, ...]:
        """The lines below the table; none for a table without totals."""
        return total_words(self.amounts) if self.field.has_totals and self.amounts else ()


def goods_cells(text: ContractText, name: str) -> GoodsCells:
    """Return the words of a table field.

    Raises:
        ValidationError: `contract.value.not_a_number`.

    Source: paper.md section 5.
    """
    field = text.template.fields[name]
    rows: Sequence[Mapping[str, str]] = text.values.get(name) or []
    kinds = {column.kind for column in field.columns}
    amounts = goods_amounts(rows) if "amount" in kinds else ()
    bilingual = text.is_bilingual
    cells = tuple(
        tuple(_cell(column, row, number, amounts, bilingual) for column in field.columns)
        for number, row in enumerate(rows, start=1)
    )
    return GoodsCells(field, cells, amounts)


def blank_note(*, is_bilingual: bool) -> str:
    """Return what is struck through below the last row, so that no row can be added."""
    return f"{_BLANK_NOTE} {_BLANK_NOTE_EN}" if is_bilingual else _BLANK_NOTE


def total_words(amounts: Sequence[LineAmount]) -> tuple[TotalWords, ...]:
    """Return net sum, tax, total and the total in capitals."""
    sums = total_of(amounts)
    return (
        TotalWords("不含税金额", "Net amount", f"￥{figures(sums.net_minor)}", False),
        TotalWords("税额", "VAT", f"￥{figures(sums.tax_minor)}", False),
        TotalWords("价税合计", "Total", f"￥{figures(sums.amount_minor)}", True),
        TotalWords("大写", "In words", capital_amount(sums.amount_minor, prefix=RENMINBI), True),
    )


def _cell(
    column: Column,
    row: Mapping[str, str],
    number: int,
    amounts: Sequence[LineAmount],
    bilingual: bool,
) -> str:
    value = row.get(column.key, "")
    match column.kind:
        case "index":
            return str(number)
        case "money":
            value = figures(money_minor(value))
        case "amount":
            value = figures(amounts[number - 1].amount_minor)
        case "qty":
            value = plain_decimal(value)
        case "rate":
            value = percent_words(value)
        case "short":
            value = value or "—"
        case "text" if bilingual and column.key == "name" and row.get("name_en"):
            value = f"{value}\n{row['name_en']}"
    return value
