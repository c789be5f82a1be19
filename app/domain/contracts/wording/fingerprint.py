"""The fingerprint that ties a printed sheet to its words and values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from app.domain.contracts.clauses.parts import ContractTemplate
from app.domain.contracts.wording.value_types import complete_values

_SHOWN_DIGITS, _GROUP = 16, 4


def contract_fingerprint(template: ContractTemplate, values: Mapping[str, Any]) -> str:
    """Return the full fingerprint: 64 upper-case hexadecimal digits of a SHA-256.

    It covers header, articles, library blocks and the complete values as canonical JSON.

    Raises:
        ValidationError: `contract.value.unknown` or `contract.value.wrong_type`.

    Source: FORMAT.md section 8.
    """
    complete = complete_values(template, values)
    words = json.dumps(complete, ensure_ascii=False, sort_keys=True)
    whole = f"{template.canonical[:-1]}, {words}]"
    return hashlib.sha256(whole.encode()).hexdigest().upper()


def shown_fingerprint(full: str) -> str:
    """Return the printed form: the first 16 digits in groups of four, F1D8-019E-CE1D-1BA1."""
    digits = full[:_SHOWN_DIGITS]
    return "-".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))
