"""The notice of standard terms that the law asks of whoever supplies the text."""

from __future__ import annotations

from app.domain.contracts.wording.filling import party_words
from app.domain.contracts.wording.numbering import ContractText


def notice_words(text: ContractText) -> str:
    """Return the notice with the numbers of the clauses it speaks of.

    Source: Civil Code, article 496; paper.md section 6.
    """
    header = text.template.header
    mine, other = party_words(header.supplier, "zh"), party_words(header.buyer, "zh")
    numbers = "、".join(text.standard_terms)
    return (
        f"【格式条款提示】本合同由{mine}提供文本。第 {numbers} 款与{other}有重大利害关系，"
        "已用加粗字体并在条款左侧以三角符号标明，内容涉及风险承担、异议期限、结算与抵扣、"
        f"授权限制、违约金、解除、送达或者争议管辖等。{mine}已提请{other}注意，"
        f"并按{other}要求作了说明。"
    )


def confirmation_words(text: ContractText) -> str:
    """Return the sentence that the other side signs."""
    header = text.template.header
    mine, other = party_words(header.supplier, "zh"), party_words(header.buyer, "zh")
    return f"{other}确认：已阅读上列条款，{mine}已提示并说明。"


def english_confirmation_words(text: ContractText) -> str:
    """Return the sentence that the other side signs in English."""
    header = text.template.header
    mine, other = party_words(header.supplier, "en"), party_words(header.buyer, "en")
    return (
        f"Confirmed: {other} has read the clauses listed above; {mine} has pointed them out "
        "and explained them."
    )


def english_notice_words(text: ContractText) -> str:
    """Return the notice in English."""
    header = text.template.header
    mine, other = party_words(header.supplier, "en"), party_words(header.buyer, "en")
    return (
        f"Notice of standard terms: {mine} supplied this text. The clauses listed above, printed "
        f"bold and marked with a triangle, materially affect {other}. {mine} has drawn {other}'s "
        "attention to them and explained them on request."
    )
