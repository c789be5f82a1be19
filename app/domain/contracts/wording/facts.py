"""The three facts under the title of a contract: its number, day and place."""

from __future__ import annotations

from app.domain.contracts.wording.numbering import ContractText
from app.domain.contracts.wording.values import BLANK_DATE_ZH, date_words


def contract_facts_words(text: ContractText) -> tuple[tuple[str, str, str], ...]:
    """Return Chinese label, English label and value of each fact; an unknown day is a blank.

    Source: paper.md section 3.
    """
    values, english = text.values, text.is_bilingual
    signed = values.get("sign_date")
    day = date_words(signed, "zh") if signed else BLANK_DATE_ZH
    place = str(values.get("sign_place") or "")
    if english:
        day += f"\n{date_words(signed, 'en')}" if signed else ""
        place += f"\n{values.get('sign_place_en') or ''}".rstrip()
    return (
        ("合同编号", "Contract No.", str(values.get("contract_no") or "")),
        ("签订日期", "Date", day),
        ("签订地点", "Place", place),
    )
