"""The contracts that are measured: an example, one of four pages, one of 300 lines."""

from __future__ import annotations

import dataclasses
import json
import random
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.documents.contract.paper import PrintCopy, render_contract
from app.documents.setting.fonts import FontSet
from app.domain.contracts.clauses.parts import ContractTemplate
from app.domain.contracts.texts.template import parse_template
from app.domain.errors import ValidationError

ROOT = Path(__file__).resolve().parents[1]
PAGES = 4
LINES = 300
_FURTHER_CLAUSES = 0
"""Group number of clauses that a contract may do without."""
_HAN = "的一是不了人我在有他这为之大来以个中上们到说国和地也子时出而要于就下得可"

Contract = tuple[ContractTemplate, Mapping[str, Any]]


def contract_of(example: str) -> Contract:
    """Return an example's template and values."""
    folder = ROOT / "resources" / "contracts"
    path = ROOT / "tests" / "fixtures" / "contracts" / f"{example}.toml"
    content = tomllib.loads(path.read_text("utf-8"))
    names = (content["example"]["template"], "library")
    template = parse_template(*((folder / f"{name}.toml").read_text("utf-8") for name in names))
    return template, json.loads(json.dumps(content["values"], default=str))


def four_pages(fonts: FontSet) -> Contract:
    """Return the sale contract with as few further clauses as leave four pages.

    Raises:
        SystemExit: No choice of clauses makes four pages.
    """
    template, values = contract_of("minimum-sale")
    further = [a for a in template.articles if a.group == _FURTHER_CLAUSES]
    for dropped in range(len(further) + 1):
        gone = {article.id for article in further[:dropped]}
        kept = tuple(a for a in template.articles if a.id not in gone)
        shorter = dataclasses.replace(template, articles=kept)
        try:
            pages = render_contract(shorter, values, PrintCopy(1, 4, draft=False), fonts).pages
        except ValidationError:  # another clause refers to the one that was left out
            continue
        if pages == PAGES:
            return shorter, values
    raise SystemExit("no choice of clauses makes four pages")


def three_hundred_lines() -> Contract:
    """Return the sale contract over 300 lines of goods with names of 2 to 20 characters."""
    template, values = contract_of("normal-sale")
    chance = random.Random(7)  # noqa: S311 - the same every time
    goods = [
        {
            "name": "".join(chance.choices(_HAN, k=chance.randint(2, 20))),
            "spec": "".join(chance.choices(_HAN + "0123456789", k=chance.randint(1, 20))),
            "unit": "箱",
            "qty": str(chance.randint(1, 9_999)),
            "price": f"{chance.randint(1, 99_999)}.{chance.randint(0, 99):02d}",
            "rate": "13",
            "due": "2027-03-01",
        }
        for _line in range(LINES)
    ]
    return template, {**values, "goods": goods}
