"""The lines of the parties block: labels and values of 甲方 and 乙方, on whatever paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.contracts.clauses.parts import PartyLetter
from app.domain.contracts.wording.filling import party_words
from app.domain.contracts.wording.numbering import ContractText
from app.domain.contracts.wording.values import NOTHING_ZH, date_words

SOLE_PROPRIETOR = "92"

PARTY_LINES = (
    ("名称", "Name", "name"),
    ("统一社会信用代码", "USCC", "uscc"),
    ("住所", "Domicile", "address"),
    ("法定代表人", "Legal rep.", "legal_rep"),
    ("授权代表", "Signatory", "signatory"),
    ("电话", "Telephone", "phone"),
    ("电子邮箱", "E-mail", "email"),
    ("开户行", "Bank", "bank"),
    ("账号", "Account", "account"),
    ("行号", "CNAPS", "cnaps"),
    ("税号", "Tax No.", "tax_no"),
    ("送达地址", "Service", "service_address"),
)
"""Chinese label, English label, key in the party's values; in the order of the paper.

Source: paper.md section 3.
"""


def party_head(text: ContractText, letter: PartyLetter) -> str:
    """Return what stands above a party: 甲方（买方）, with English where there is English."""
    role = text.template.header.roles[letter]
    english = f"  {party_words(letter, 'en')} ({role.en})" if text.is_bilingual else ""
    return f"{party_words(letter, 'zh')}（{role.zh}）{english}"


def party_label(label: str, key: str, party: Mapping[str, Any]) -> str:
    """Return the label; a sole proprietor has an operator, not a legal representative."""
    is_sole = str(party.get("uscc", "")).startswith(SOLE_PROPRIETOR)
    return "经营者" if key == "legal_rep" and is_sole else label


def party_value(key: str, party: Mapping[str, Any], bilingual: bool) -> str:
    """Return what stands beside a label; what repeats is said to repeat."""
    value = str(party.get(key) or "")
    match key:
        case "signatory" if value:
            value = _signatory(value, party)
        case "tax_no" if value and value == party.get("uscc"):
            return "同统一社会信用代码"
        case "service_address" if value and value == party.get("address"):
            return "同住所"
    english = party.get(f"{key}_en") if bilingual else None
    return "\n".join(part for part in (value, english) if part) or NOTHING_ZH


def _signatory(name: str, party: Mapping[str, Any]) -> str:
    post, authority, until = (party.get(key) for key in ("signatory_post", "poa_no", "poa_to"))
    words = f"{name}（{post}）" if post else name
    if authority:
        words += f"\n授权委托书 {authority}"
        words += f"，有效期至{date_words(until, 'zh')}" if until else ""
    return words
